/// Numbers as people read them.
public enum Amounts {
    /// `1,234,567`.
    public static func count(_ value: some BinaryInteger) -> String {
        let digits = String(value)
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return text
    }

    /// `1 archive`, `2 archives`.
    public static func count(_ value: some BinaryInteger, _ noun: String) -> String {
        "\(count(value)) \(noun)\(value == 1 ? "" : "s")"
    }

    /// `1st`, `2nd`, `3rd`, `11th`.
    public static func ordinal(_ value: Int) -> String {
        let ending =
            switch (value % 100, value % 10) {
            case (11...13, _): "th"
            case (_, 1): "st"
            case (_, 2): "nd"
            case (_, 3): "rd"
            default: "th"
            }
        return count(value) + ending
    }

    /// `5.19 s`, `46 s`, `2 h 14 min 29 s`, `3 d 4 h 5 min`: cut, not rounded.
    public static func span(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        guard seconds >= 0, attoseconds >= 0 else { return "-" + span(.zero - duration) }
        guard seconds >= 10 else {
            let hundredths = attoseconds / 10_000_000_000_000_000
            return "\(seconds).\(hundredths / 10)\(hundredths % 10) s"
        }
        let parts = [
            (seconds / 86_400, "d"), (seconds / 3600 % 24, "h"), (seconds / 60 % 60, "min"), (seconds % 60, "s"),
        ]
        let first = parts.firstIndex { $0.0 > 0 } ?? 3
        return parts[first...].prefix(3).map { "\($0.0) \($0.1)" }.joined(separator: " ")
    }
}
