/// A place in an archive where decoding can start, as the index keeps it: the database `frames`.
///
/// The key is the number that a location names (8 bytes) and the decoded offset (8 bytes), both big-endian, so that the
/// frame for an offset is the last one at or before it. The value:
///
/// | field | form |
/// | --- | --- |
/// | version | one byte, 1 |
/// | compressed offset | LEB128 |
/// | kind, bit | one byte each; what they mean is for the module that decodes |
/// | window | the rest |
public struct FrameEntry: Sendable, Equatable {
    /// Where the decoded bytes begin.
    public var decodedOffset: UInt64
    /// Where the compressed bytes begin.
    public var compressedOffset: UInt64
    public var kind: UInt8
    public var bit: UInt8
    /// What decoding from here needs to know of the bytes before.
    public var window: [UInt8]

    private static let version: UInt8 = 1

    /// The memory that it takes, in bytes.
    public var byteCount: Int { MemoryLayout<FrameEntry>.stride + window.count }

    public init(decodedOffset: UInt64, compressedOffset: UInt64, kind: UInt8, bit: UInt8, window: [UInt8]) {
        self.decodedOffset = decodedOffset
        self.compressedOffset = compressedOffset
        self.kind = kind
        self.bit = bit
        self.window = window
    }

    static func key(_ archive: ArchiveID, _ decodedOffset: UInt64) -> [UInt8] {
        var writer = ByteWriter()
        writer.bigEndian(archive.value)
        writer.bigEndian(decodedOffset)
        return writer.bytes
    }

    func encoded() -> [UInt8] {
        var writer = ByteWriter()
        writer.fixed(FrameEntry.version)
        writer.varint(compressedOffset)
        writer.fixed(kind)
        writer.fixed(bit)
        writer.raw(window)
        return writer.bytes
    }

    /// The archive and the decoded offset of a key.
    static func decodeKey(_ key: Span<UInt8>) throws(ByteReader.Damaged) -> (archive: ArchiveID, offset: UInt64) {
        var reader = ByteReader(key)
        let archive = ArchiveID(try reader.bigEndian())
        let offset = try reader.bigEndian(UInt64.self)
        guard reader.isAtEnd else { throw ByteReader.Damaged() }
        return (archive, offset)
    }

    init(decodedOffset: UInt64, decoding row: Span<UInt8>) throws(ByteReader.Damaged) {
        var reader = ByteReader(row)
        guard try reader.fixed(UInt8.self) == FrameEntry.version else { throw ByteReader.Damaged() }
        self.decodedOffset = decodedOffset
        compressedOffset = try reader.varint()
        kind = try reader.fixed()
        bit = try reader.fixed()
        let rest = reader.rest()
        window = rest.indices.map { rest[$0] }
    }
}
