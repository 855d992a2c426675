import CZstd

/// Decoding a block at a time into memory that stays: the library then needs no window of its own, through which every
/// byte would be copied (zstd.h, "Buffer-less streaming decompression").
extension ZstdDecompressor {
    /// How a call ended.
    enum BlockOutcome {
        /// There is enough; more of the frame is to come.
        case going
        /// The frame is decoded whole, and its checksum is right.
        case frameEnd
        /// The next part cannot be decoded, or is not there.
        case stuck
    }

    /// Begins the frame at the start of `bytes`, if what it may refer to, its window, is no longer than `reach`: false
    /// where it is, or where that cannot be told.
    mutating func beginBlocks(_ bytes: Span<UInt8>, reach: Int) -> Bool {
        var header = ZSTD_frameHeader()
        let result = unsafe bytes.withUnsafeBufferPointer { bytes in
            unsafe ZSTD_getFrameHeader(&header, bytes.baseAddress, bytes.count)
        }
        guard result == 0, header.frameType == ZSTD_frame, header.windowSize <= UInt64(reach),
            header.blockSizeMax <= UInt32(TextBuffer.overrun)
        else { return false }
        return unsafe ZSTD_isError(ZSTD_decompressBegin(context)) == 0
    }

    /// Appends whole blocks to `buffer` until it has `end` bytes or more. Gives the number of bytes read, too.
    ///
    /// What the frame has appended to this buffer, and to the one before, must still be there.
    mutating func decompressBlocks(
        _ input: Span<UInt8>, into buffer: TextBuffer, until end: Int
    ) -> (read: Int, outcome: BlockOutcome) {
        unsafe input.withUnsafeBufferPointer { input in
            var read = 0
            while buffer.count < end {
                let wanted = unsafe ZSTD_nextSrcSizeToDecompress(context)
                if wanted == 0 { return (read, .frameEnd) }
                guard wanted <= input.count - read else { return (read, .stuck) }
                var result = 0
                unsafe buffer.append { start, room in
                    result = unsafe ZSTD_decompressContinue(context, start, room, input.baseAddress! + read, wanted)
                    return ZSTD_isError(result) == 0 ? result : 0
                }
                if ZSTD_isError(result) != 0 { return (read, .stuck) }
                read += wanted
            }
            return (read, .going)
        }
    }
}
