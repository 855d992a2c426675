/// A date of the Gregorian calendar, from 1970 on.
public struct CalendarDay: Hashable, Sendable {
    /// The year, with all its digits.
    public let year: Int
    /// The month, from 1 on.
    public let month: Int
    /// The day of the month, from 1 on.
    public let day: Int

    /// The date, or nothing if there is no such day.
    public init?(year: Int, month: Int, day: Int) {
        guard (1970...9999).contains(year), (1...12).contains(month),
            (1...Self.length(ofMonth: month, in: year)).contains(day)
        else { return nil }
        (self.year, self.month, self.day) = (year, month, day)
    }

    /// The date so many days after 1970-01-01.
    public init(daysSince1970 days: Int) {
        var (rest, year, month) = (days, 1970, 1)
        while rest >= Self.length(ofYear: year) {
            rest -= Self.length(ofYear: year)
            year += 1
        }
        while rest >= Self.length(ofMonth: month, in: year) {
            rest -= Self.length(ofMonth: month, in: year)
            month += 1
        }
        (self.year, self.month, self.day) = (year, month, rest + 1)
    }

    /// Days since 1970-01-01.
    public var daysSince1970: Int {
        let years = (1970..<year).reduce(0) { $0 + Self.length(ofYear: $1) }
        let months = (1..<month).reduce(0) { $0 + Self.length(ofMonth: $1, in: year) }
        return years + months + day - 1
    }

    private static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    private static func length(ofYear year: Int) -> Int { isLeap(year) ? 366 : 365 }

    private static func length(ofMonth month: Int, in year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
