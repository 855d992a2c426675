/// The key of a run (4 bytes), an archive or an input (8 bytes), and what the keys of all that belongs to it begin with: its
/// number, big-endian, so that they stand in its order.
enum NumberKey {
    static func encoded<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
        var writer = ByteWriter()
        writer.bigEndian(number)
        return writer.bytes
    }

    /// The key behind all that begin with the number; nil where there is none.
    static func end<Number: FixedWidthInteger>(of number: Number) -> [UInt8]? {
        number == .max ? nil : encoded(number + 1)
    }

    static func decoded<Number: FixedWidthInteger>(
        _ key: Span<UInt8>, as _: Number.Type = Number.self
    ) throws(ByteReader.Damaged) -> Number {
        var reader = ByteReader(key)
        let number: Number = try reader.bigEndian()
        guard reader.isAtEnd else { throw ByteReader.Damaged() }
        return number
    }

    /// The number that a longer key begins with.
    static func leading<Number: FixedWidthInteger>(
        _ key: Span<UInt8>, as _: Number.Type = Number.self
    ) throws(ByteReader.Damaged) -> Number {
        var reader = ByteReader(key)
        return try reader.bigEndian()
    }
}
