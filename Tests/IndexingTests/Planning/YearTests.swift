import Foundation
import IndexModel
import Indexing
import LMDBIndex
import MTALog
import SystemPackage
import TestSupport
import Testing
import Tracing

/// Every night for a year: what the index answers is what the files hold, and a night costs what it changed.
@Suite struct YearTests {
    /// A third of a year, with a third of the ages; `MTATRAIL_NIGHTS=365` makes it a whole one.
    private static let nights = ProcessInfo.processInfo.environment["MTATRAIL_NIGHTS"].flatMap { Int($0) } ?? 120

    @Test(arguments: RotationYear.Style.allCases) func everyNightAnswersAreTrueAndCheap(
        _ style: RotationYear.Style
    ) throws {
        try Site.with { site in
            var year = RotationYear(site, style, nights: YearTests.nights)
            var generator = SeededGenerator(seed: 7)
            for night in 0..<YearTests.nights {
                try year.passNight(night)
                let report = try site.run(jobs: 1)
                #expect(report.skipped.isEmpty && report.partial.isEmpty)
                #expect(report.fileBytes <= UInt64(year.bytesToRead), "night \(night)")
                // Only new text is scanned: today's, the first of tomorrow's, and a last record again; what Sun's
                // rotation appends is new where it stands.
                #expect(report.records <= UInt64(2 * RotationYear.recordsADay + 3), "night \(night)")
                try check(year, night, using: &generator)
                guard night % 100 == 99 else { continue }
                let again = try site.run(jobs: 1)
                #expect(again.fileBytes == 0 && again.indexedArchives == 0 && again.missingFiles == 0)
            }
            // What was appended elsewhere, copied or compressed anew is no archive of its own.
            #expect(try site.catalog().count <= (style == .cumulative ? 3 : YearTests.nights + 2))
        }
    }

    private func check(
        _ year: RotationYear, _ night: Int, using generator: inout SeededGenerator
    ) throws {
        let reader = try IndexReader(year.site.index)
        var lookup = try Lookup(try reader.snapshot())
        let chosen = (0..<3).map { _ in Int.random(in: 0..<year.told, using: &generator) }
        for number in [0, year.told - 1] + chosen {
            let answer = try lookup.records(of: try KeyPattern(Array("<\(number)@sesta.com>".utf8)))
            let isThere = year.holds(number)
            #expect(answer.records.map(\.bytes) == (isThere ? [record(number)] : []), "night \(night), \(number)")
            #expect(answer.unread.isEmpty == isThere, "night \(night), \(number): \(answer.unread)")
        }
    }
}
