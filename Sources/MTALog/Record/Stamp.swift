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

extension Stamp: CustomStringConvertible {
    /// ISO 8601 without a zone, `1998-01-15T10:31:05.18`.
    public var description: String {
        let seconds = hundredths.flooredQuotient(100)
        let days = seconds.flooredQuotient(86_400)
        let ofDay = seconds - days * 86_400
        // The inverse of the initializer's count, by eras of 400 years.
        let shifted = days + 719_468
        let era = shifted.flooredQuotient(146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        let date = "\(padded(year, 4))-\(padded(month))-\(padded(day))"
        let time = "\(padded(ofDay / 3600)):\(padded(ofDay / 60 % 60)):\(padded(ofDay % 60))"
        return "\(date)T\(time).\(padded(hundredths - seconds * 100))"
    }

    private func padded(_ value: Int64, _ width: Int = 2) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

extension Int64 {
    fileprivate func flooredQuotient(_ divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
