import Archives
import Glibc
import SystemPackage
import TestSupport
import Testing

struct ArchiveFileTests {
    @Test func knowsItsStatusAndBytes() throws {
        try withTemporaryDirectory { directory in
            let path = directory.appending("mail.log")
            try write(Array("one line\n".utf8), to: path)
            let file = try ArchiveFile(at: path)
            #expect(file.path == path)
            #expect(file.codec == .plain)
            #expect(file.status.size == 9)
            #expect(file.status.kind == .regular)
            #expect(try FileStatus(at: path) == file.status)
            #expect(Fingerprint(of: file.bytes) == Fingerprint(of: Array("one line\n".utf8).span))
            for pattern in [AccessPattern.sequential, .random, .willNeed, .dontNeed] { file.advise(pattern) }
            file.advise(.willNeed, 3..<1_000_000)
            #expect(file.bytes[8] == UInt8(ascii: "\n"))
        }
    }

    @Test func statusChangesWithTheFile() throws {
        try withTemporaryDirectory { directory in
            let path = directory.appending("mail.log")
            try write([1], to: path)
            let before = try FileStatus(at: path)
            // After 2001-09-09, in nanoseconds.
            #expect(before.modificationTime > 1_000_000_000_000_000_000)
            try write([1, 2], to: path)
            #expect(try FileStatus(at: path) != before)
            #expect(try FileStatus(at: directory).kind == .directory)
            #expect(try FileStatus(at: "/dev/null").kind == .other)
        }
    }

    @Test func emptyFileIsPlainAndEmpty() throws {
        let file = try archive([])
        #expect(file.codec == .plain)
        let count = file.bytes.count
        #expect(count == 0)
        file.advise(.sequential)
        #expect(try Decoded(file).status == .end)
    }

    @Test func missingFileCannotBeOpened() throws {
        let path: FilePath = "/nonexistent/mail.log"
        let error = #expect(throws: ArchiveError.self) { try ArchiveFile(at: path) }
        #expect(error?.cause == .system(.noSuchFileOrDirectory))
        #expect(error?.path == path)
        #expect(error?.description == "/nonexistent/mail.log: cannot open: No such file or directory")
        #expect(throws: ArchiveError.self) { try FileStatus(at: path) }
    }

    @Test func onlyRegularFilesAreArchives() throws {
        try withTemporaryDirectory { directory in
            let error = #expect(throws: ArchiveError.self) { try ArchiveFile(at: directory) }
            #expect(error?.what == "is not a regular file")
        }
        #expect(throws: ArchiveError.self) { try ArchiveFile(at: "/dev/null") }
    }

    @Test func unreadableFileCannotBeOpened() throws {
        try withTemporaryDirectory { directory in
            let path = directory.appending("mail.log")
            let descriptor = try FileDescriptor.open(path, .writeOnly, options: .create, permissions: [])
            try descriptor.close()
            // The superuser may read anything.
            guard getuid() != 0 else { return }
            let error = #expect(throws: ArchiveError.self) { try ArchiveFile(at: path) }
            #expect(error?.cause == .system(.permissionDenied))
        }
    }

    @Test func errorIsOneLine() {
        let error = ArchiveError(
            "cannot decode", path: "a.gz", offset: .compressed(7), cause: .library("why"), remedy: "do this")
        #expect(error.description == "a.gz: cannot decode at byte 7 of the file: why; do this")
        #expect(ArchiveError("bad", offset: .decoded(7)).description == "bad at decoded byte 7")
    }
}
