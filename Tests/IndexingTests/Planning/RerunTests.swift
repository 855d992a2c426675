import IndexModel
import Indexing
import LMDBIndex
import SystemPackage
import TestSupport
import Testing
import Tracing

/// A second run reads only what is new.
@Suite struct RerunTests {
    @Test func whatHasNotChangedIsNotRead() throws {
        try Site.with { site in
            try site.write(records(0..<100), "a.log")
            try site.write(Packaging.gzip1.pack(records(100..<200)), "b.log.gz")
            try site.write(Packaging.zstd7.pack(records(200..<300)), "c.log.zst")
            let first = try site.run()
            #expect(first.indexedArchives == 3 && first.records == 300 && first.fileBytes > 0)
            let second = try site.run()
            #expect(second.unchangedFiles == 3)
            #expect(second.indexedArchives == 0 && second.fileBytes == 0 && second.decodedBytes == 0)
            #expect(try site.records("<250@sesta.com>") == [record(250)])
        }
    }

    @Test func aNewFileIsReadAlone() throws {
        try Site.with { site in
            try site.write(records(0..<100), "a.log")
            try site.run()
            try site.write(records(100..<110), "b.log")
            let report = try site.run()
            #expect(report.unchangedFiles == 1 && report.indexedArchives == 1 && report.records == 10)
            #expect(try site.records("<5@sesta.com>") == [record(5)])
            #expect(try site.records("<105@sesta.com>") == [record(105)])
        }
    }

    @Test func ofAGrownFileOnlyTheTailIsRead() throws {
        try Site.with { site in
            try site.write(records(0..<5000), "mail.log")
            try site.run()
            try site.append(records(5000..<5010), to: "mail.log")
            let report = try site.run()
            // The last record known is read again: it might have gone on.
            #expect(report.decodedBytes == UInt64(record(4999).count + records(5000..<5010).count))
            #expect(try site.catalog().count == 1)
            for number in [0, 2500, 4999, 5000, 5009] {
                #expect(try site.records("<\(number)@sesta.com>") == [record(number)])
                #expect(try site.unread("<\(number)@sesta.com>") == [])
            }
        }
    }

    @Test(arguments: 1...record(7).count) func aRecordCutAnywhereIsWholeLater(_ length: Int) throws {
        try Site.with { site in
            let whole = record(7)
            try site.write(records(0..<7) + whole.prefix(length), "mail.log")
            try site.run()
            try site.append(whole.dropFirst(length) + records(8..<12), to: "mail.log")
            try site.run()
            for number in [0, 6, 7, 8, 11] {
                #expect(try site.records("<\(number)@sesta.com>") == [record(number)], "\(number)")
                #expect(try site.records("ZZ01IS3D2\(String(number).count)\(number).00") == [record(number)])
            }
            #expect(try site.run().unchangedFiles == 1)
        }
    }

    @Test func aRecordMayGoOnAfterItsLineEnd() throws {
        try Site.with { site in
            try site.write(records(0..<3) + record(3), "mail.log")
            try site.run()
            try site.append(Array(" and <more@sesta.com>\n".utf8), to: "mail.log")
            try site.run()
            let whole = record(3) + Array(" and <more@sesta.com>\n".utf8)
            #expect(try site.records("<more@sesta.com>") == [whole])
            #expect(try site.records("<3@sesta.com>") == [whole])
        }
    }

    @Test func aFileOfOneRecordGrowsToo() throws {
        try Site.with { site in
            try site.write(record(0), "mail.log")
            try site.run()
            for number in 1..<5 {
                try site.append(record(number), to: "mail.log")
                try site.run()
            }
            for number in 0..<5 { #expect(try site.records("<\(number)@sesta.com>") == [record(number)]) }
            #expect(try site.catalog().count == 1)
        }
    }

    @Test func growthAcrossManyGranulesKeepsAllKeys() throws {
        try Site.with { site in
            var end = 0
            var generator = SeededGenerator(seed: 3)
            try site.write([], "mail.log")
            for _ in 0..<8 {
                let next = end + Int.random(in: 1...900, using: &generator)
                try site.append(records(end..<next), to: "mail.log")
                end = next
                try site.run(postingLimit: 5000)
            }
            for number in stride(from: 0, to: end, by: 37) {
                #expect(try site.records("<\(number)@sesta.com>") == [record(number)])
            }
        }
    }

    @Test func recordsOfAGrownFileAreCountedOnce() throws {
        try Site.with { site in
            try site.write(records(0..<10), "mail.log")
            try site.run()
            try site.append(records(10..<20), to: "mail.log")
            try site.run()
            let counts = try site.catalog().map(\.counts.records)
            #expect(counts == [20])
        }
    }
}
