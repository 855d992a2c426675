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
            var mask = matches(of: needle, inBlockAt: start)
            if end - start < 64 { mask &= (1 << UInt64(end - start)) - 1 }
            if mask != 0 { return start + 63 - mask.leadingZeroBitCount }
            end = start
        }
        return nil
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
