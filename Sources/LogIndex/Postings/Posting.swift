/// A posting in one word: 40 bits of a key's hash above 24 bits that name a granule.
///
/// In a chunk's buffer the granule counts from the chunk's first one; in a run it is the *ordinal* that the run's
/// extents give it. The order of the words is the order of a run: by hash, then by ordinal.
public struct Posting: Sendable, Hashable, Comparable {
    static let hashBits = 40
    static let ordinalBits = 24
    /// The most granules that one run can name: 1 TiB decoded at 64 KiB a granule.
    public static let ordinalLimit = 1 << ordinalBits

    var word: UInt64

    @inline(__always)
    init(word: UInt64) {
        self.word = word
    }

    /// - Parameters:
    ///   - hash: all 64 bits of the key's hash; the upper 40 are kept.
    ///   - ordinal: below `ordinalLimit`.
    @inline(__always)
    init(hash: UInt64, ordinal: Int) {
        word = (hash >> 24) << 24 | UInt64(truncatingIfNeeded: ordinal)
    }

    @inline(__always) var hash40: UInt64 { word >> 24 }
    @inline(__always) var ordinal: Int { Int(word & 0xff_ffff) }

    @inline(__always)
    func shifted(by base: Int) -> Posting {
        Posting(word: word &+ UInt64(truncatingIfNeeded: base))
    }

    public static func < (left: Posting, right: Posting) -> Bool {
        left.word < right.word
    }
}

/// A posting of a key that leads to another key: while every record of the key in one archive carries the same
/// second key (its *pivot*), the first granule is enough, for a lookup goes on from there by the pivot.
struct PivotedPosting: Sendable, Hashable {
    var posting: Posting
    /// The hash of the record's second key; 0 where it has none, which keeps all granules.
    var pivot: UInt64
}

extension [Posting] {
    /// Keeps one of postings that are equal and stand side by side. O(n).
    mutating func removeAdjacentDuplicates() {
        guard var last = first else { return }
        var kept = 1
        for index in 1..<count where self[index] != last {
            last = self[index]
            self[kept] = last
            kept += 1
        }
        removeLast(count - kept)
    }
}
