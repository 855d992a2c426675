import IndexModel
import Indexing
import LMDBIndex
import MTALog
import SyntheticLogs
import SystemPackage
import TestSupport
import Testing
import Tracing

/// Reading for many keys together changes what answers cost, not the answers.
@Suite struct PreparedLookupTests {
    @Test(arguments: [Packaging.plain, .gzip1, .zstd1]) func preparedAnswersAreTheSame(_ packaging: Packaging) throws {
        let log = RotatedLog(SyntheticLog.text(seed: 31, records: 4000), archives: 3)
        try withTemporaryDirectory { directory in
            let paths = try writeArchives(log, packaging, in: directory)
            try index(paths, in: directory.appending("ix"), postingLimit: 20_000)
            let reader = try IndexReader(directory.appending("ix"))
            var lookup = try Lookup(try reader.snapshot())
            var rest = try log.sampleOfKeys(150).map { (key: $0, pattern: try KeyPattern($0.text)) }[...]
            while !rest.isEmpty {
                let count = try lookup.prepare(for: rest.map(\.pattern))
                #expect(count > 0 && count <= rest.count)
                for (key, pattern) in rest.prefix(count) {
                    let answer = try lookup.records(of: pattern)
                    #expect(answer.records.map(\.bytes) == log.records(of: key) && answer.unread.isEmpty)
                }
                rest = rest.dropFirst(count)
            }
        }
    }

    /// However few archives are kept open, the same is found.
    @Test(arguments: [Packaging.plain, .gzip1, .zstd1], [1, 2, 5]) func fewReadersFindTheSame(
        _ packaging: Packaging, _ limit: Int
    ) throws {
        let log = RotatedLog(SyntheticLog.text(seed: 33, records: 2000), archives: 6)
        try withTemporaryDirectory { directory in
            try index(try writeArchives(log, packaging, in: directory), in: directory.appending("ix"))
            let reader = try IndexReader(directory.appending("ix"))
            var lookup = try Lookup(try reader.snapshot())
            lookup.mostArchives = limit
            lookup.mostDecoders = limit / 2 + 1
            let keys = try log.sampleOfKeys(60).map { (key: $0, pattern: try KeyPattern($0.text)) }
            if limit > 1 { _ = try lookup.prepare(for: keys.map(\.pattern)) }
            for (key, pattern) in keys {
                let answer = try lookup.records(of: pattern)
                #expect(answer.records.map(\.bytes) == log.records(of: key) && answer.unread.isEmpty)
            }
        }
    }

    @Test func noKeysNeedNothing() throws {
        let log = RotatedLog(SyntheticLog.text(seed: 31, records: 100))
        try withTemporaryDirectory { directory in
            try index(try writeArchives(log, .gzip1, in: directory), in: directory.appending("ix"))
            let reader = try IndexReader(directory.appending("ix"))
            var lookup = try Lookup(try reader.snapshot())
            #expect(try lookup.prepare(for: []) == 0)
        }
    }
}
