import IndexModel
import Indexing
import LMDBIndex
import SystemPackage
import TestSupport
import Testing
import Tracing

/// What becomes of an archive: renamed, gone, replaced, torn and made whole.
@Suite struct ArchiveLifeTests {
    @Test(arguments: [Packaging.plain, .gzip1, .zstd1]) func aRenamedFileIsNotRead(_ packaging: Packaging) throws {
        try Site.with { site in
            try site.write(packaging.pack(records(0..<50)), "mail.log_current")
            try site.run()
            try site.rename("mail.log_current", "mail.log_yesterday")
            let report = try site.run()
            #expect(report.movedFiles == 1 && report.missingFiles == 0)
            #expect(report.fileBytes == 0 && report.indexedArchives == 0)
            let answer = try site.answer("<30@sesta.com>")
            #expect(answer.records.map(\.path.lastComponent) == ["mail.log_yesterday"])
            #expect(answer.unread.isEmpty)
        }
    }

    @Test func aFileThatIsGoneIsNamed() throws {
        try Site.with { site in
            try site.write(records(0..<50), "a.log")
            try site.write(records(50..<100), "b.log")
            try site.run()
            try site.remove("a.log")
            #expect(try site.unread("<10@sesta.com>") == ["a.log"], "before the next run")
            let report = try site.run()
            #expect(report.missingFiles == 1)
            #expect(try site.records("<10@sesta.com>") == [])
            #expect(try site.unread("<10@sesta.com>") == ["a.log"])
            #expect(try site.records("<60@sesta.com>") == [record(60)])
            #expect(try site.unread("<60@sesta.com>") == [])
            // It was read to its end when it was there: what it did not hold it never held.
            #expect(try site.unread("<unknown@sesta.com>") == [])
            #expect(try site.run().missingFiles == 0)
        }
    }

    @Test func aFileThatComesBackIsFoundAgain() throws {
        try Site.with { site in
            try site.write(records(0..<50), "a.log")
            try site.run()
            try site.remove("a.log")
            try site.run()
            try site.write(records(0..<50), "a.log")
            try site.run()
            #expect(try site.records("<10@sesta.com>") == [record(10)])
        }
    }

    @Test(arguments: [Packaging.plain, .gzip1]) func otherContentReplacesAFile(_ packaging: Packaging) throws {
        try Site.with { site in
            try site.write(packaging.pack(records(0..<50)), "mail.log")
            try site.run()
            try site.write(packaging.pack(records(100..<130)), "mail.log")
            #expect(try site.unread("<10@sesta.com>") == ["mail.log"], "before the next run")
            try site.run()
            #expect(try site.records("<110@sesta.com>") == [record(110)])
            #expect(try site.unread("<110@sesta.com>") == [])
            #expect(try site.records("<10@sesta.com>") == [])
            #expect(try site.unread("<10@sesta.com>") == ["mail.log"])
        }
    }

    @Test func aFileEmptiedInPlaceIsGone() throws {
        try Site.with { site in
            try site.write(records(0..<50), "mail.log")
            try site.run()
            try site.write([], "mail.log")
            let report = try site.run()
            #expect(report.emptyFiles == 1 && report.missingFiles == 1)
            #expect(try site.answer("<10@sesta.com>").unread.map(\.reason) == [.changed])
            try site.append(records(100..<110), to: "mail.log")
            try site.run()
            #expect(try site.records("<105@sesta.com>") == [record(105)])
        }
    }

    @Test func aFileThatIsNoLogAnyMoreIsGone() throws {
        try Site.with { site in
            try site.write(records(0..<50), "mail.log")
            try site.run()
            try site.write(Array("moved to another host\n".utf8), "mail.log")
            let report = try site.run()
            #expect(report.notLogs == 1 && report.missingFiles == 1)
            #expect(try site.answer("<10@sesta.com>").unread.map(\.reason) == [.changed])
        }
    }

    @Test(arguments: [Packaging.gzip1, .zstd7, .xz1, .bzip1]) func aTornArchiveIsIndexedUpToTheTear(
        _ packaging: Packaging
    ) throws {
        try Site.with { site in
            let whole = packaging.pack(records(0..<20_000))
            try site.write(Array(whole.prefix(whole.count / 2)), "mail.log.x")
            let report = try site.run()
            #expect(report.partial.map(\.path.lastComponent) == ["mail.log.x"])
            #expect(try site.catalog().map { $0.problem?.kind } == [.truncated])
            #expect(try site.records("<100@sesta.com>") == [record(100)])
            #expect(try site.unread("<100@sesta.com>") == [])
            #expect(try site.records("<19999@sesta.com>") == [])
            #expect(try site.unread("<19999@sesta.com>") == ["mail.log.x"])
            let again = try site.run()
            #expect(again.fileBytes == 0 && again.partial == report.partial)

            try site.write(whole, "mail.log.x")
            let repaired = try site.run()
            #expect(repaired.partial.isEmpty)
            #expect(try site.catalog().map(\.isWhole) == [true])
            for number in [0, 100, 9999, 19_999] {
                #expect(try site.records("<\(number)@sesta.com>") == [record(number)])
            }
            #expect(try site.unread("<unknown@sesta.com>") == [])
        }
    }

    @Test(arguments: [Packaging.gzip1, .zstd1, .xz1, .bzip1]) func damageInTheMiddleIsTold(_ packaging: Packaging)
        throws
    {
        try Site.with { site in
            var bytes = packaging.pack(records(0..<20_000))
            for place in bytes.count / 2..<bytes.count / 2 + 200 { bytes[place] ^= 0x5a }
            try site.write(bytes, "mail.log.x")
            let report = try site.run()
            #expect(report.partial.count == 1)
            #expect(try site.records("<100@sesta.com>") == [record(100)])
            #expect(try site.unread("<19999@sesta.com>") == ["mail.log.x"])
        }
    }
}
