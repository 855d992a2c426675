import LMDB
import SystemPackage
import TestSupport
import Testing

@testable import IndexModel
@testable import LMDBIndex

/// The map that is full, and files of others.
@Suite struct StoreLimitTests {
    @Test func aMapThatIsFullGrowsByItself() throws {
        try withQuickDirectory { directory in
            var random = SeededGenerator(seed: 3)
            let hashes = (0..<30_000).map { _ in random.next() }
            do {
                var writer = try IndexWriter(directory, mapSize: 1 << 16, waiting: true, onWait: { _ in })
                writer.schema.nextArchive = 50
                for number in 1...9 as ClosedRange<UInt64> {
                    let part = hashes[Int(number - 1) * 3000..<Int(number) * 3000]
                    let windows = (0..<20).map { frame(at: UInt64($0), window: Array(repeating: 7, count: 30_000)) }
                    try writer.stage(windows, of: FrameSetID(number))
                    try writer.write([buffer(number, Array(part))], [entry(number)])
                    try writer.mergeRuns()
                }
                #expect(try writer.environment.statistics.mapSize > 1 << 20)
                try writer.forget([ArchiveID(1), ArchiveID(9)])
            }
            let snapshot = try IndexReader(directory).snapshot()
            for (number, hash) in hashes.prefix(27_000).enumerated() {
                let isLiving = (3000..<24_000).contains(number)
                if try knows(hash, snapshot) != isLiving { Issue.record("\(number)") }
            }
        }
    }

    @Test(arguments: [nil, "archives", "schema", "other"])
    func anotherProgramsStoreIsRefusedUnchanged(database: String?) throws {
        try withQuickDirectory { directory in
            do {
                let environment = try Environment(directory: directory)
                let key: [UInt8] = [1]
                _ = try environment.createDatabases(database.map { [$0] } ?? ["a", "b"]) {
                    (transaction, databases) throws(LMDBError) in
                    try transaction.put(key.span, key.span, in: databases[0])
                }
            }
            let before = try read(directory.appending("data.mdb"))
            let readError = failure { () throws(IndexError) in _ = try IndexReader(directory) }
            let writeError = failure { () throws(IndexError) in _ = try IndexWriter(directory) }
            #expect(readError?.kind == .foreign && writeError?.kind == .foreign)
            #expect(writeError?.description.contains("another program") == true)
            #expect(try read(directory.appending("data.mdb")) == before)
            #expect(throws: (any Error).self) { try directory.appending("writer.lock").stat() }
        }
    }

    @Test func anIndexOfAnotherVersionIsRefusedUnchanged() throws {
        try withQuickDirectory { directory in
            do {
                let writer = try IndexWriter(directory)
                var row = writer.schema.encoded()
                row[8] = 1
                let key = Schema.key
                var transaction = try writer.environment.beginWrite()
                try transaction.put(key.span, row.span, in: writer.databases.schema)
                try transaction.commit()
            }
            let before = try read(directory.appending("data.mdb"))
            let error = failure { () throws(IndexError) in _ = try IndexWriter(directory) }
            #expect(error?.kind == .foreign && error?.reason.contains("another version") == true)
            #expect(try read(directory.appending("data.mdb")) == before)
        }
    }

    @Test func anEmptyStoreBecomesAnIndex() throws {
        try withQuickDirectory { directory in
            _ = try Environment(directory: directory)
            #expect(failure { () throws(IndexError) in _ = try IndexReader(directory) }?.kind == .missing)
            _ = try IndexWriter(directory)
            let runs = try IndexReader(directory).snapshot().runCount
            #expect(runs == 0)
        }
    }
}
