public import CByteMask

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

    /// Eight bytes from `offset` on, the first of them the lowest. O(1).
    @inlinable @inline(__always)
    public func word(at offset: Int) -> UInt64 {
        precondition(offset >= 0 && count &- offset >= 8)
        return unsafe withUnsafeBytes {
            unsafe UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        }
    }

    /// How many letters, digits and underscores stand side by side before `offset`, up to 32; nil where fewer than 32
    /// bytes stand before it. O(1).
    @inlinable @inline(__always)
    public func wordLength(before offset: Int) -> Int? {
        guard offset >= 32, offset <= count else { return nil }
        let words = unsafe withUnsafeBufferPointer { unsafe cbytemask_words($0.baseAddress! + offset - 32) }
        return (~words).leadingZeroBitCount
    }

    /// Whether the bytes of `range` equal `other`.
    public func equals(_ other: Span<UInt8>, in range: Range<Int>) -> Bool {
        guard range.count == other.count else { return false }
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        var index = 0
        while other.count - index >= 8 {
            guard word(at: range.lowerBound + index) == other.word(at: index) else { return false }
            index += 8
        }
        while index < other.count {
            guard self[range.lowerBound + index] == other[index] else { return false }
            index += 1
        }
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

extension MutableSpan<UInt8> {
    /// Writes eight bytes from `offset` on, the lowest of them first. O(1).
    @inlinable @inline(__always)
    public mutating func setWord(_ word: UInt64, at offset: Int) {
        precondition(offset >= 0 && count &- offset >= 8)
        unsafe withUnsafeMutableBytes {
            unsafe $0.storeBytes(of: word.littleEndian, toByteOffset: offset, as: UInt64.self)
        }
    }
}
