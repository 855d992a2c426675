/// What a decoded stream holds from its beginning up to some place: the chained digest of its whole leaves, and the digest of
/// what follows the last one.
public struct HashedContent: Sendable, Hashable {
    public var leaves: LeafChain
    public var rest: Fingerprint

    /// That of nothing at all.
    public static let none = HashedContent(leaves: LeafChain(), rest: .none)

    public init(leaves: LeafChain, rest: Fingerprint) {
        self.leaves = leaves
        self.rest = rest
    }

    /// What was given to a hasher so far. O(bytes behind the last whole leaf).
    public init(_ hasher: borrowing ContentHasher) {
        self.init(leaves: hasher.chain, rest: hasher.rest)
    }

    /// How many decoded bytes it is of; the greatest number where stored lengths make no sense.
    public var length: UInt64 {
        let (length, overflow) = leaves.length.addingReportingOverflow(rest.length)
        return overflow ? .max : length
    }
}
