extension Stamp {
    /// Appends the moment as ISO 8601 without a zone, `1998-01-15T10:31:05.18`.
    public func appendISO(to text: inout [UInt8]) {
        let seconds = hundredths.flooredQuotient(100)
        let days = seconds.flooredQuotient(86_400)
        let ofDay = seconds - days * 86_400
        Stamp.append(daysSince1970: days, to: &text)
        text.append(UInt8(ascii: "T"))
        text.append(ofDay / 3600, width: 2)
        text.append(UInt8(ascii: ":"))
        text.append(ofDay / 60 % 60, width: 2)
        text.append(UInt8(ascii: ":"))
        text.append(ofDay % 60, width: 2)
        text.append(UInt8(ascii: "."))
        // The product may lie beyond the least number, and the difference comes back.
        text.append(hundredths &- seconds &* 100, width: 2)
    }

    /// The inverse of the count of `init(year:month:day:hour:minute:second:hundredth:)`, by eras of 400 years.
    private static func append(daysSince1970 days: Int64, to text: inout [UInt8]) {
        let shifted = days + 719_468
        let era = shifted.flooredQuotient(146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        text.append(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), width: 4)
        text.append(UInt8(ascii: "-"))
        text.append(month, width: 2)
        text.append(UInt8(ascii: "-"))
        text.append(dayOfYear - (153 * marchMonth + 2) / 5 + 1, width: 2)
    }
}

extension Stamp: CustomStringConvertible {
    /// ISO 8601 without a zone, `1998-01-15T10:31:05.18`.
    public var description: String {
        var text: [UInt8] = []
        appendISO(to: &text)
        return String(decoding: text, as: UTF8.self)
    }
}

extension [UInt8] {
    /// Appends a number with at least `width` digits.
    fileprivate mutating func append(_ number: Int64, width: Int) {
        if number < 0 { append(UInt8(ascii: "-")) }
        var divisor: UInt64 = 1
        for _ in 1..<width { divisor *= 10 }
        while number.magnitude / divisor >= 10 { divisor *= 10 }
        while divisor > 0 {
            append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number.magnitude / divisor % 10))
            divisor /= 10
        }
    }
}

extension Int64 {
    fileprivate func flooredQuotient(_ divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
