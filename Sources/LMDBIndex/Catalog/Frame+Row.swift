import Archives
import IndexModel

/// The row of the database `frames`, a place in an archive where decoding can start.
///
/// The key is the number that a location names (8 bytes) and the decoded offset (8 bytes), both big-endian, so that the
/// frame for an offset is the last one at or before it. The value:
///
/// | field | form |
/// | --- | --- |
/// | version | one byte, 1 |
/// | compressed offset | LEB128 |
/// | kind, bit | one byte each |
/// | window | the rest |
extension Frame {
    private static let version: UInt8 = 1

    static func key(_ number: FrameSetID, _ decodedOffset: UInt64) -> [UInt8] {
        var writer = ByteWriter()
        writer.bigEndian(number.value)
        writer.bigEndian(decodedOffset)
        return writer.bytes
    }

    func encoded() -> [UInt8] {
        var writer = ByteWriter()
        writer.fixed(Frame.version)
        writer.varint(compressedOffset)
        writer.fixed(kind.rawValue)
        writer.fixed(bit)
        writer.raw(window)
        return writer.bytes
    }

    /// The number and the decoded offset of a key.
    static func decodeKey(_ key: Span<UInt8>) throws(ByteReader.Damaged) -> (number: FrameSetID, offset: UInt64) {
        var reader = ByteReader(key)
        let number = FrameSetID(try reader.bigEndian())
        let offset = try reader.bigEndian(UInt64.self)
        guard reader.isAtEnd else { throw ByteReader.Damaged() }
        return (number, offset)
    }

    /// Nil for a kind that this program does not know: decoding then starts elsewhere.
    init?(decodedOffset: UInt64, decoding row: Span<UInt8>) throws(ByteReader.Damaged) {
        var reader = ByteReader(row)
        guard try reader.fixed(UInt8.self) == Frame.version else { throw ByteReader.Damaged() }
        let compressedOffset = try reader.varint()
        let kind = FrameKind(rawValue: try reader.fixed())
        let bit = try reader.fixed(UInt8.self)
        let window = reader.rest()
        guard let kind else { return nil }
        self.init(
            kind: kind, decodedOffset: decodedOffset, compressedOffset: compressedOffset, bit: bit,
            window: window.indices.map { window[$0] })
    }
}
