import LMDB
import SystemPackage
import TestSupport
import Testing

@testable import IndexModel
@testable import LMDBIndex

/// Writing the file anew makes it smaller and changes no answer, for readers of the old file and of the new one.
@Suite struct CompactionTests {
    @Test(arguments: 0..<6)
    func answersStayAndTheFileShrinks(extraCommits: Int) throws {
        try withQuickDirectory { directory in
            var model = MergeModel()
            try fill(directory, &model)
            let early = try IndexReader(directory)
            do {
                var writer = try IndexWriter(directory)
                // The readers' table goes by the number of the last transaction, odd or even.
                for _ in 0..<extraCommits { try writer.publish(nil, []) }
                model.forget((1...6).map { ArchiveID($0) })
                try writer.forget((1...6).map { ArchiveID($0) })
                let before = try writer.storage().bytes
                let commits = try writer.environment.statistics.lastTransaction
                let bytes = try writer.compact().bytes
                #expect(bytes < before * 2 / 3)
                #expect(try directory.appending("data.mdb").stat().size < before * 2 / 3)
                let environment = try Environment(directory: directory, options: .init(readOnly: true))
                #expect(try environment.statistics.lastTransaction >= commits)
            }
            // The reader that was there before sees the old file, now and later.
            try model.expectEqual(try early.snapshot(), exactly: true)
            try model.expectEqual(try IndexReader(directory).snapshot(), exactly: true)
            for round in 0..<4 {
                let first = UInt64(20 + round)
                let batch = model.increment(seed: UInt64(round) + 99, archives: first...first)
                var writer = try IndexWriter(directory)
                try writer.write(batch.buffers, batch.entries)
                try writer.mergeRuns()
                try model.expectEqual(try IndexReader(directory).snapshot(), exactly: true)
                let old = try early.snapshot()
                let ids = try old.archives().map(\.id.value)
                #expect(ids == Array(7...8))
            }
            #expect(throws: (any Error).self) { try directory.appending("compacting").stat() }
        }
    }

    @Test func whatAKilledCompactionLeftIsRemoved() throws {
        try withQuickDirectory { directory in
            var model = MergeModel()
            try fill(directory, &model)
            let left = directory.appending("compacting")
            try Environment.makeDirectory(left)
            try write([1, 2, 3], to: left.appending("data.mdb"))
            try model.expectEqual(try IndexReader(directory).snapshot())
            _ = try IndexWriter(directory)
            #expect(throws: (any Error).self) { try left.stat() }
            try model.expectEqual(try IndexReader(directory).snapshot())
        }
    }

    private func fill(_ directory: FilePath, _ model: inout MergeModel) throws {
        var writer = try IndexWriter(directory)
        for number in 1...8 as ClosedRange<UInt64> {
            let batch = model.increment(seed: UInt64(number), archives: number...number, postings: 3000)
            try writer.write(batch.buffers, batch.entries)
            try writer.mergeRuns()
        }
    }
}
