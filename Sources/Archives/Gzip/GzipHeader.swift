/// The header of a gzip member (RFC 1952, section 2.3).
///
/// | offset | size | field |
/// | --- | --- | --- |
/// | 0 | 2 | magic number, 1f 8b |
/// | 2 | 1 | method, 8 is deflate |
/// | 3 | 1 | flags, see ``Flags`` |
/// | 4 | 6 | time, extra flags, system: of no interest here |
/// | 10 | 2 + n | with `extra`: a length and as many bytes |
/// | | n + 1 | with `name`: bytes ended by a zero |
/// | | n + 1 | with `comment`: bytes ended by a zero |
/// | | 2 | with `headerCRC`: the low 16 bits of the CRC-32 of all bytes before |
enum GzipHeader {
    /// A whole header of `size` bytes. BGZF is gzip whose members say so in an extra field: see ``isBGZF(_:_:)``.
    case complete(size: Int, isBGZF: Bool)
    /// The beginning of a header.
    case truncated
    /// No header; why, in words.
    case corrupt(String)

    private struct Flags: OptionSet {
        let rawValue: UInt8
        static let headerCRC = Flags(rawValue: 2)
        static let extra = Flags(rawValue: 4)
        static let name = Flags(rawValue: 8)
        static let comment = Flags(rawValue: 16)
        /// "Must be zero", and a decoder must refuse what it cannot know the size of.
        static let reserved = Flags(rawValue: 0xe0)
    }

    private static let magic: [UInt8] = [0x1f, 0x8b]
    private static let fixedSize = 10

    /// Reads the header at the beginning of `bytes`, which may go on after it.
    init(_ bytes: Span<UInt8>) {
        for index in 0..<min(bytes.count, 2) where bytes[index] != Self.magic[index] {
            self = .corrupt("bytes that are no gzip member")
            return
        }
        if bytes.count > 2, bytes[2] != 8 {
            self = .corrupt("a gzip member with an unknown compression method")
            return
        }
        guard bytes.count >= Self.fixedSize else {
            self = .truncated
            return
        }
        let flags = Flags(rawValue: bytes[3])
        guard flags.isDisjoint(with: .reserved) else {
            self = .corrupt("a gzip header with unknown flags")
            return
        }
        guard let end = Self.endOfFields(bytes, flags) else {
            self = .truncated
            return
        }
        let isBGZF = flags.contains(.extra) && Self.isBGZF(bytes)
        self =
            flags.contains(.headerCRC)
            ? Self.checked(bytes, end: end, isBGZF: isBGZF) : .complete(size: end, isBGZF: isBGZF)
    }

    /// Whether one of the subfields of the extra field is that of BGZF: the letters B and C, and the length 2 (SAM/BAM
    /// specification, section 4.1). A subfield is two letters, a length in two bytes, and so many bytes (RFC 1952, section
    /// 2.3.1.1).
    private static func isBGZF(_ bytes: Span<UInt8>) -> Bool {
        var offset = fixedSize + 2
        let end = offset + Int(bytes.littleEndian16(at: fixedSize))
        while offset + 4 <= end {
            let length = Int(bytes.littleEndian16(at: offset + 2))
            if bytes[offset] == 0x42, bytes[offset + 1] == 0x43, length == 2 { return true }
            offset += 4 + length
        }
        return false
    }

    /// The offset after the optional fields before the checksum; nil when they do not end.
    private static func endOfFields(_ bytes: Span<UInt8>, _ flags: Flags) -> Int? {
        var offset = fixedSize
        if flags.contains(.extra) {
            guard bytes.count >= offset + 2 else { return nil }
            offset += 2 + Int(bytes.littleEndian16(at: offset))
        }
        for field in [Flags.name, .comment] where flags.contains(field) {
            while offset < bytes.count, bytes[offset] != 0 { offset += 1 }
            offset += 1
        }
        return offset <= bytes.count ? offset : nil
    }

    private static func checked(_ bytes: Span<UInt8>, end: Int, isBGZF: Bool) -> GzipHeader {
        guard bytes.count >= end + 2 else { return .truncated }
        var crc = CRC32()
        crc.update(bytes.extracting(first: end))
        let isGood = UInt16(truncatingIfNeeded: crc.value) == bytes.littleEndian16(at: end)
        return isGood
            ? .complete(size: end + 2, isBGZF: isBGZF) : .corrupt("a gzip header that does not match its checksum")
    }
}
