/// Measured values of one thing, at least one.
public struct Samples: Sendable, Equatable {
    /// The values in ascending order.
    public let sorted: [Double]

    /// - Parameter values: at least one, in any order.
    public init(_ values: [Double]) {
        precondition(!values.isEmpty, "nothing was measured")
        sorted = values.sorted()
    }

    public var count: Int { sorted.count }
    public var minimum: Double { sorted[0] }
    public var maximum: Double { sorted[sorted.count - 1] }
    public var median: Double { quantile(0.5) }
    /// The middle half lies between them.
    public var quartiles: ClosedRange<Double> { quantile(0.25)...quantile(0.75) }

    /// The value below which `share` of the values lie, interpolated between neighbours.
    ///
    /// - Parameter share: from 0, the least, to 1, the greatest.
    public func quantile(_ share: Double) -> Double {
        let place = share * Double(sorted.count - 1)
        let below = Int(place)
        guard below + 1 < sorted.count else { return maximum }
        return sorted[below] + (place - Double(below)) * (sorted[below + 1] - sorted[below])
    }

    /// Each value, changed.
    public func map(_ change: (Double) -> Double) -> Samples {
        Samples(sorted.map(change))
    }
}
