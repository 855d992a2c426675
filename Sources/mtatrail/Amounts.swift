/// Numbers as people read them.
enum Amounts {
    /// `512 B`, `1.5 KiB`, `250.0 MiB`.
    static func bytes(_ count: some BinaryInteger) -> String {
        let units = ["B", "KiB", "MiB", "GiB", "TiB"]
        var value = Double(count)
        var unit = 0
        while value >= 1024, unit + 1 < units.count {
            value /= 1024
            unit += 1
        }
        return unit == 0 ? "\(count) B" : "\(decimal(value)) \(units[unit])"
    }

    /// One digit behind the point.
    static func decimal(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }

    /// `1,234,567`.
    static func count(_ value: some BinaryInteger) -> String {
        let digits = String(value)
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return text
    }

    /// `1 archive`, `2 archives`.
    static func count(_ value: some BinaryInteger, _ noun: String) -> String {
        "\(count(value)) \(noun)\(value == 1 ? "" : "s")"
    }

    /// `0:07`, `12:34`, `1:02:03`.
    static func duration(_ seconds: Double) -> String {
        let whole = Int(seconds.rounded())
        let minutes = whole / 60 % 60
        let rest = "\(whole % 60 < 10 ? "0" : "")\(whole % 60)"
        guard whole >= 3600 else { return "\(minutes):\(rest)" }
        return "\(whole / 3600):\(minutes < 10 ? "0" : "")\(minutes):\(rest)"
    }
}
