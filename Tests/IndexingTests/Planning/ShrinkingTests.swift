import Foundation
import IndexModel
import Indexing
import LMDBIndex
import MTALog
import SystemPackage
import TestSupport
import Testing
import Threads
import Tracing

/// A file that is cut off while it is read: nothing ends, nothing of it is published, and the next run mends it.
@Suite struct ShrinkingTests {
    @Test(arguments: [Packaging.plain, .gzip1, .zstd7], [0, 9000]) func anIndexRunSurvivesIt(
        _ packaging: Packaging, _ size: Int
    ) throws {
        try Site.with { site in
            try site.write(records(50_000..<50_010), "other")
            try site.write(packaging.pack(records(0..<20_000)), "log")
            let hasCut = Mutex(false)
            let options = IndexOptions(jobs: 1, chunkLength: 64 << 10)
            let indexer = Indexer(
                LMDBStore(site.index), options,
                onProgress: { progress in
                    let isFirst = hasCut.withLock { hasCut in
                        defer { hasCut = hasCut || progress.fileBytes > 0 }
                        return !hasCut && progress.fileBytes > 0
                    }
                    if isFirst { try? site.truncate("log", to: size) }
                })
            let report = try indexer.run([site.logs])
            #expect(report.skipped.map(\.path.lastComponent) == ["log"])
            #expect(report.skipped.allSatisfy { $0.reason.contains("changed while it was being indexed") })
            #expect(try site.catalog().flatMap { $0.locations.map(\.pathText) } == [site.path("other").string])
            #expect(try site.records("<50005@sesta.com>") == [record(50_005)])
            #expect(try site.records("<10@sesta.com>") == [])

            try site.write(packaging.pack(records(0..<20_000)), "log")
            #expect(try site.run().skipped.isEmpty)
            for number in [0, 10, 9999, 19_999] {
                #expect(try site.records("<\(number)@sesta.com>") == [record(number)])
            }
        }
    }

    @Test(arguments: [Packaging.plain, .gzip1, .zstd7]) func aLookupNamesIt(_ packaging: Packaging) throws {
        try Site.with { site in
            try site.write(packaging.pack(records(0..<20_000)), "log")
            try site.run()
            let reader = try IndexReader(site.index)
            var lookup = try Lookup(try reader.snapshot())
            let first = try lookup.records(of: try KeyPattern(Array("<10@sesta.com>".utf8)))
            #expect(first.records.map(\.bytes) == [record(10)] && first.unread.isEmpty)
            try site.truncate("log", to: 5000)
            let second = try lookup.records(of: try KeyPattern(Array("<19990@sesta.com>".utf8)))
            #expect(second.records.isEmpty)
            #expect(second.unread.map(\.path.lastComponent) == ["log"])
        }
    }
}
