/// The key of a run or an archive, and what the keys of all that belongs to it begin with: its number, 4 bytes,
/// big-endian, so that they stand in its order.
enum NumberKey {
    static func encoded(_ number: UInt32) -> [UInt8] {
        var writer = ByteWriter()
        writer.bigEndian(number)
        return writer.bytes
    }

    /// The key behind all that begin with the number; nil where there is none.
    static func end(of number: UInt32) -> [UInt8]? {
        number == .max ? nil : encoded(number + 1)
    }

    static func decoded(_ key: Span<UInt8>) throws(ByteReader.Damaged) -> UInt32 {
        var reader = ByteReader(key)
        let number: UInt32 = try reader.bigEndian()
        guard reader.isAtEnd else { throw ByteReader.Damaged() }
        return number
    }

    /// The number that a longer key begins with.
    static func leading(_ key: Span<UInt8>) throws(ByteReader.Damaged) -> UInt32 {
        var reader = ByteReader(key)
        return try reader.bigEndian()
    }
}
