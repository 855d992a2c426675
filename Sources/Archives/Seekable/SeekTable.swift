/// The table at the end of a file in the zstd seekable format, version 0.1.0: which frames there are, one behind the
/// other from the first byte of the file on. All numbers are little-endian:
///
/// | field | form |
/// | --- | --- |
/// | skippable magic number | 4 bytes, 0x184D2A5E |
/// | frame size | 4 bytes: of all that follows |
/// | an entry a frame: compressed size | 4 bytes; of a skippable frame too, header and all |
/// | decoded size | 4 bytes; 0 for a skippable or empty frame |
/// | checksum, where the descriptor says so | 4 bytes: the lower half of the XXH64 (seed 0) of the decoded bytes |
/// | number of frames | 4 bytes |
/// | descriptor | 1 byte: bit 7 for checksums, bits 6 to 2 reserved (0), bits 1 and 0 not to be looked at |
/// | seekable magic number | 4 bytes, 0x8F92EAB1: the last ones of the file |
///
/// Source: "Zstandard Seekable Format", 0.1.0, in the zstd distribution (contrib/seekable_format).
public struct SeekTable: Sendable, Hashable {
    /// One frame.
    public struct Entry: Sendable, Hashable {
        /// The frame's size in the file, in bytes.
        public var compressedSize: UInt32
        /// The size of what it holds, in bytes.
        public var decodedSize: UInt32
        /// The lower half of the XXH64 of what it holds; 0 in a table without checksums.
        public var checksum: UInt32

        /// Makes an entry from its parts.
        public init(compressedSize: UInt32, decodedSize: UInt32, checksum: UInt32) {
            self.compressedSize = compressedSize
            self.decodedSize = decodedSize
            self.checksum = checksum
        }
    }

    /// The frames in the order of the file.
    public let entries: [Entry]
    /// Whether the entries' checksums mean anything.
    public let hasChecksums: Bool

    /// The most frames that the format's reference reader takes.
    public static let mostFrames = 0x800_0000
    /// The most decoded bytes in a frame that it takes.
    public static let longestFrame = 0x4000_0000

    private static let skippableMagic: UInt32 = 0x184D_2A5E
    private static let seekableMagic: UInt32 = 0x8F92_EAB1
    private static let checksumFlag: UInt8 = 0x80
    private static let reservedBits: UInt8 = 0x7c
    private static let footerSize = 9

    /// A table of these frames, with their checksums; at most `mostFrames`.
    public init(_ entries: [Entry]) {
        self.init(entries, hasChecksums: true)
    }

    private init(_ entries: [Entry], hasChecksums: Bool) {
        precondition(entries.count <= SeekTable.mostFrames, "more frames than a seek table may have")
        self.entries = entries
        self.hasChecksums = hasChecksums
    }

    /// Where decoding can start: the frames that hold anything.
    public var frames: [Frame] {
        var next = Frame(kind: .zstdFrame, decodedOffset: 0, compressedOffset: 0)
        var frames: [Frame] = []
        for entry in entries {
            if entry.decodedSize > 0 { frames.append(next) }
            next.decodedOffset += UInt64(entry.decodedSize)
            next.compressedOffset += UInt64(entry.compressedSize)
        }
        return frames
    }

    /// What the frames hold together, in bytes.
    public var decodedSize: UInt64 { entries.reduce(0) { $0 + UInt64($1.decodedSize) } }
    /// What they take in the file, in bytes, the table not counted.
    public var compressedSize: UInt64 { entries.reduce(0) { $0 + UInt64($1.compressedSize) } }

    /// The whole skippable frame.
    public func encoded() -> [UInt8] {
        let size = entries.count * SeekTable.entrySize(hasChecksums) + SeekTable.footerSize
        var bytes: [UInt8] = []
        bytes.reserveCapacity(ZstdMagic.skippableHeaderSize + size)
        bytes.append(littleEndian: SeekTable.skippableMagic)
        bytes.append(littleEndian: UInt32(size))
        for entry in entries {
            bytes.append(littleEndian: entry.compressedSize)
            bytes.append(littleEndian: entry.decodedSize)
            if hasChecksums { bytes.append(littleEndian: entry.checksum) }
        }
        bytes.append(littleEndian: UInt32(entries.count))
        bytes.append(hasChecksums ? SeekTable.checksumFlag : 0)
        bytes.append(littleEndian: SeekTable.seekableMagic)
        return bytes
    }

    /// What the end of a file turns out to be.
    enum Finding: Equatable {
        /// The file does not end as the format does.
        case absent
        /// It does, but is not what the format allows: why.
        case damaged(String)
        /// A table whose own fields fit together, and where in the file it begins. Nothing is said about the frames.
        case table(SeekTable, start: Int)
    }

    /// Decodes the table that `file`, all the bytes of a file, ends with. O(frames).
    static func find(atEndOf file: Span<UInt8>) -> Finding {
        let footer = file.count - footerSize
        guard footer >= ZstdMagic.skippableHeaderSize, file.littleEndian32(at: footer + 5) == seekableMagic else {
            return .absent
        }
        let descriptor = file[footer + 4]
        guard descriptor & reservedBits == 0 else { return .damaged("its seek table is of a later version") }
        let hasChecksums = descriptor & checksumFlag != 0
        let count = Int(file.littleEndian32(at: footer))
        guard count <= mostFrames else { return .damaged("its seek table has too many frames") }
        let entriesStart = footer - count * entrySize(hasChecksums)
        let start = entriesStart - ZstdMagic.skippableHeaderSize
        guard start >= 0, file.littleEndian32(at: start) == skippableMagic,
            Int(file.littleEndian32(at: start + ZstdMagic.size)) == file.count - entriesStart
        else { return .damaged("its seek table does not begin where it should") }
        var entries: [Entry] = []
        entries.reserveCapacity(count)
        for offset in stride(from: entriesStart, to: footer, by: entrySize(hasChecksums)) {
            entries.append(
                Entry(
                    compressedSize: file.littleEndian32(at: offset), decodedSize: file.littleEndian32(at: offset + 4),
                    checksum: hasChecksums ? file.littleEndian32(at: offset + 8) : 0))
        }
        return .table(SeekTable(entries, hasChecksums: hasChecksums), start: start)
    }

    private static func entrySize(_ hasChecksums: Bool) -> Int { hasChecksums ? 12 : 8 }
}

extension Array<UInt8> {
    fileprivate mutating func append(littleEndian value: UInt32) {
        for shift in stride(from: 0, to: 32, by: 8) { append(UInt8(truncatingIfNeeded: value >> UInt32(shift))) }
    }
}
