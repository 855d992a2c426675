/// How much of a key's hash a store keeps: two keys whose hashes agree in these bits are one to it, so that what it has of one
/// it has of the other.
public struct HashPrecision: Sendable, Hashable {
    /// How many of the upper bits are kept, 1 to 64.
    public let bits: Int

    public init(bits: Int) {
        self.bits = bits
    }

    /// Whether the store cannot tell two hashes apart. Hashes that it cannot tell apart stand side by side in their order.
    @inline(__always)
    public func sharesPostings(_ first: UInt64, _ second: UInt64) -> Bool {
        (first ^ second) >> UInt64(64 - bits) == 0
    }
}
