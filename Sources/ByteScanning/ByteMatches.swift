public import CByteMask

/// The offsets in a range at which the bytes equal a needle, ascending.
///
/// Works on blocks of 64 bytes: one vector comparison makes a 64-bit mask, of which each set bit is a match.
/// Holds no memory: each call of `next(in:)` is given the span again, so an iteration can be kept beside the
/// span that it walks. O(bytes / 64 + matches).
@frozen
public struct ByteMatches: Sendable {
    @usableFromInline let needle: UInt8
    /// Matches in the block at `block` that are still to be given.
    @usableFromInline var mask: UInt64 = 0
    @usableFromInline var block: Int
    @usableFromInline var nextBlock: Int
    @usableFromInline let end: Int

    /// An iteration over the matches in `range`, which must lie inside the span given to `next(in:)`.
    @inlinable @inline(__always)
    public init(of needle: UInt8, in range: Range<Int>) {
        self.needle = needle
        block = range.lowerBound
        nextBlock = range.lowerBound
        end = range.upperBound
    }

    /// The offset of the next match in `bytes`, or nil at the end of the range.
    @inlinable @inline(__always)
    public mutating func next(in bytes: Span<UInt8>) -> Int? {
        if mask == 0 {
            // In variables of its own, which can stand in registers.
            var start = nextBlock
            var found: UInt64 = 0
            while start < end, found == 0 {
                found = bytes.matches(of: needle, inBlockAt: start)
                start &+= 64
            }
            if start > end { found &= ~0 &>> UInt64(truncatingIfNeeded: start &- end) }
            nextBlock = start
            guard found != 0 else { return nil }
            block = start &- 64
            mask = found
        }
        let match = block &+ mask.trailingZeroBitCount
        mask &= mask &- 1
        return match
    }
}

extension Span<UInt8> {
    /// Bit i is set when the byte at `offset + i` equals `needle`; bytes past the end match nothing.
    @inlinable @inline(__always)
    public func matches(of needle: UInt8, inBlockAt offset: Int) -> UInt64 {
        guard count &- offset >= 64 else { return matchesInLastBlock(of: needle, at: offset) }
        return unsafe withUnsafeBufferPointer { unsafe cbytemask_equal($0.baseAddress! + offset, needle) }
    }

    /// The same where fewer than 64 bytes are left, so that nothing past the span is read.
    @usableFromInline @inline(never)
    func matchesInLastBlock(of needle: UInt8, at offset: Int) -> UInt64 {
        var mask: UInt64 = 0
        for index in offset..<count where self[index] == needle { mask |= 1 << UInt64(index - offset) }
        return mask
    }
}
