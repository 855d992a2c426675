/// Arithmetic of moments that stops at the ends of what a stamp can hold instead of trapping there: a log is written by
/// strangers, and may say any date.
extension Stamp {
    /// Hundredths from `earlier` to this moment; negative where the clock was set back between.
    public func hundredths(since earlier: Stamp) -> Int64 {
        let (difference, overflow) = hundredths.subtractingReportingOverflow(earlier.hundredths)
        guard overflow else { return difference }
        return hundredths < earlier.hundredths ? .min : .max
    }

    /// This moment, so many hundredths later.
    public func advanced(by length: Int64) -> Stamp {
        let (sum, overflow) = hundredths.addingReportingOverflow(length)
        return Stamp(hundredths: overflow ? (length < 0 ? .min : .max) : sum)
    }

    /// How far this moment is from a span of time; 0 inside of it.
    public func distance(to span: ClosedRange<Stamp>) -> Int64 {
        max(0, span.lowerBound.hundredths(since: self), hundredths(since: span.upperBound))
    }

    /// nil where the other is not known, or earlier: the clock was set back.
    public func duration(to other: Stamp?) -> Duration? {
        guard let other, other >= self else { return nil }
        let length = other.hundredths(since: self)
        return .seconds(length / 100) + .milliseconds(length % 100 * 10)
    }

    /// Where this moment stands in a span of time: 0 at its start and before, 1 at its end and behind.
    public func share(from start: Stamp, to end: Stamp) -> Double {
        guard start < self else { return 0 }
        guard self < end else { return 1 }
        // Without a sign these differences always fit.
        let passed = UInt64(bitPattern: hundredths &- start.hundredths)
        return Double(passed) / Double(UInt64(bitPattern: end.hundredths &- start.hundredths))
    }
}
