import Foundation
import MTALog
import TestSupport
import Testing

/// Calendar arithmetic, against Foundation's.
struct StampTests {
    private static let greenwich: Calendar = {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(secondsFromGMT: 0)!
        return calendar
    }()

    @Test func countsHundredthsSince1970() {
        var random = SeededGenerator(seed: 31)
        for _ in 0..<3000 {
            let parts = Moment.random(in: 1970...2100, using: &random)
            let components = DateComponents(
                year: parts.year, month: parts.month, day: parts.day, hour: parts.hour, minute: parts.minute,
                second: parts.second)
            let seconds = Self.greenwich.date(from: components)!.timeIntervalSince1970
            #expect(parts.stamp.hundredths == Int64(seconds) * 100 + Int64(parts.hundredth))
        }
    }

    @Test func everyDayFollowsTheOneBefore() {
        var expected: Int64 = 0
        for year in 1970...2101 {
            for month in 1...12 {
                for day in 1...Moment.length(ofMonth: month, year) {
                    let midnight = Stamp(
                        year: year, month: month, day: day, hour: 0, minute: 0, second: 0, hundredth: 0)
                    if midnight.hundredths != expected { Issue.record("\(year)-\(month)-\(day): \(midnight)") }
                    expected += 8_640_000
                }
            }
        }
    }

    @Test func describesItselfInISO8601() {
        var random = SeededGenerator(seed: 32)
        for _ in 0..<3000 {
            let parts = Moment.random(in: 1900...2100, using: &random)
            #expect(parts.stamp.description == parts.iso)
        }
    }

    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00.00"), (-1, "1969-12-31T23:59:59.99"), (88_486_026_518, "1998-01-15T10:31:05.18"),
            (95_178_240_000, "2000-02-29T00:00:00.00"), (413_821_439_999, "2101-02-18T23:59:59.99"),
        ] as [(Int64, String)])
    func knownMoments(hundredths: Int64, text: String) {
        #expect(Stamp(hundredths: hundredths).description == text)
    }

    @Test func comparesByTime() {
        let stamps = [5, -3, 0, 12, 5].map { Stamp(hundredths: $0) }
        #expect(stamps.sorted().map(\.hundredths) == [-3, 0, 5, 5, 12])
        #expect(stamps[0] == stamps[4])
        #expect(!(stamps[0] < stamps[4]))
    }
}

/// The calendar parts of a moment.
struct Moment {
    var (year, month, day) = (1970, 1, 1)
    var (hour, minute, second, hundredth) = (0, 0, 0, 0)

    static func random(in years: ClosedRange<Int>, using random: inout SeededGenerator) -> Moment {
        var moment = Moment()
        moment.year = .random(in: years, using: &random)
        moment.month = .random(in: 1...12, using: &random)
        moment.day = .random(in: 1...length(ofMonth: moment.month, moment.year), using: &random)
        moment.hour = .random(in: 0...23, using: &random)
        moment.minute = .random(in: 0...59, using: &random)
        moment.second = .random(in: 0...59, using: &random)
        moment.hundredth = .random(in: 0...99, using: &random)
        return moment
    }

    static func length(ofMonth month: Int, _ year: Int) -> Int {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }

    var stamp: Stamp {
        Stamp(
            year: year, month: month, day: day, hour: hour, minute: minute, second: second, hundredth: hundredth)
    }

    var iso: String {
        let date = String(format: "%04d-%02d-%02d", year, month, day)
        return date + String(format: "T%02d:%02d:%02d.%02d", hour, minute, second, hundredth)
    }
}
