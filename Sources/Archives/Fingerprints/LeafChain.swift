/// The fingerprint of a decoded stream, leaf by leaf, so that it can be made in parallel and continued later.
///
/// A leaf is 64 KiB. The digest of no leaves is zero; that of one leaf more is the XXH3 128-bit hash of the digest so far
/// and the leaf's own digest. What follows the last whole leaf, the *rest*, has a ``Fingerprint`` of its own.
public struct LeafChain: Sendable, Hashable {
    /// The length of a leaf, in bytes. Stored digests depend on it.
    public static let leafLength = 64 << 10

    /// The digest of the leaves, and how many bytes they are together.
    public private(set) var print: Fingerprint

    /// No leaves, or a chain from stored values.
    public init(_ print: Fingerprint = Fingerprint(high: 0, low: 0, length: 0)) {
        self.print = print
    }

    /// How many bytes the leaves are together.
    public var length: UInt64 { print.length }

    /// How many leaves it has, which is the number of the next one.
    public var count: Int { Int(length / UInt64(LeafChain.leafLength)) }

    /// Adds the next leaf, a whole one.
    public mutating func append(_ leaf: Fingerprint) {
        let pair = print.digest + leaf.digest
        let digest = Fingerprint(of: pair.span)
        print = Fingerprint(high: digest.high, low: digest.low, length: length + leaf.length)
    }
}
