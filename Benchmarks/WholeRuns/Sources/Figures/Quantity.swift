/// What a figure counts, and how people read it.
public enum Quantity: Sendable, Equatable {
    case seconds
    case bytes
    case bytesPerRecord
    /// A plain number.
    case number

    /// A value with three significant digits and its unit.
    public func text(_ value: Double) -> String {
        if value == 0 { return "0" }
        switch self {
        case .seconds:
            if value < 0.001 { return "\(value * 1e6, digits: 3) µs" }
            return value < 1 ? "\(value * 1e3, digits: 3) ms" : "\(value, digits: 3) s"
        case .bytes:
            let steps = ["B", "KiB", "MiB", "GiB", "TiB"]
            var (value, step) = (value, 0)
            while value >= 1000, step + 1 < steps.count { (value, step) = (value / 1024, step + 1) }
            return "\(value, digits: 3) \(steps[step])"
        case .bytesPerRecord: return "\(value, digits: 3) B"
        case .number: return "\(value, digits: 3)"
        }
    }
}

extension DefaultStringInterpolation {
    /// Appends a number with so many significant digits, at most three of them behind the point.
    public mutating func appendInterpolation(_ value: Double, digits: Int) {
        var limit = 10.0
        var before = 1
        while abs(value) >= limit, before < 18 { (limit, before) = (limit * 10, before + 1) }
        let places = min(3, max(0, digits - before))
        var scale = 1.0
        for _ in 0..<places { scale *= 10 }
        let scaled = (abs(value) * scale).rounded()
        guard scaled < 1e18 else { return appendLiteral("\(value)") }
        let whole = Int(scaled) / Int(scale)
        let rest = String(Int(scaled) % Int(scale))
        if value < 0, scaled > 0 { appendLiteral("-") }
        appendLiteral(String(whole))
        if places > 0 { appendLiteral("." + String(repeating: "0", count: places - rest.count) + rest) }
    }
}
