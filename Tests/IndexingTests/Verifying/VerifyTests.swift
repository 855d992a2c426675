import Foundation
import IndexModel
import Indexing
import LMDBIndex
import SyntheticLogs
import SystemPackage
import TestSupport
import Testing

/// An index that is as its archives are holds, in both modes, whatever has become of the files.
@Suite struct VerifyTests {
    @Test(arguments: Packaging.allCases) func anIntactSiteHolds(_ packaging: Packaging) throws {
        try Site.with { site in
            for seed in 0..<2 as Range<UInt64> {
                let log = SyntheticLog.text(seed: seed, records: 1200).bytes
                try site.write(packaging.pack(log), "\(seed).log")
            }
            // Many runs, then merged ones.
            for merging in [false, true] {
                try site.run(postingLimit: 20_000, merging: merging)
                try expectHolds(site, compared: 2)
                try site.write(packaging.pack(records(0..<300)), "more.log")
                try site.run(merging: merging)
                try expectHolds(site, compared: 3)
                try site.remove("more.log")
                try site.run(merging: merging)
            }
        }
    }

    @Test(arguments: [4 << 10, 256 << 10]) func aPackedSiteHolds(_ frameSize: Int) throws {
        try Site.with { site in
            try site.write(SyntheticLog.text(seed: 7, records: 1200).bytes, "mail.log")
            try site.run()
            try #require(try site.pack { $0.frameSize = frameSize }.packed.count == 1)
            let between = try site.verify(.full)
            #expect(between.unchecked.count == 1 && between.findings.isEmpty)
            try site.run()
            try expectHolds(site, compared: 1)
        }
    }

    @Test(arguments: [Packaging.plain, .gzip1, .zstd1]) func whatHasComeSinceIsNotMissed(_ packaging: Packaging) throws
    {
        try Site.with { site in
            // The index saw the last record to its middle, where neither of its keys was yet.
            let whole = SyntheticLog.text(seed: 1, records: 900).bytes + record(1)
            try site.write(packaging.pack(whole.dropLast(60)), "mail.log")
            try site.run()
            try expectHolds(site, compared: 1)
            let rest = Array(whole.suffix(60)) + records(10..<900)
            try site.append(packaging.pack(rest), to: "mail.log")
            try expectHolds(site, compared: 1)
            try site.run()
            try expectHolds(site, compared: 1)
        }
    }

    @Test func rotatedFilesAreNoDifference() throws {
        try Site.with { site in
            for round in 0..<4 {
                for number in stride(from: round, to: 0, by: -1) {
                    try site.rename("mail.log.\(number)", "mail.log.\(number + 1)")
                }
                try site.write(records(round * 700..<(round + 1) * 700), "mail.log.1")
                for extent in Site.extents { #expect(try site.verifyIfThere(extent)?.findings ?? [] == []) }
                try site.run()
                try expectHolds(site, compared: round + 1)
            }
        }
    }

    @Test func whatIsGoneIsNamed() throws {
        try Site.with { site in
            for name in ["a", "b", "c"] { try site.write(records(0..<50) + Array(name.utf8), name) }
            try site.run()
            try site.remove("a")
            try site.write(records(70..<90), "b")
            try site.remove("c")
            try FileManager.default.createDirectory(
                atPath: site.path("c").string, withIntermediateDirectories: false)
            for extent in Site.extents {
                let report = try site.verify(extent)
                #expect(report.findings.isEmpty && report.compared == 0)
                let reasons = report.unchecked.map { archive in
                    switch archive.reason {
                    case .gone: "a"
                    case .changed: "b"
                    case .unreadable: "c"
                    case .onlyPart: "d"
                    }
                }
                #expect(report.unchecked.map { String(decoding: $0.path.suffix(1), as: UTF8.self) } == reasons)
            }
        }
    }

    @Test func aCopyThatCannotBeReadHidesNoOther() throws {
        try Site.with { site in
            for name in ["a.log", "b.log"] { try site.write(records(0..<300), name) }
            try site.run()
            for name in ["a.log", "b.log"] {
                // What is no file cannot be opened, whoever asks.
                try site.rename(name, "aside")
                try FileManager.default.createDirectory(
                    atPath: site.path(name).string, withIntermediateDirectories: false)
                try expectHolds(site, compared: 1)
                try site.remove(name)
                try site.rename("aside", name)
            }
        }
    }

    @Test(arguments: [Packaging.gzip1, .zstd1, .bgzf]) func aTornArchiveIsComparedUpToItsTear(_ packaging: Packaging)
        throws
    {
        try Site.with { site in
            let whole = packaging.pack(SyntheticLog.text(seed: 5, records: 2000).bytes)
            try site.write(Array(whole.prefix(whole.count * 2 / 3)), "mail.log")
            try #require(try site.run().partial.count == 1)
            try expectHolds(site, compared: 1)
        }
    }

    @Test func theSeedChoosesTheSample() throws {
        try Site.with { site in
            try site.write(SyntheticLog.text(seed: 2, records: 4000).bytes, "mail.log")
            try site.run()
            let reports = try [1, 1, 2, 3].map { try site.verify(.sample(seed: $0)) }
            #expect(reports[0].keys == reports[1].keys && Set(reports.map(\.keys)).count > 1)
            #expect(reports.allSatisfy { $0.decodedBytes <= 8 << 16 && $0.findings.isEmpty })
            let full = try site.verify(.full)
            #expect(try site.catalog().map(\.indexedLength) == [full.decodedBytes])
            #expect(full.keys > reports[0].keys)
        }
    }

    @Test func nothingIsChanged() throws {
        try Site.with { site in
            try site.write(Packaging.gzip1.pack(records(0..<3000)), "mail.log")
            try site.run()
            let before = try site.content()
            for extent in Site.extents { _ = try site.verify(extent) }
            #expect(try site.content() == before)
        }
    }

    @Test func thereMustBeAnIndex() throws {
        try Site.with { site in
            #expect(throws: IndexError.self) { try site.verify(.full) }
            #expect(!FileManager.default.fileExists(atPath: site.index.string))
        }
    }

    private func expectHolds(_ site: Site, compared: Int) throws {
        for extent in Site.extents {
            let report = try site.verify(extent)
            #expect(report.findings.isEmpty, "\(extent): \(report.findings)")
            #expect(report.compared == compared)
        }
    }
}

extension Site {
    static let extents: [VerifyOptions.Extent] = [.sample(seed: 1), .full]

    /// Compares in small pieces.
    func verify(_ extent: VerifyOptions.Extent) throws -> VerifyReport {
        var options = VerifyOptions(extent, jobs: 2)
        options.chunkLength = 64 << 10
        options.windowBytes = 8 << 10
        return try Verifier(LMDBStore(index), options).run()
    }

    fileprivate func verifyIfThere(_ extent: VerifyOptions.Extent) throws -> VerifyReport? {
        FileManager.default.fileExists(atPath: index.string) ? try verify(extent) : nil
    }

    /// The bytes of the index's files that say something.
    fileprivate func content() throws -> [[UInt8]] {
        let names = try FileManager.default.contentsOfDirectory(atPath: index.string).sorted()
        return try [Array(names.joined(separator: " ").utf8)]
            + names.filter { $0 != "lock.mdb" }.map { try read(index.appending($0)) }
    }
}
