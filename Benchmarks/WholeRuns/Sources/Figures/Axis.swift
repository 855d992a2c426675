import Glibc

/// A scale of a chart: from values to places between 0 and 1, and the values that get a mark.
public struct Axis: Sendable, Equatable {
    public enum Scale: Sendable { case linear, logarithmic }

    public let scale: Scale
    public let bounds: ClosedRange<Double>
    public let ticks: [Double]

    /// Makes an axis that shows all of the values.
    ///
    /// A linear one begins at 0; a logarithmic one at a 1, 2 or 5 below the least value, which must be above 0.
    public init(_ scale: Scale, covering values: [Double]) {
        self.scale = scale
        let greatest = values.max() ?? 1
        switch scale {
        case .linear:
            let step = Axis.step(for: max(greatest, .leastNormalMagnitude))
            let count = (greatest / step).rounded(.up)
            ticks = (0...max(1, Int(count))).map { Double($0) * step }
        case .logarithmic:
            let least = values.min() ?? 1
            precondition(least > 0, "a logarithmic axis has no place for \(least)")
            let all = Axis.decades(from: least, to: greatest)
            let lower = all.lastIndex { $0 < least } ?? 0
            let upper = all.firstIndex { $0 >= greatest } ?? all.count - 1
            let shown = all[lower...upper]
            // With many decades only their beginnings are marked, and the ends.
            ticks =
                shown.count <= 10
                ? Array(shown) : shown.filter { $0 == shown.first || $0 == shown.last || Axis.isPowerOfTen($0) }
        }
        bounds = ticks[0]...ticks[ticks.count - 1]
    }

    /// Where a value lies: 0 at the axis's beginning, 1 at its end; values outside are moved to the nearer end.
    public func position(_ value: Double) -> Double {
        let value = min(max(value, bounds.lowerBound), bounds.upperBound)
        switch scale {
        case .linear: return (value - bounds.lowerBound) / (bounds.upperBound - bounds.lowerBound)
        case .logarithmic:
            return log(value / bounds.lowerBound) / log(bounds.upperBound / bounds.lowerBound)
        }
    }

    /// A 1, 2 or 5 and zeros, of which about five make up `length`.
    private static func step(for length: Double) -> Double {
        let rough = length / 5
        let power = pow(10, floor(log10(rough)))
        return power * ([1, 2, 5].first { $0 * power >= rough * 0.999_999 } ?? 10)
    }

    /// 1, 2, 5 in each decade from the one below `least` to the one above `greatest`.
    private static func decades(from least: Double, to greatest: Double) -> [Double] {
        let first = Int(floor(log10(least))) - 1
        let last = Int(ceil(log10(greatest))) + 1
        return (first...last).flatMap { exponent in [1, 2, 5].map { $0 * pow(10, Double(exponent)) } }
    }

    private static func isPowerOfTen(_ value: Double) -> Bool {
        let exponent = log10(value)
        return abs(exponent - exponent.rounded()) < 1e-9
    }
}
