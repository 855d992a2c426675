import CZstd

/// What decoding a zstd frame takes, as its header says (RFC 8878, section 3.1.1.1).
struct ZstdFrameNeeds {
    /// How far back the frame may refer, in bytes.
    let window: UInt64
    /// How much of what was decoded must be kept, in bytes: the window, or all of a shorter frame.
    let memory: UInt64
    /// The number of the dictionary that it was compressed with; 0 where it needs none, or does not say.
    let dictionary: UInt32
    /// Whether no block of it is longer than a block of zstd may be.
    let hasOrdinaryBlocks: Bool

    /// The frame at the start of `bytes`; nil where they are none, or end inside its header.
    init?(_ bytes: Span<UInt8>) {
        var header = ZSTD_frameHeader()
        let result = unsafe bytes.withUnsafeBufferPointer { bytes in
            unsafe ZSTD_getFrameHeader(&header, bytes.baseAddress, bytes.count)
        }
        guard result == 0, header.frameType == ZSTD_frame else { return nil }
        window = header.windowSize
        // A frame that does not tell its length has the greatest number there. The library looks at the window alone.
        let isTooLong = window > UInt64(ArchiveFile.greatestWindowLimit)
        memory = isTooLong ? window : min(window, header.frameContentSize)
        dictionary = header.dictID
        hasOrdinaryBlocks = header.blockSizeMax <= UInt32(TextBuffer.overrun)
    }

    /// Why the frame cannot be decoded though nothing may be wrong with it; nil where nothing speaks against it.
    ///
    /// - Parameter limit: the longest window that may be kept, in bytes.
    func refusal(limit: Int) -> String? {
        if dictionary != 0 {
            return """
                a zstd frame that was compressed with a dictionary (number \(dictionary)), which mtatrail does not have: \
                decompress it with that, or compress it without
                """
        }
        return memory > UInt64(limit) ? Tear.refusal(of: "a zstd frame", window: memory, limit: limit) : nil
    }
}
