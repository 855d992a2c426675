import IndexModel
import LMDBIndex
import MTALog
import SystemPackage
import TestSupport
import Testing

@testable import Tracing

/// Inside one archive the order of writing is the truth; archives are merged by time.
@Suite struct MergedOrderTests {
    private static let hour: Int64 = 360_000

    private func stamps(_ hours: [Double?]) -> [Stamp?] {
        hours.map { $0.map { Stamp(hundredths: Int64($0 * Double(Self.hour))) } }
    }

    private func order(_ archives: [[Double?]]) -> [String] {
        let names = Array("abcdefgh").map(String.init)
        return MergedOrder.places(archives.map(stamps)).map { "\(names[$0.archive])\($0.record)" }
    }

    @Test func archivesAreMergedByTimeAndTiesByTheirOrder() {
        #expect(order([[10, 12, 12], [9, 12]]) == ["b0", "a0", "a1", "a2", "b1"])
        #expect(order([[], [1], []]) == ["b0"])
        #expect(order([]) == [])
    }

    @Test func aClockSetBackByAnHourReordersNothing() {
        #expect(order([[2.9, 2.1, 2.5, 3.1], [2.2, 2.95, 3]]) == ["b0", "a0", "a1", "a2", "b1", "b2", "a3"])
        #expect(order([[2.9, 2.1, 2.5, 3.1]]) == ["a0", "a1", "a2", "a3"])
    }

    @Test func whatRunsBackFurtherIsAnotherStretch() {
        #expect(order([[10, 8, 9], [8.5, 10.5]]) == ["b0", "a0", "a1", "a2", "b1"])
        #expect(order([[10, 8.1, 9], [8.5, 10.5]]) == ["b0", "a0", "a1", "a2", "b1"])
        #expect(order([[10, 5, 6], [5.5, 5.6, 10.5]]) == ["b0", "b1", "a0", "a1", "a2", "b2"])
    }

    @Test func recordsWithoutAStampStayWithThoseBefore() {
        #expect(order([[nil, 3, nil, 4], [2, 3.5]]) == ["a0", "b0", "a1", "a2", "b1", "a3"])
    }

    /// Again and again the archive whose time is the earliest, looked for among all.
    private func naive(_ archives: [[Stamp?]]) -> [String] {
        var told: [String] = []
        var times = archives.map { stamps in
            var latest = Int64.min
            return stamps.map { stamp -> Int64 in
                guard let stamp = stamp?.hundredths else { return latest }
                if latest == .min || stamp > latest || latest - stamp >= 2 * Self.hour { latest = stamp }
                return latest
            }
        }
        var next = archives.map { _ in 0 }
        while let archive = times.indices.filter({ !times[$0].isEmpty }).min(by: { times[$0][0] < times[$1][0] }) {
            told.append("\(archive).\(next[archive])")
            next[archive] += 1
            times[archive].removeFirst()
        }
        return told
    }

    @Test func theOrderIsThatOfTheDefinition() {
        for seed in 0..<300 as Range<UInt64> {
            var generator = SeededGenerator(seed: seed)
            let archives = (0..<Int.random(in: 0...6, using: &generator)).map { _ -> [Stamp?] in
                var now = Int64.random(in: 0...20, using: &generator) * Self.hour / 4
                return (0..<Int.random(in: 0...30, using: &generator)).map { _ in
                    now += Int64.random(in: -14...16, using: &generator) * Self.hour / 4
                    return Int.random(in: 0..<8, using: &generator) == 0 ? nil : Stamp(hundredths: now)
                }
            }
            let places = MergedOrder.places(archives)
            #expect(places.map { "\($0.archive).\($0.record)" } == naive(archives), "seed \(seed)")
            for archive in archives.indices {
                let own = places.filter { $0.archive == archive }.map(\.record)
                #expect(own == Array(archives[archive].indices), "nothing is reordered inside an archive")
            }
        }
    }

    @Test func wherePastTimesOnlyGrowItIsTheOrderOfTime() {
        for seed in 0..<50 as Range<UInt64> {
            var generator = SeededGenerator(seed: seed)
            let archives = (0..<5).map { _ in
                (0..<40).map { _ in Int64.random(in: 0...100, using: &generator) }.sorted()
                    .map { Optional(Stamp(hundredths: $0)) }
            }
            let sorted = archives.enumerated().flatMap { archive, stamps in
                stamps.enumerated().map { (stamp: $1?.hundredths ?? 0, archive: archive, record: $0) }
            }.sorted { ($0.stamp, $0.archive, $0.record) < ($1.stamp, $1.archive, $1.record) }
            let places = MergedOrder.places(archives)
            #expect(places.map { [$0.archive, $0.record] } == sorted.map { [$0.archive, $0.record] })
        }
    }

    /// Where records of one moment are too many to be compared, as many of each are told as one archive has at most.
    @Test func twinsAreToldAsOftenAsOneArchiveHasThem() {
        for seed in 0..<40 as Range<UInt64> {
            var generator = SeededGenerator(seed: seed)
            let records = (0..<4 as Range<UInt64>).flatMap { archive in
                (0..<Int.random(in: 0...30, using: &generator)).map { offset in
                    FoundRecord(
                        stamp: nil, archive: ArchiveID(archive), path: "/a", offset: UInt64(offset),
                        bytes: [UInt8.random(in: 0...5, using: &generator), 0x0a], fields: nil)
                }
            }
            var filter = TwinFilter()
            let told = records.filter { filter.admits($0) }.map(\.bytes)
            let exact = records.toldOnce.map(\.bytes)
            #expect(told.counts == exact.counts, "seed \(seed)")
        }
    }
}
