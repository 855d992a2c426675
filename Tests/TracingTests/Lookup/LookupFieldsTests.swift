import IndexModel
import Indexing
import LMDBIndex
import MTALog
import SyntheticLogs
import SystemPackage
import TestSupport
import Testing
import Tracing

/// The fields of records that a lookup found.
@Suite struct LookupFieldsTests {
    @Test(arguments: [Packaging.plain, .gzip1, .zstd7])
    func recordsHaveFieldsWhereTheyAreWanted(_ packaging: Packaging) throws {
        try withTemporaryDirectory { directory in
            let log = SyntheticLog.text(seed: 6, records: 800)
            let archive = directory.appending("log\(packaging.fileExtension)")
            try write(packaging.pack(log.bytes), to: archive)
            let index = directory.appending("index")
            _ = try Indexer(LMDBStore(index), IndexOptions(memory: IndexOptions.leastMemory, jobs: 1)).run([archive])
            for (key, _) in log.keys.prefix(50) {
                let bytes = key.bytes
                let pattern = try KeyPattern(bytes)
                var plain = try Lookup(try IndexReader(index).snapshot())
                var parsing = try Lookup(try IndexReader(index).snapshot(), parser: RecordParser(stated: nil))
                let without = try plain.records(of: pattern).records
                let with = try parsing.records(of: pattern).records
                #expect(!without.isEmpty)
                #expect(with == without)
                #expect(without.allSatisfy { $0.fields == nil })
                #expect(with.allSatisfy { $0.fields?.stamp == $0.stamp })
            }
        }
    }
}

extension SyntheticKey {
    fileprivate var bytes: [UInt8] {
        switch self {
        case .messageID(let id): id.bytes
        case .queueFile(let name): name.bytes
        }
    }
}
