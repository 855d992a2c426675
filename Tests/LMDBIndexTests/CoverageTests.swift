import LMDB
import SystemPackage
import TestSupport
import Testing

@testable import IndexModel
@testable import LMDBIndex

/// What is stored of the catalog as a whole is what the catalog says, whatever was done to it.
@Suite struct CoverageTests {
    @Test(arguments: 0..<20 as Range<UInt64>)
    func theStoredCoverageIsThatOfTheCatalog(seed: UInt64) throws {
        try withQuickDirectory { directory in
            var random = SeededGenerator(seed: seed)
            var archives: Set<UInt64> = []
            for _ in 0..<4 {
                // Each reopening sweeps.
                var writer = try IndexWriter(directory)
                try expectTrue(try writer.snapshot(), archives)
                for _ in 0..<Int.random(in: 1...8, using: &random) {
                    try change(&writer, &archives, using: &random)
                    try expectTrue(try writer.snapshot(), archives)
                }
                if Bool.random(using: &random) { _ = try writer.compact() }
                try expectTrue(try IndexReader(directory).snapshot(), archives)
            }
        }
    }

    private func change(
        _ writer: inout IndexWriter, _ archives: inout Set<UInt64>, using random: inout SeededGenerator
    ) throws {
        // Some that are there, some that never were.
        let forgotten = Set(
            (0..<Int.random(in: 0...3, using: &random)).map { _ in UInt64.random(in: 1...12, using: &random) })
        switch Int.random(in: 0..<6, using: &random) {
        case 0:
            try writer.forget(forgotten.map { ArchiveID($0) })
            archives.subtract(forgotten)
        case 1:
            try writer.mergeRuns()
        case 2:
            try writer.publish(nil, [], forgetting: [], inputs: RandomRows.inputs(using: &random))
        default:
            let changed = Set(
                (0..<Int.random(in: 0...4, using: &random)).map { _ in UInt64.random(in: 1...12, using: &random) }
            )
            .subtracting(forgotten)
            let entries = changed.sorted().map { RandomRows.archive($0, using: &random) }
            let buffers = changed.sorted().map { buffer($0, [random.next()]) }
            let run = Bool.random(using: &random) ? try writer.stage(buffers) : nil
            try writer.publish(run, entries.shuffled(using: &random), forgetting: forgotten.map { ArchiveID($0) })
            archives = archives.subtracting(forgotten).union(changed)
        }
    }

    private func expectTrue(_ snapshot: borrowing Snapshot, _ archives: Set<UInt64>) throws {
        let catalog = try snapshot.archives()
        #expect(catalog.map(\.id.value) == archives.sorted())
        let coverage = try snapshot.coverage()
        let inputs = try snapshot.inputs()
        #expect(coverage == Coverage(of: catalog, inputs))
    }

    @Test func aMissingRowIsDamage() throws {
        try withQuickDirectory { directory in
            do {
                let writer = try IndexWriter(directory)
                let key = CoverageRow.key
                var transaction = try writer.environment.beginWrite()
                try transaction.delete(key.span, in: writer.databases.schema)
                try transaction.commit()
            }
            let error = failure { () throws(IndexError) in _ = try IndexReader(directory).snapshot().coverage() }
            #expect(error?.reason == "the catalog's summary is damaged")
        }
    }

    @Test func whatIsPublishedNextMendsADamagedRow() throws {
        try withQuickDirectory { directory in
            var writer = try IndexWriter(directory)
            try writer.publish(nil, [entry(1), entry(2)])
            let (key, nothing): ([UInt8], [UInt8]) = (CoverageRow.key, [1, 2, 3])
            var transaction = try writer.environment.beginWrite()
            try transaction.put(key.span, nothing.span, in: writer.databases.schema)
            try transaction.commit()
            #expect(failure { () throws(IndexError) in _ = try writer.snapshot().coverage() }?.kind == .damaged)
            try writer.publish(nil, [entry(3)])
            #expect(try writer.snapshot().coverage().archives == 3)
        }
    }
}

extension Coverage {
    /// That of a whole catalog, the long way.
    init(of catalog: [ArchiveEntry], _ inputs: IndexInputs) {
        let unread = inputs.unread.filter { $0.kind == .unread }
        self.init(
            archives: catalog.count, firstMoment: catalog.compactMap(\.counts.firstMoment).min(),
            lastMoment: catalog.compactMap(\.counts.lastMoment).max(), partial: catalog.filter { !$0.isWhole },
            unreadInputs: unread.count, firstUnread: Array(unread.prefix(5)))
    }
}
