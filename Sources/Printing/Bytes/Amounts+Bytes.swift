/// Sizes and times of a run.
extension Amounts {
    /// `512 B`, `1.5 KiB`, `250.0 MiB`.
    public static func bytes(_ count: some BinaryInteger) -> String {
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
    public static func decimal(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }

    /// `0:07`, `12:34`, `1:02:03`.
    public static func duration(_ seconds: Double) -> String {
        let whole = Int(seconds.rounded())
        let minutes = whole / 60 % 60
        let rest = "\(whole % 60 < 10 ? "0" : "")\(whole % 60)"
        guard whole >= 3600 else { return "\(minutes):\(rest)" }
        return "\(whole / 3600):\(minutes < 10 ? "0" : "")\(minutes):\(rest)"
    }
}
