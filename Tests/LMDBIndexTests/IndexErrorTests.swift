import SystemPackage
import TestSupport
import Testing

@testable import IndexModel
@testable import LMDBIndex

/// What is no index, and what the message says.
struct IndexErrorTests {
    @Test func aDirectoryThatDoesNotExist() throws {
        try withTemporaryDirectory { directory in
            let missing = directory.appending("nowhere")
            let error = try #require(openingFailure(missing))
            #expect(error.kind == .missing)
            #expect(error.place == Array(missing.string.utf8))
            #expect(
                error.description
                    == "index \(missing): there is no index here; make one, or name another")
            // A look does not make anything.
            #expect(throws: (any Error).self) { try FileDescriptor.open(missing, .readOnly).close() }
        }
    }

    @Test func aDirectoryWithoutAnIndex() throws {
        try withTemporaryDirectory { directory in
            #expect(openingFailure(directory)?.kind == .missing)
            #expect(throws: (any Error).self) {
                try FileDescriptor.open(directory.appending("lock.mdb"), .readOnly).close()
            }
        }
    }

    @Test func somethingElseThanADirectory() throws {
        try withTemporaryDirectory { directory in
            let file = directory.appending("file")
            try write([1], to: file)
            #expect(openingFailure(file)?.kind == .refused)
            let error = try #require(failure { () throws(IndexError) in _ = try IndexWriter(file) })
            #expect(error.kind == .refused)
            #expect(error.description.contains("Not a directory"))
        }
    }

    @Test(arguments: [100, 10_000])
    func anotherProgramsFile(length: Int) throws {
        try withTemporaryDirectory { directory in
            try write(sampleText(length), to: directory.appending("data.mdb"))
            let error = try #require(openingFailure(directory))
            #expect(error.kind == .damaged)
            #expect(error.description.contains("not an LMDB"))
            #expect(error.remedy != nil)
            #expect(failure { () throws(IndexError) in _ = try IndexWriter(directory) }?.kind == .damaged)
        }
    }

    @Test func rowsThatAreDamagedAreNamed() throws {
        try withTemporaryDirectory { directory in
            var writer = try IndexWriter(directory)
            var broken = RunRow(families: [], extents: RunExtents())
            broken.families = [RunRow.Family(.messageID, bucketBits: 99, postings: 1)]
            try writer.publish(StagedRun(number: 1, row: broken), [])
            let error = failure { () throws(IndexError) in _ = try writer.snapshot() }
            #expect(error?.kind == .damaged)
            #expect(error?.reason == "the row of run 1 is damaged")
            #expect(error?.remedy?.description.contains("index the archives again") == true)
        }
    }

    @Test func theDirectoryIsMadeForTheOwnerOnly() throws {
        try withTemporaryDirectory { directory in
            let index = directory.appending("a").appending("b")
            _ = try IndexWriter(index)
            #expect(try index.stat().permissions == .ownerReadWriteExecute)
            #expect(openingFailure(index)?.kind == nil)
        }
    }

    private func openingFailure(_ directory: FilePath) -> IndexError? {
        failure { () throws(IndexError) in _ = try IndexReader(directory) }
    }
}
