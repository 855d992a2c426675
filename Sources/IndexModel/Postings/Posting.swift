/// A posting in one word: 40 bits of a key's hash above 24 bits that name a granule.
///
/// In a `PostingBuffer` the granule counts from the buffer's first one; a store may number granules in its own way
/// (`shifted(by:)`). Words are ordered by hash, then by granule.
public struct Posting: Sendable, Hashable, Comparable {
    /// How many of the upper bits of a hash are kept.
    public static let hashBits = 40
    public static let granuleBits = 24
    /// The most granules that postings in one numbering can name: 1 TiB decoded at 64 KiB a granule.
    public static let granuleLimit = 1 << granuleBits

    public let word: UInt64

    @inline(__always)
    public init(word: UInt64) {
        self.word = word
    }

    /// - Parameters:
    ///   - hash: all 64 bits of the key's hash; the upper 40 are kept.
    ///   - granule: below `granuleLimit`.
    @inline(__always)
    public init(hash: UInt64, granule: Int) {
        word = (hash >> 24) << 24 | UInt64(truncatingIfNeeded: granule)
    }

    @inline(__always) public var hash40: UInt64 { word >> 24 }
    @inline(__always) public var granule: Int { Int(word & 0xff_ffff) }

    /// The posting with the same hash whose granule is `base` further.
    @inline(__always)
    public func shifted(by base: Int) -> Posting {
        Posting(word: word &+ UInt64(truncatingIfNeeded: base))
    }

    public static func < (left: Posting, right: Posting) -> Bool {
        left.word < right.word
    }
}

/// A posting of a key that leads to another key, its *target*.
public struct LinkedPosting: Sendable, Hashable {
    public var posting: Posting
    /// The hash of the key that the record leads to; 0 where it has none.
    public var target: UInt64

    @inline(__always)
    public init(posting: Posting, target: UInt64) {
        self.posting = posting
        self.target = target
    }
}
