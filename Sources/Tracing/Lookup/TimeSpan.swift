public import MTALog

/// Records outside of this span of time are left out; nil leaves an end open.
public struct TimeSpan: Sendable {
    public var since: Stamp?
    public var until: Stamp?

    public init(since: Stamp? = nil, until: Stamp? = nil) {
        self.since = since
        self.until = until
    }

    var isBounded: Bool { since != nil || until != nil }

    /// Whether a record of this moment is wanted; one without a moment always is.
    public func contains(_ stamp: Stamp?) -> Bool {
        guard let stamp else { return true }
        return stamp >= since ?? stamp && until.map { stamp < $0 } ?? true
    }
}
