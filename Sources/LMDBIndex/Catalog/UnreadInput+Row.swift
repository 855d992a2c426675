import IndexModel

/// The row of the database `inputs`, under a number (8 bytes, big-endian) by which those that may be logs come before those
/// that are none.
///
/// | field | form |
/// | --- | --- |
/// | version | one byte, 1 |
/// | kind | one byte |
/// | path | counted bytes |
/// | reason | counted bytes |
/// | size | LEB128 |
/// | modification and change time | 8 bytes each |
/// | inode, device | LEB128 |
extension UnreadInput {
    private static let version: UInt8 = 1

    func encoded() -> [UInt8] {
        var writer = ByteWriter()
        writer.fixed(UnreadInput.version)
        writer.fixed(kind.rawValue)
        writer.counted(path)
        writer.counted(Array(reason.utf8))
        writer.varint(size)
        writer.fixed(modificationTime)
        writer.fixed(changeTime)
        writer.varint(inode)
        writer.varint(device)
        return writer.bytes
    }

    init(decoding row: Span<UInt8>) throws(ByteReader.Damaged) {
        var reader = ByteReader(row)
        guard try reader.fixed(UInt8.self) == UnreadInput.version, let kind = Kind(rawValue: try reader.fixed()) else {
            throw ByteReader.Damaged()
        }
        self.init(kind, path: try reader.countedBytes(), reason: try reader.text())
        size = try reader.varint()
        modificationTime = try reader.fixed()
        changeTime = try reader.fixed()
        inode = try reader.varint()
        device = try reader.varint()
        guard reader.isAtEnd else { throw ByteReader.Damaged() }
    }
}
