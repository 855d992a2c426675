/// The offsets in a range at which the bytes belong to a pattern, ascending.
///
/// Works on blocks of 64 bytes: one vector comparison makes a 64-bit mask, of which each set bit is a match.
/// Holds no memory: each call of `next(in:)` is given the span again, so an iteration can be kept beside the
/// span that it walks. O(bytes / 64 + matches).
@frozen
public struct ByteMatches<Pattern: BytePattern>: Sendable {
    @usableFromInline let pattern: Pattern
    /// Matches in the block at `block` that are still to be given.
    @usableFromInline var mask: UInt64 = 0
    @usableFromInline var block: Int
    @usableFromInline var nextBlock: Int
    @usableFromInline let end: Int

    /// An iteration over the matches in `range`, which must lie inside the span given to `next(in:)`.
    @inlinable @inline(__always)
    public init(of pattern: Pattern, in range: Range<Int>) {
        self.pattern = pattern
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
                found = bytes.matches(of: pattern, inBlockAt: start)
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

    /// Passes over the matches before `offset`, which must not lie before those given.
    @inlinable @inline(__always)
    public mutating func skip(to offset: Int) {
        if offset < nextBlock {
            mask &= ~0 &<< UInt64(truncatingIfNeeded: offset &- block)
        } else {
            mask = 0
            nextBlock = offset
        }
    }
}

extension ByteMatches where Pattern == SameByte {
    /// An iteration over the places of one byte.
    @inlinable @inline(__always)
    public init(of byte: UInt8, in range: Range<Int>) {
        self.init(of: SameByte(byte), in: range)
    }
}

extension Span<UInt8> {
    /// Bit i is set when the byte at `offset + i` belongs to the pattern; bytes past the end match nothing.
    @inlinable @inline(__always)
    public func matches<Pattern: BytePattern>(of pattern: Pattern, inBlockAt offset: Int) -> UInt64 {
        guard count &- offset >= 64 else { return matchesInLastBlock(of: pattern, at: offset) }
        return unsafe withUnsafeBufferPointer { unsafe pattern.mask($0.baseAddress! + offset) }
    }

    /// The same where fewer than 64 bytes are left, so that nothing past the span is read.
    @usableFromInline @inline(never)
    func matchesInLastBlock<Pattern: BytePattern>(of pattern: Pattern, at offset: Int) -> UInt64 {
        var mask: UInt64 = 0
        for index in offset..<count where pattern.contains(self[index]) { mask |= 1 << UInt64(index - offset) }
        return mask
    }
}
