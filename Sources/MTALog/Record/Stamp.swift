/// A record's moment: the log writes local time without a zone, so this is a wall clock, to the hundredth.
public struct Stamp: Sendable, Hashable, Comparable {
    /// Hundredths of a second since 1970-01-01 00:00 by the same wall clock.
    public let hundredths: Int64

    public init(hundredths: Int64) {
        self.hundredths = hundredths
    }

    /// A moment from its calendar parts (proleptic Gregorian), which must be in their ranges.
    public init(year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int, hundredth: Int) {
        // Years counted from March put the leap day last, and the days before each month on a straight line.
        let marchYear = month > 2 ? year : year - 1
        let marchMonth = (month + 9) % 12
        let leapDays = marchYear / 4 - marchYear / 100 + marchYear / 400
        let days = marchYear * 365 + leapDays + (marchMonth * 306 + 5) / 10 + (day - 1) - 719_468
        let seconds = ((days * 24 + hour) * 60 + minute) * 60 + second
        hundredths = Int64(seconds * 100 + hundredth)
    }

    public static func < (left: Stamp, right: Stamp) -> Bool {
        left.hundredths < right.hundredths
    }
}
