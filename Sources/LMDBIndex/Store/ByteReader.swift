import ByteScanning

/// Reads what `ByteWriter` wrote. Every read is checked: a damaged row is an error, never a crash.
struct ByteReader: ~Escapable {
    /// Thrown where the bytes do not have the form that they should.
    struct Damaged: Error {}

    private let bytes: Span<UInt8>
    private(set) var offset = 0

    @_lifetime(copy bytes)
    init(_ bytes: Span<UInt8>) {
        self.bytes = bytes
    }

    var isAtEnd: Bool { offset == bytes.count }

    mutating func fixed<Integer: FixedWidthInteger>(_: Integer.Type = Integer.self) throws(Damaged) -> Integer {
        let width = Integer.bitWidth / 8
        guard bytes.count - offset >= width else { throw Damaged() }
        let start = offset
        offset += width
        if width > 1, bytes.count - start >= 8 { return Integer(truncatingIfNeeded: bytes.word(at: start)) }
        var value: Integer = 0
        for index in 0..<width {
            value |= Integer(truncatingIfNeeded: bytes[start + index]) &<< Integer(truncatingIfNeeded: index * 8)
        }
        return value
    }

    mutating func bigEndian<Integer: FixedWidthInteger>(_: Integer.Type = Integer.self) throws(Damaged) -> Integer {
        Integer(bigEndian: Integer(littleEndian: try fixed()))
    }

    mutating func varint() throws(Damaged) -> UInt64 {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 7) {
            guard offset < bytes.count else { throw Damaged() }
            let byte = bytes[offset]
            offset += 1
            guard shift < 63 || byte <= 1 else { throw Damaged() }
            value |= UInt64(byte & 0x7f) << shift
            if byte < 0x80 { return value }
        }
        throw Damaged()
    }

    /// A count or an offset: below 2^62, so that sums of a few cannot overflow.
    mutating func count() throws(Damaged) -> Int {
        let value = try varint()
        guard value < 1 << 62 else { throw Damaged() }
        return Int(value)
    }

    /// One byte, 0 or 1.
    mutating func flag() throws(Damaged) -> Bool {
        let byte = try fixed(UInt8.self)
        guard byte <= 1 else { throw Damaged() }
        return byte == 1
    }

    /// A length and then as many bytes of UTF-8.
    mutating func text() throws(Damaged) -> String {
        let bytes = try span(try count())
        guard let text = try? UTF8Span(validating: bytes) else { throw Damaged() }
        return String(copying: text)
    }

    /// A length and then as many bytes.
    mutating func countedBytes() throws(Damaged) -> [UInt8] {
        try raw(try count())
    }

    /// 0, or 1 and a number.
    mutating func optional<Integer: FixedWidthInteger>(_: Integer.Type = Integer.self) throws(Damaged) -> Integer? {
        try flag() ? try fixed() : nil
    }

    mutating func raw(_ count: Int) throws(Damaged) -> [UInt8] {
        let start = offset
        try skip(count)
        return bytes.bytes(in: start..<offset)
    }

    /// A length and then as many bytes: where they are.
    mutating func countedRange() throws(Damaged) -> Range<Int> {
        let count = try count()
        let start = offset
        try skip(count)
        return start..<offset
    }

    /// Passes over bytes.
    mutating func skip(_ count: Int) throws(Damaged) {
        guard bytes.count - offset >= count else { throw Damaged() }
        offset += count
    }

    @_lifetime(copy self)
    private mutating func span(_ count: Int) throws(Damaged) -> Span<UInt8> {
        guard bytes.count - offset >= count else { throw Damaged() }
        let start = offset
        offset += count
        return bytes.extracting(start..<offset)
    }

    /// What is left.
    @_lifetime(copy self)
    mutating func rest() -> Span<UInt8> {
        let start = offset
        offset = bytes.count
        return bytes.extracting(start..<bytes.count)
    }
}
