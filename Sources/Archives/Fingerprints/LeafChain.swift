/// The fingerprint of a decoded stream, leaf by leaf, so that it can be made in parallel and continued later.
///
/// A leaf is 64 KiB. The digest of no leaves is zero; that of one leaf more is the XXH3 128-bit hash of the digest so far
/// and the leaf's own digest. What follows the last whole leaf, the *rest*, has a ``Fingerprint`` of its own.
public struct LeafChain: Sendable, Hashable {
    /// The length of a leaf, in bytes. Stored digests depend on it.
    public static let leafLength = 64 << 10

    /// The digest of the leaves, and how many bytes they are together.
    public private(set) var digest: Fingerprint

    /// No leaves, or a chain from stored values.
    public init(_ digest: Fingerprint = .none) {
        self.digest = digest
    }

    /// How many bytes the leaves are together.
    public var length: UInt64 { digest.length }

    /// How many leaves it has, which is the number of the next one.
    public var count: Int { Int(length / UInt64(LeafChain.leafLength)) }

    /// Adds the next leaf, a whole one.
    public mutating func append(_ leaf: Fingerprint) {
        let pair = digest.bytes + leaf.bytes
        let hash = Fingerprint(of: pair.span)
        digest = Fingerprint(high: hash.high, low: hash.low, length: length + leaf.length)
    }
}
