import CByteMask

/// Bytes that may end a line: a line feed, a carriage return or a NUL, called *breaks*.
///
/// A writer ends its lines by the first two. NULs stand where a file system has lost what was written, or where nothing
/// ever was: runs of them may be gigabytes long, and are passed over a block at a time.
extension Span<UInt8> {
    /// The first break in `range`, or nil. O(distance / 64).
    public func firstBreak(in range: Range<Int>) -> Int? {
        var start = range.lowerBound
        while start < range.upperBound {
            let mask = breaks(inBlockAt: start)
            if mask != 0 {
                let found = start + mask.trailingZeroBitCount
                return found < range.upperBound ? found : nil
            }
            start += 64
        }
        return nil
    }

    /// The last break in `range`, or nil. O(distance / 64).
    public func lastBreak(in range: Range<Int>) -> Int? {
        var end = range.upperBound
        while end > range.lowerBound {
            let start = Swift.max(range.lowerBound, end - 64)
            var mask = breaks(inBlockAt: start)
            if end - start < 64 { mask &= (1 << UInt64(end - start)) - 1 }
            if mask != 0 { return start + 63 - mask.leadingZeroBitCount }
            end = start
        }
        return nil
    }

    /// The first byte in `range` that is not NUL; its upper bound where all are. O(distance / 64).
    public func endOfNULs(in range: Range<Int>) -> Int {
        var start = range.lowerBound
        while start < range.upperBound {
            let others = ~matches(of: 0, inBlockAt: start)
            if others != 0 { return Swift.min(start + others.trailingZeroBitCount, range.upperBound) }
            start += 64
        }
        return range.upperBound
    }

    /// Where the NULs begin that end `range`; its upper bound where it does not end with one. O(distance / 64).
    public func startOfNULs(in range: Range<Int>) -> Int {
        var end = range.upperBound
        while end > range.lowerBound {
            let start = Swift.max(range.lowerBound, end - 64)
            var others = ~matches(of: 0, inBlockAt: start)
            if end - start < 64 { others &= (1 << UInt64(end - start)) - 1 }
            if others != 0 { return start + 64 - others.leadingZeroBitCount }
            end = start
        }
        return range.lowerBound
    }

    /// Bit i is set when the byte at `offset + i` is a break; bytes past the end are none.
    private func breaks(inBlockAt offset: Int) -> UInt64 {
        guard count - offset >= 64 else { return breaksInLastBlock(at: offset) }
        return unsafe withUnsafeBufferPointer { unsafe cbytemask_breaks($0.baseAddress! + offset) }
    }

    private func breaksInLastBlock(at offset: Int) -> UInt64 {
        var mask: UInt64 = 0
        for index in offset..<count where self[index] == 0x0a || self[index] == 0x0d || self[index] == 0 {
            mask |= 1 << UInt64(index - offset)
        }
        return mask
    }
}
