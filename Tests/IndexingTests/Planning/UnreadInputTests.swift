import Archives
import Foundation
import IndexModel
import Indexing
import LMDBIndex
import SystemPackage
import TestSupport
import Testing

/// What could not be indexed is remembered until it is read or gone, and what a run was to cover is too.
@Suite struct UnreadInputTests {
    private func inputs(_ site: Site) throws -> IndexInputs {
        try IndexReader(site.index).snapshot().inputs()
    }

    private func unread(_ site: Site) throws -> [String] {
        try inputs(site).unread.filter { $0.kind == .unread }.compactMap {
            FilePath(String(decoding: $0.path, as: UTF8.self)).lastComponent?.string
        }
    }

    private func coverage(_ site: Site) throws -> Coverage {
        try IndexReader(site.index).snapshot().coverage()
    }

    private static let lz4: [UInt8] = [0x04, 0x22, 0x4d, 0x18, 0x64, 1, 2, 3]

    @Test func whatIsCompressedOtherwiseMakesAMissUncertain() throws {
        try Site.with { site in
            try site.write(records(0..<10), "mail.log")
            try site.write(UnreadInputTests.lz4, "mail.log.1.lz4")
            let report = try site.run()
            #expect(report.skipped.count == 1)
            #expect(try unread(site) == ["mail.log.1.lz4"])
            let covered = try coverage(site)
            #expect(!covered.isWhole && covered.unreadInputs == 1)
            #expect(covered.firstUnread.map(\.reason) == report.skipped.map(\.reason))
            // Named again by each run, and remembered as long as it is there.
            #expect(try site.run().skipped.count == 1)
            #expect(try unread(site) == ["mail.log.1.lz4"])
            try site.remove("mail.log.1.lz4")
            try site.run()
            #expect(try coverage(site).isWhole)
        }
    }

    @Test func whatIsReadLaterIsNoLongerUnread() throws {
        try Site.with { site in
            try site.write([0x1f, 0x8b, 0x08], "mail.log.gz")
            try site.run()
            #expect(try unread(site) == ["mail.log.gz"])
            try site.write(Packaging.gzip1.pack(records(0..<10)), "mail.log.gz")
            try site.run()
            #expect(try unread(site) == [])
            #expect(try coverage(site).isWhole)
        }
    }

    /// What lies elsewhere than a run's paths stays as it is.
    @Test func aRunElsewhereForgetsNothing() throws {
        try Site.with { site in
            try FileManager.default.createDirectory(atPath: site.path("a").string, withIntermediateDirectories: true)
            try FileManager.default.createDirectory(atPath: site.path("b").string, withIntermediateDirectories: true)
            try site.write(UnreadInputTests.lz4, "a/one.lz4")
            try site.write(records(0..<10), "b/mail.log")
            try site.run([site.path("a")])
            try site.run([site.path("b")])
            #expect(try unread(site) == ["one.lz4"])
            try site.remove("a/one.lz4")
            try site.run([site.path("b")])
            #expect(try unread(site) == [])
        }
    }

    @Test func aFileThatIsNoLogIsNamedOnlyWhereItWasGiven() throws {
        try Site.with { site in
            try site.write(records(0..<10), "mail.log")
            try site.write(Array("nothing of interest\n".utf8), "README")
            let first = try site.run()
            #expect(first.skipped.isEmpty && first.notLogs == 1)
            #expect(try coverage(site).isWhole)
            // It is not looked into again as long as it is as it was.
            let second = try site.run()
            #expect(second.notLogs == 1 && second.fileBytes == 0 && second.postings == 0)
            #expect(try site.run([site.path("README")]).skipped.count == 1)
            #expect(try unread(site) == ["README"])
        }
    }

    @Test func aFileThatBecomesALogIsIndexed() throws {
        try Site.with { site in
            try site.write(Array("nothing of interest\n".utf8), "mail.log")
            try site.run()
            try site.append(records(0..<10), to: "mail.log")
            #expect(try site.run().indexedArchives == 1)
            #expect(try site.records("<5@sesta.com>") == [record(5)])
        }
    }

    @Test func withoutPathsTheLastRunIsRepeated() throws {
        try Site.with { site in
            try site.write(records(0..<10), "mail.log")
            try site.write(records(10..<20), "mail.tmp")
            var options = IndexOptions()
            options.exclusions = [NamePattern(Array("*.tmp".utf8))]
            #expect(try Indexer(LMDBStore(site.index), options).run([site.logs]).indexedArchives == 1)
            try site.write(records(20..<30), "mail.log.1")
            try site.write(records(30..<40), "other.tmp")
            let repeated = try Indexer(LMDBStore(site.index), IndexOptions()).run()
            #expect(repeated.indexedArchives == 1 && repeated.unchangedFiles == 1)
            #expect(try site.records("<25@sesta.com>") == [record(25)])
            #expect(try site.records("<15@sesta.com>") == [])
            let remembered = try inputs(site)
            #expect(remembered.roots == [Array(site.logs.string.utf8)])
            #expect(remembered.exclusions == [Array("*.tmp".utf8)])
            // Whoever names paths says anew what is left out.
            #expect(try site.run().indexedArchives == 2)
            #expect(try inputs(site).exclusions == [])
        }
    }

    @Test func anIndexThatKnowsNoPathsSaysSo() throws {
        try Site.with { site in
            let indexer = Indexer(LMDBStore(site.index), IndexOptions())
            #expect(throws: IndexError.self) { try indexer.run() }
            #expect(!FileManager.default.fileExists(atPath: site.index.string))
        }
    }

    @Test func directoriesCanBeExcluded() throws {
        try Site.with { site in
            try FileManager.default.createDirectory(atPath: site.path("old").string, withIntermediateDirectories: true)
            try site.write(records(0..<10), "old/mail.log")
            try site.write(records(10..<20), "mail.log")
            var options = IndexOptions()
            options.exclusions = [NamePattern(Array("logs/old".utf8))]
            #expect(try Indexer(LMDBStore(site.index), options).run([site.logs]).records == 10)
        }
    }
}
