import CXXHash

/// The 64-bit hash of a key: XXH3 with the seed of the index that the key belongs to.
///
/// Seeded, so that nobody who writes into the log can make keys collide on purpose.
public struct KeyHasher: Sendable, Equatable {
    /// Chosen at random when an index is made, and stored in it.
    public let seed: UInt64

    public init(seed: UInt64) {
        self.seed = seed
    }

    /// The hash of the bytes of `range`. O(length).
    public func hash(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
        precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count)
        return unsafe bytes.withUnsafeBufferPointer { buffer in
            unsafe XXH3_64bits_withSeed(buffer.baseAddress.map { unsafe $0 + range.lowerBound }, range.count, seed)
        }
    }

    /// The hash of all the bytes.
    public func hash(_ bytes: Span<UInt8>) -> UInt64 {
        hash(bytes, bytes.indices)
    }
}
