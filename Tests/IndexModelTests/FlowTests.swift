import Archives
import IndexModel
import Indexing
import MTALog
import SyntheticLogs
import SystemPackage
import TestSupport
import Testing
import Tracing

/// The flows over each store: the same answers, and those of a search through the plain text.
@Suite struct FlowTests {
    @Test(arguments: TestedStore.allCases, 1...3 as ClosedRange<UInt64>)
    func everyKeyGivesItsRecords(_ store: TestedStore, _ seed: UInt64) throws {
        try store.check(LookupContract.self, seed: seed)
    }

    @Test(arguments: TestedStore.allCases) func whatIsForgottenIsNotFound(_ store: TestedStore) throws {
        try store.check(PruneContract.self, seed: 5)
    }
}

private enum LookupContract: StoreContract {
    static func check<Store: IndexStore>(_ store: Store, seed: UInt64) throws {
        let log = RotatedLog(SyntheticLog.text(seed: seed, records: 800), archives: 3, seed: seed)
        try withTemporaryDirectory { directory in
            for number in log.archives.indices {
                let packaging = Packaging.allCases[(Int(seed) + number) % Packaging.allCases.count]
                try write(
                    packaging.pack(log.bytes(ofArchive: number)),
                    to: directory.appending("mail.log.\(number)\(packaging.fileExtension)"))
            }
            let indexer = Indexer(store, IndexOptions(jobs: 2, chunkLength: 64 << 10))
            #expect(try indexer.run([directory]).records == UInt64(log.text.records.count))
            let again = try indexer.run()
            #expect(again.records == 0 && again.unchangedFiles == log.archives.count)

            var lookup = try Lookup(try store.reader().snapshot())
            for key in log.sampleOfKeys(40, seed: seed) {
                let answer = try lookup.records(of: try KeyPattern(key.text))
                #expect(answer.records.map(\.bytes) == log.records(of: key))
            }
            let nothing = try lookup.records(of: try KeyPattern(Array("<no.such@id>".utf8)))
            #expect(nothing.records.isEmpty && nothing.unread.isEmpty)
            #expect(try lookup.coverage().isWhole)

            let report = try Verifier(store, VerifyOptions(.full)).run()
            #expect(report.findings.isEmpty && report.compared == log.archives.count)
        }
    }
}

private enum PruneContract: StoreContract {
    static func check<Store: IndexStore>(_ store: Store, seed: UInt64) throws {
        let log = RotatedLog(SyntheticLog.text(seed: seed, records: 300))
        try withTemporaryDirectory { directory in
            let path = directory.appending("mail.log")
            try write(log.bytes(ofArchive: 0), to: path)
            _ = try Indexer(store, IndexOptions()).run([path])
            let pruner = try Pruner(store, .before(.max))
            #expect(pruner.plan.forgotten.count == 1)
            _ = try pruner.run(compacting: true)
            var lookup = try Lookup(try store.reader().snapshot())
            for key in log.sampleOfKeys(10, seed: seed) {
                #expect(try lookup.records(of: try KeyPattern(key.text)).records.isEmpty)
            }
            #expect(try lookup.coverage().archives == 0)
        }
    }
}
