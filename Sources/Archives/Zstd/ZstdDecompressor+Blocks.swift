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

    /// Begins the frame at the start of `bytes`, if its window, how far back it may refer, is no longer than `reach`. Gives
    /// the window; nil where it is longer, or where that cannot be told.
    mutating func beginBlocks(_ bytes: Span<UInt8>, reach: Int) -> UInt64? {
        guard let needs = ZstdFrameNeeds(bytes), needs.window <= UInt64(reach), needs.hasOrdinaryBlocks else {
            return nil
        }
        return unsafe ZSTD_isError(ZSTD_decompressBegin(context)) == 0 ? needs.window : nil
    }

    /// Appends whole blocks to `buffer` until it has `end` bytes or more. Gives the number of bytes read, too.
    ///
    /// Its window must still stand at the end of this buffer, or of the one before and the beginning of this.
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
