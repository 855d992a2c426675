import IndexModel
import Indexing
import LMDBIndex
import SystemPackage
import TestSupport
import Testing
import Tracing

/// Content that stands in two files, whole or in part: told once, and missed only when it is nowhere.
@Suite struct CopyTests {
    @Test func aCopyServesWhenTheFirstIsGone() throws {
        try Site.with { site in
            try site.write(records(0..<2000), "log")
            try site.write(Packaging.gzip1.pack(records(0..<2000)), "log.gz")
            let report = try site.run()
            #expect(report.indexedArchives == 1 && report.recognisedFiles == 1)
            #expect(try site.catalog().map(\.locations.count) == [2])
            try site.remove("log")
            #expect(try site.answer("<1500@sesta.com>").records.map(\.path.lastComponent) == ["log.gz"])
            try site.run()
            #expect(try site.catalog().map(\.locations.count) == [1])
            #expect(try site.records("<1500@sesta.com>") == [record(1500)])
        }
    }

    /// What a copy that stayed behind does not have is not silently missed.
    @Test(arguments: [Packaging.plain, .zstd7]) func aShortCopyIsNotTakenForAll(_ packaging: Packaging) throws {
        try Site.with { site in
            try site.write(packaging.pack(records(0..<2000)), "short")
            try site.run()
            try site.write(packaging.pack(records(0..<4000)), "log")
            try site.run()
            #expect(try site.catalog().map(\.locations.count) == [2])
            #expect(try site.records("<3000@sesta.com>") == [record(3000)])
            #expect(try site.records("<1999@sesta.com>") == [record(1999)])
            try site.remove("log")
            for _ in 0..<2 {
                #expect(try site.records("<10@sesta.com>") == [record(10)])
                #expect(try site.unread("<10@sesta.com>") == [])
                #expect(try site.records("<3000@sesta.com>") == [])
                #expect(try site.unread("<3000@sesta.com>").count == 1)
                try site.run()
            }
            // It catches up: nothing is read twice but for the proof.
            try site.write(packaging.pack(records(0..<4000)), "short")
            #expect(try site.run().postings == 0)
            #expect(try site.records("<3000@sesta.com>") == [record(3000)])
            #expect(try site.catalog().count == 1)
        }
    }

    @Test func whatIsAppendedElsewhereIsToldOnceAndThenForgotten() throws {
        try Site.with { site in
            try site.write(records(0..<1000), "mail.log")
            try site.write(records(1000..<2000), "mail.log_yesterday")
            try site.run()
            try site.append(records(1000..<2000), to: "mail.log")
            try site.run()
            #expect(try site.catalog().count == 2)
            #expect(try site.records("<1500@sesta.com>") == [record(1500)])
            try site.remove("mail.log_yesterday")
            try site.run()
            #expect(try site.catalog().count == 1)
            let answer = try site.answer("<1500@sesta.com>")
            #expect(answer.records.map(\.bytes) == [record(1500)] && answer.unread.isEmpty)
        }
    }

    @Test func twoAppendedInOneNightAreBothKnown() throws {
        try Site.with { site in
            try site.write(records(0..<100), "mail.log")
            try site.write(records(100..<900), "one")
            try site.write(records(900..<1700), "two")
            try site.run()
            try site.append(records(100..<1750), to: "mail.log")
            try site.remove("one")
            try site.remove("two")
            try site.run()
            #expect(try site.catalog().count == 1)
            for number in [0, 100, 899, 900, 1699, 1749] {
                let answer = try site.answer("<\(number)@sesta.com>")
                #expect(answer.records.map(\.bytes) == [record(number)] && answer.unread.isEmpty)
            }
        }
    }

    @Test func whatWasAppendedOtherwiseIsMissed() throws {
        try Site.with { site in
            var other = records(1000..<2000)
            other[other.count - 100] ^= 1
            try site.write(records(0..<1000), "mail.log")
            try site.write(records(1000..<2000), "mail.log_yesterday")
            try site.run()
            try site.append(other, to: "mail.log")
            try site.remove("mail.log_yesterday")
            try site.run()
            #expect(try site.catalog().count == 2)
            #expect(try site.records("<1500@sesta.com>") == [record(1500)])
            #expect(try site.unread("<1500@sesta.com>") == ["mail.log_yesterday"])
        }
    }
}
