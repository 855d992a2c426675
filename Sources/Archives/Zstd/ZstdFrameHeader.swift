import CZstd

/// What a zstd frame says of itself without being decoded (RFC 8878, sections 3.1.1 and 3.1.2).
struct ZstdFrameHeader: Equatable {
    /// The whole frame's size in the file, told from the headers of its blocks.
    let compressedSize: Int
    /// What it holds, in bytes; 0 for a skippable frame, nil where it does not say.
    let decodedSize: UInt64?
    /// The lower half of the XXH64 of what it holds; nil where the frame has none.
    let checksum: UInt32?

    /// Bit 2 of the byte behind the magic number says that a checksum ends the frame (RFC 8878, section 3.1.1.1.1).
    private static let checksumFlag: UInt8 = 4

    /// The frame at the start of `bytes`; nil when they are none, or do not hold all of it. O(blocks).
    init?(_ bytes: Span<UInt8>) {
        guard let magic = ZstdMagic(bytes, at: 0) else { return nil }
        let (size, content) = unsafe bytes.withUnsafeBufferPointer { bytes in
            unsafe (
                ZSTD_findFrameCompressedSize(bytes.baseAddress, bytes.count),
                ZSTD_getFrameContentSize(bytes.baseAddress, bytes.count)
            )
        }
        guard ZSTD_isError(size) == 0, size > 0, size <= bytes.count else { return nil }
        compressedSize = size
        // The two highest numbers mean "not told" and "no frame" (zstd.h).
        decodedSize = content >= UInt64.max - 1 ? nil : content
        let hasChecksum = magic == .frame && bytes[ZstdMagic.size] & ZstdFrameHeader.checksumFlag != 0
        checksum = hasChecksum ? bytes.littleEndian32(at: size - 4) : nil
    }
}
