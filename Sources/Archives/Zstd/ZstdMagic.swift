/// The magic number at the start of a zstd frame, little-endian (RFC 8878, sections 3.1.1 and 3.1.2).
enum ZstdMagic {
    /// 0xFD2FB528: a frame with content.
    case frame
    /// 0x184D2A50...0x184D2A5F: a frame to skip.
    case skippable

    /// The size of a magic number, in bytes.
    static let size = 4
    /// The magic number and the size of a skippable frame's content, in bytes.
    static let skippableHeaderSize = 8

    /// Whether the bytes from `offset` on are the beginning of a magic number, and end inside it.
    static func isCut(_ bytes: Span<UInt8>, at offset: Int) -> Bool {
        let rest = bytes.extracting(droppingFirst: offset)
        guard rest.count < size else { return false }
        // As they stand in a file; of a skippable frame's first byte the lower four bits say nothing.
        let frame: [UInt8] = [0x28, 0xb5, 0x2f]
        let skippable: [UInt8] = [0x50, 0x2a, 0x4d]
        return rest.indices.allSatisfy { rest[$0] == frame[$0] }
            || rest.indices.allSatisfy { ($0 == 0 ? rest[$0] & 0xf0 : rest[$0]) == skippable[$0] }
    }

    /// The magic number in the four bytes at `offset`; nil when they are no such thing or there are fewer.
    init?(_ bytes: Span<UInt8>, at offset: Int) {
        guard bytes.count - offset >= Self.size else { return nil }
        switch bytes.littleEndian32(at: offset) {
        case 0xFD2F_B528: self = .frame
        case 0x184D_2A50...0x184D_2A5F: self = .skippable
        default: return nil
        }
    }
}
