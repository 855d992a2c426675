extension Span<UInt8> {
    /// The first offset in `range` that holds `needle`, or nil. O(bytes / 64).
    @inlinable @inline(__always)
    public func firstIndex(of needle: UInt8, in range: Range<Int>) -> Int? {
        var matches = ByteMatches(of: needle, in: range)
        return matches.next(in: self)
    }

    /// The last offset in `range` that holds `needle`, or nil. O(bytes / 64).
    public func lastIndex(of needle: UInt8, in range: Range<Int>) -> Int? {
        var end = range.upperBound
        while end > range.lowerBound {
            let start = Swift.max(range.lowerBound, end - 64)
            var mask = matches(of: SameByte(needle), inBlockAt: start)
            if end - start < 64 { mask &= (1 << UInt64(end - start)) - 1 }
            if mask != 0 { return start + 63 - mask.leadingZeroBitCount }
            end = start
        }
        return nil
    }

    /// Eight bytes from `offset` on, the first of them the lowest. O(1).
    @inlinable @inline(__always)
    public func word(at offset: Int) -> UInt64 {
        precondition(offset >= 0 && count &- offset >= 8)
        return unsafe withUnsafeBytes {
            unsafe UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        }
    }

    /// The offset of the first byte from `offset` on that is no space; one near the end of the text may be missed, the
    /// offset is then that of a space. O(spaces / 8).
    @inlinable @inline(__always)
    public func skippingSpaces(from offset: Int) -> Int {
        var offset = offset
        while count &- offset >= 8 {
            let others = word(at: offset) ^ 0x2020_2020_2020_2020
            guard others == 0 else { return offset &+ others.trailingZeroBitCount / 8 }
            offset &+= 8
        }
        return offset
    }

    /// How many bytes before `offset` belong to the pattern, up to 64; nil where fewer than 64 stand before it. O(1).
    @inlinable @inline(__always)
    public func run<Pattern: BytePattern>(of pattern: Pattern, before offset: Int) -> Int? {
        guard offset >= 64, offset <= count else { return nil }
        return (~matches(of: pattern, inBlockAt: offset &- 64)).leadingZeroBitCount
    }

    /// Whether the bytes of `range` equal `other`.
    public func equals(_ other: Span<UInt8>, in range: Range<Int>) -> Bool {
        guard range.count == other.count else { return false }
        for index in other.indices where self[range.lowerBound + index] != other[index] { return false }
        return true
    }

    /// The bytes of `range`, copied.
    public func bytes(in range: Range<Int>) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: range.count, copying: self, range)
    }
}

extension [UInt8] {
    fileprivate init(unsafeUninitializedCapacity count: Int, copying source: Span<UInt8>, _ range: Range<Int>) {
        precondition(range.lowerBound >= 0 && range.upperBound <= source.count)
        unsafe self.init(unsafeUninitializedCapacity: count) { buffer, initialized in
            unsafe source.withUnsafeBufferPointer { bytes in
                let part = unsafe UnsafeBufferPointer(rebasing: bytes[range])
                _ = unsafe buffer.initialize(fromContentsOf: part)
            }
            initialized = count
        }
    }

    /// Appends the bytes of `range` of `source`.
    public mutating func append(_ source: Span<UInt8>, _ range: Range<Int>) {
        precondition(range.lowerBound >= 0 && range.upperBound <= source.count)
        unsafe source.withUnsafeBufferPointer { bytes in
            unsafe append(contentsOf: UnsafeBufferPointer(rebasing: bytes[range]))
        }
    }
}
