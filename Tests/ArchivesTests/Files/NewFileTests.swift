import Archives
import Foundation
import SystemPackage
import TestSupport
import Testing
import Threads

/// Files that appear whole or not at all.
struct NewFileTests {
    private let content = zstd(Sample.text(1000))

    private func names(_ directory: FilePath) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: directory.string).sorted()
    }

    @Test func `A file that is not published leaves nothing`() throws {
        try withTemporaryDirectory { directory in
            do {
                var file = try NewFile(for: directory.appending("x"))
                try file.write(content.span)
                #expect(try names(directory) == [".x.mtatrail-pack"])
            }
            #expect(try names(directory) == [])
        }
    }

    @Test func `A file is published under its name and no other`() throws {
        try withTemporaryDirectory { directory in
            let target = directory.appending("x")
            var file = try NewFile(for: target)
            try file.write(content.span)
            try file.publish(replacing: nil)
            #expect(try names(directory) == ["x"])
            #expect(try read(target) == content)
        }
    }

    @Test func `A name need be no text`() throws {
        try withTemporaryDirectory { directory in
            let target = directory.appending(name: [0x78, 0xff])
            var file = try NewFile(for: target)
            try file.write(content.span)
            try file.publish(replacing: nil)
            #expect(try DirectoryListing(at: directory).entries.map { Array($0.name) } == [[0x78, 0xff]])
            #expect(try read(target) == content)
        }
    }

    @Test func `Another file in the place is not replaced`() throws {
        try withTemporaryDirectory { directory in
            let target = directory.appending("x")
            var file = try NewFile(for: target)
            try write([1], to: target)
            #expect(throws: ArchiveError.self) { try file.publish(replacing: nil) }
            let status = try FileStatus(at: target)
            try write([1, 2], to: target)
            #expect(throws: ArchiveError.self) { try file.publish(replacing: status) }
            #expect(try read(target) == [1, 2])
            try file.publish(replacing: try FileStatus(at: target))
            #expect(try read(target) == [])
        }
    }

    @Test func `Two do not write one file`() throws {
        try withTemporaryDirectory { directory in
            let target = directory.appending("x")
            var first = try NewFile(for: target)
            #expect(throws: ArchiveError.self) { _ = try NewFile(for: target) }
            let remainder = try TemporaryName.removeRemainder(at: directory.appending(".x.mtatrail-pack"))
            #expect(remainder == .busy)
            try first.write(content.span)
            try first.publish(replacing: nil)
            #expect(try read(target) == content)
        }
    }

    @Test func `What a killed writer left is removed and what is somebody else's is not`() throws {
        try withTemporaryDirectory { directory in
            let target = directory.appending("x")
            let remainder = directory.appending(".x.mtatrail-pack")
            for left in [[], content, Array(content.prefix(100))] {
                try write(left, to: remainder)
                let file = try NewFile(for: target)
                #expect(try names(directory) == [".x.mtatrail-pack"])
                _ = consume file
                #expect(try names(directory) == [])
            }
            try write(Array("my own notes".utf8), to: remainder)
            #expect(throws: ArchiveError.self) { _ = try NewFile(for: target) }
            #expect(throws: ArchiveError.self) { _ = try TemporaryName.removeRemainder(at: remainder) }
            #expect(try names(directory) == [".x.mtatrail-pack"])
        }
    }

    @Test func `A remainder that shares its file with a published one goes alone`() throws {
        try withTemporaryDirectory { directory in
            let target = directory.appending("x")
            try write(content, to: target)
            let remainder = directory.appending(".x.mtatrail-pack")
            try FileManager.default.linkItem(atPath: target.string, toPath: remainder.string)
            #expect(try TemporaryName.removeRemainder(at: remainder) == .removed)
            #expect(try read(target) == content)
        }
    }

    @Test func `A file is removed only if it is still the same`() throws {
        try withTemporaryDirectory { directory in
            let path = directory.appending("x")
            try write(content, to: path)
            let status = try FileStatus(at: path)
            try write(content + [0], to: path)
            #expect(try path.removeFile(ifStill: status) == .left)
            #expect(try path.removeFile(ifStill: try FileStatus(at: path)) == .removed)
            #expect(try names(directory) == [])
        }
    }

    /// The writer opens, appends and closes all the time, and never makes a file.
    @Test func `Nothing that is appended to a file is lost when another takes its place`() throws {
        try withTemporaryDirectory { directory in
            let target = directory.appending("x")
            try write(content, to: target)
            // Where the system does not tell of writers, one that has the file open loses what it writes then.
            guard target.isOpenForWriting == false else { return }
            for round in 0..<25 * Torture.factor {
                try write(content, to: target)
                let writer = AppendingWriter(target)
                var file = try NewFile(for: target)
                try file.write(content.span)
                let status = try FileStatus(at: target)
                let removal = try file.publish(removing: status)
                let appended = writer.stop()
                let size = try read(target).count
                let old = removal == .removed ? Int(status.size) - content.count : 0
                #expect(size + old == content.count + appended, "round \(round): \(removal)")
                _ = consume file
                #expect(try names(directory) == ["x"])
            }
        }
    }

    @Test func `A writer of a file is noticed`() throws {
        try withTemporaryDirectory { directory in
            let path = directory.appending("x")
            try write(content, to: path)
            // Where the system does not tell, nothing can be tested.
            guard path.isOpenForWriting == false else { return }
            let writer = try FileDescriptor.open(path, .writeOnly)
            #expect(path.isOpenForWriting == true)
            try writer.close()
            #expect(path.isOpenForWriting == false)
        }
    }

    @Test(arguments: ["x", ".mtatrail-pack", ".x.mtatrail", "x.mtatrail-pack"])
    func `Other names are no temporary ones`(name: String) {
        #expect(!TemporaryName.isOne(Array(name.utf8)[...]))
        #expect(TemporaryName.isOne(Array(".\(name).mtatrail-pack".utf8)[...]))
    }
}

/// Appends a byte to a file again and again, opening and closing it each time, on a thread of its own.
private final class AppendingWriter: Sendable {
    private let state = Mutex((count: 0, isStopped: false))

    init(_ path: FilePath) {
        Thread.detachNewThread { [self] in while append(to: path) {} }
    }

    private func append(to path: FilePath) -> Bool {
        state.withLock { state in
            guard !state.isStopped else { return false }
            guard let file = try? FileDescriptor.open(path, .writeOnly, options: .append) else { return true }
            defer { try? file.close() }
            if (try? file.writeAll([0x0a])) == 1 { state.count += 1 }
            return true
        }
    }

    /// Gives how many bytes were appended.
    func stop() -> Int {
        state.withLock { state in
            state.isStopped = true
            return state.count
        }
    }
}
