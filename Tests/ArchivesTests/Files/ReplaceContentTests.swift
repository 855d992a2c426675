import Archives
import Foundation
import SystemPackage
import TestSupport
import Testing

/// A file has the whole new content, or what it had.
@Suite struct ReplaceContentTests {
    private let page = Array("<!DOCTYPE html>\n<p>a page\n".utf8)

    private func names(_ directory: FilePath) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: directory.string).sorted()
    }

    private func mode(_ path: FilePath) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path.string)[.posixPermissions] as? Int
    }

    @Test func `A new file can be read by owner and group`() throws {
        try withTemporaryDirectory { directory in
            let path = directory.appending("page.html")
            try path.replaceContent(with: page.span)
            #expect(try read(path) == page)
            #expect(try mode(path) == 0o640)
            #expect(try names(directory) == ["page.html"])
        }
    }

    @Test func `A file keeps its mode, and a reader of the old one its content`() throws {
        try withTemporaryDirectory { directory in
            let path = directory.appending("page.html")
            try write([1, 2, 3], to: path)
            try FileManager.default.setAttributes([.posixPermissions: 0o604], ofItemAtPath: path.string)
            let old = try ArchiveFile(at: path)
            try path.replaceContent(with: page.span)
            #expect(try read(path) == page)
            #expect(try mode(path) == 0o604)
            #expect(old.bytes[0] == 1 && !old.hasShrunk)
            #expect(try names(directory) == ["page.html"])
        }
    }

    @Test func `A file is written where links lead, to nothing too`() throws {
        try withTemporaryDirectory { directory in
            for (link, target) in [("first", "second"), ("second", "deep/page.html")] {
                try FileManager.default.createSymbolicLink(
                    atPath: directory.appending(link).string, withDestinationPath: target)
            }
            try FileManager.default.createDirectory(
                atPath: directory.appending("deep").string, withIntermediateDirectories: false)
            for content in [[1], page] {
                try directory.appending("first").replaceContent(with: content.span)
                #expect(try read(directory.appending("deep/page.html")) == content)
                #expect(try names(directory) == ["deep", "first", "second"])
                #expect(try names(directory.appending("deep")) == ["page.html"])
            }
        }
    }

    @Test func `What is no file is written straight to`() throws {
        try FilePath("/dev/null").replaceContent(with: page.span)
        #expect(try FileStatus(at: "/dev/null").kind == .other)
        #expect(throws: ArchiveError.self) { try FilePath("/nowhere/page.html").replaceContent(with: page.span) }
        try withTemporaryDirectory { directory in
            let pipe = directory.appending("pipe")
            let made = unsafe mkfifo(pipe.string, 0o600)
            try #require(made == 0)
            let reader = try FileDescriptor.open(pipe, .readOnly, options: .nonBlocking)
            defer { try? reader.close() }
            try pipe.replaceContent(with: page.span)
            var found: [UInt8] = []
            #expect(try reader.read(100, appendingTo: &found) == page.count)
            #expect(found == page)
        }
    }

    @Test func `What a killed writer left of a page is replaced`() throws {
        try withTemporaryDirectory { directory in
            try write(Array(page.prefix(10)), to: directory.appending(".page.html.mtatrail-page"))
            try directory.appending("page.html").replaceContent(with: page.span)
            #expect(try names(directory) == ["page.html"])
        }
    }
}
