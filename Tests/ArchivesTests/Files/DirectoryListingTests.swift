import Foundation
import SystemPackage
import TestSupport
import Testing

@testable import Archives

/// What is in a directory, and what is known of a path.
@Suite struct DirectoryListingTests {
    private static let names: [[UInt8]] = [Array("a".utf8), [0x61, 0xff, 0x2e], [0xc3], [0xff, 0xfe]]

    @Test func `Names are bytes`() throws {
        try withTemporaryDirectory { directory in
            for (index, name) in Self.names.enumerated() {
                try write([UInt8](repeating: 0, count: index), to: path(name, in: directory))
            }
            let listing = try DirectoryListing(at: directory)
            #expect(listing.failure == nil)
            #expect(listing.entries.map { Array($0.name) } == Self.names)
            #expect(try listing.entries.map { try $0.status.get().size } == [0, 1, 2, 3])
            for (index, entry) in listing.entries.enumerated() {
                let path = directory.appending(name: entry.name)
                #expect(path == TestSupport.path(Self.names[index], in: directory))
                #expect(path.lastName == Array(entry.name) && FilePath(bytes: path.bytes) == path)
                #expect(try FileStatus(at: path) == entry.status.get())
            }
        }
    }

    /// Names that begin alike, differ late, and are each other's beginnings.
    @Test(arguments: 0..<8) func `Names come in the order of their bytes`(_ seed: UInt64) throws {
        try withTemporaryDirectory { directory in
            var random = SeededGenerator(seed: seed)
            let common = [UInt8](repeating: 0x6d, count: Int.random(in: 0...9, using: &random))
            var names: Set<[UInt8]> = []
            while names.count < 60 {
                let count = Int.random(in: 1...20, using: &random)
                names.insert(common + (0..<count).map { _ in [0x2d, 0x61, 0x62, 0xff].randomElement(using: &random)! })
            }
            for name in names { try write([], to: path(name, in: directory)) }
            let listing = try DirectoryListing(at: directory)
            let sorted = names.sorted { $0.lexicographicallyPrecedes($1) }
            #expect(listing.entries.map { Array($0.name) } == sorted)
        }
    }

    @Test func `Bytes of paths come back as they were`() {
        for text in ["/", "/a", "a", "a/b", "/a/b.log", "", ".", "..", "/é/\u{1F600}"] {
            #expect(FilePath(bytes: Array(text.utf8)) == FilePath(text))
            #expect(FilePath(text).bytes == Array(text.utf8))
        }
        #expect(FilePath("/").lastName == [] && FilePath("/").appending(name: [0x61]) == "/a")
    }

    @Test func `An error in the middle is told with what was read before it`() throws {
        try withTemporaryDirectory { directory in
            for name in ["a", "b", "c", "d"] { try write([1], to: directory.appending(name)) }
            var left = 4
            let listing = try unsafe DirectoryListing(at: directory) { (open, names) throws(Errno) in
                left -= 1
                if left == 0 { throw .ioError }
                return unsafe try names.addNext(in: open)
            }
            #expect(listing.failure?.cause == .system(.ioError) && listing.failure?.path == directory)
            #expect(listing.entries.count < 4)
        }
    }

    @Test func `Links are known as such where the directory does not say what its names are`() throws {
        try withTemporaryDirectory { directory in
            try write([1], to: directory.appending("file"))
            try FileManager.default.createSymbolicLink(
                atPath: directory.appending("link").string, withDestinationPath: ".")
            try FileManager.default.createSymbolicLink(
                atPath: directory.appending("none").string, withDestinationPath: "not there")
            let told = try DirectoryListing(at: directory)
            let untold = try unsafe DirectoryListing(at: directory) { (open, names) throws(Errno) in
                defer { for index in names.names.indices { names.names[index].isLink = nil } }
                return unsafe try names.addNext(in: open)
            }
            for listing in [told, untold] {
                #expect(listing.entries.map(\.isSymbolicLink) == [false, true, true])
                #expect(try listing.entries[1].status.get().kind == .directory)
                #expect(throws: ArchiveError.self) { try listing.entries[2].status.get() }
            }
        }
    }

    @Test func `Only what is certainly not there is absent`() throws {
        try withTemporaryDirectory { directory in
            let file = directory.appending("file")
            try write([1], to: file)
            #expect(Presence(of: file) == .there(try FileStatus(at: file)))
            #expect(Presence(of: directory.appending("other")) == .absent)
            #expect(Presence(of: file.appending("below")) == .absent)
            let loop = directory.appending("loop")
            try FileManager.default.createSymbolicLink(atPath: loop.string, withDestinationPath: "loop")
            guard case .unknown = Presence(of: loop) else {
                Issue.record("a loop of links is not known to be absent")
                return
            }
        }
    }

    @Test func `The change time tells what the time of writing hides`() throws {
        try withTemporaryDirectory { directory in
            let path = directory.appending("x")
            try write([1], to: path)
            let before = try FileStatus(at: path)
            try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: path.string)
            var now = try FileStatus(at: path)
            // The clock of a file system may be coarse.
            now.changeTime = before.changeTime + 1
            #expect(now != before && now.isSameContent(as: before))
            now.size += 1
            #expect(!now.isSameContent(as: before))
        }
    }
}
