/// Decodes zstd frames, one after the other, passing over skippable ones (RFC 8878, section 3.1).
final class ZstdDecoder: CodecDecoder, @unchecked Sendable {
    static let traits = CodecTraits(
        name: "zstd", ending: ".zst", quicklyDecodedLength: 32 << 20,
        // Frames and skippable frames (RFC 8878, sections 3.1.1 and 3.1.2).
        isBeginning: { $0.starts(within: [0x28, 0xb5, 0x2f, 0xfd]) || ZstdMagic($0, at: 0) != nil },
        makeDecoder: { (file, spacing) throws(ArchiveError) in try ZstdDecoder(file, recording: spacing) })

    /// What comes next in the file.
    enum Stage {
        /// A frame, or the end of the file.
        case start
        /// More of a frame.
        case content
        /// More of a frame, straight into buffers that stay.
        case direct(Direct)
        /// More of a frame, a block at a time.
        case blocks(Careful)
        /// Nothing more, and why.
        case finished(DecodeStatus)
    }

    /// Decoding a frame into buffers.
    struct Direct {
        /// How far back the frame may refer, in bytes.
        let window: UInt64
        /// The last buffers that it was decoded into, one or two, as many as the window reaches.
        var buffers: [TextBuffer] = []
        /// Where the last of them begins to hold the frame, in the decoded stream.
        var start: UInt64 = 0
    }

    /// How far the second, careful decoding of a corrupt frame has come.
    struct Careful {
        /// How many bytes the first decoding had delivered already, still to be passed over.
        var duplicate: UInt64
        /// How many bytes to feed next, so that the library decodes one block at most.
        var wanted: Int
    }

    var decompressor: ZstdDecompressor
    var stage = Stage.start
    /// Where the frame being decoded begins.
    var frameStart: (compressed: Int, decoded: UInt64) = (0, 0)

    override init(_ file: ArchiveFile, recording spacing: FrameSpacing?) throws(ArchiveError) {
        decompressor = try ZstdDecompressor()
        try super.init(file, recording: spacing)
    }

    override var refersToBuffers: Bool {
        if case .direct = stage { true } else { false }
    }

    override func decode(_ count: Int, into buffer: TextBuffer, reach: Int) throws(ArchiveError) -> DecodeStatus {
        try decodeStraight(count, into: buffer, reach: reach)
    }

    override func decode(into output: inout OutputSpan<UInt8>) throws(ArchiveError) -> DecodeStatus {
        while !output.isFull {
            if case .finished(let status) = stage { return status }
            try decodeStep(into: &output)
        }
        return .more
    }

    /// Decodes up to the end of a frame, or until the output is full.
    func decodeStep(into output: inout OutputSpan<UInt8>) throws(ArchiveError) {
        switch stage {
        case .start: beginFrame()
        case .content: try decodeContent(into: &output)
        case .blocks(let careful): try decodeBlocks(careful, into: &output)
        // Whoever began so does not go on so.
        case .direct: restartCarefully()
        case .finished: break
        }
    }

    override func restart(at frame: Frame?) throws(ArchiveError) {
        recorder.restart(at: frame)
        decompressor.reset()
        position = 0
        decodedOffset = 0
        stage = .start
        guard let frame else { return }
        guard frame.kind == .zstdFrame else { throw frame.mismatch(with: file) }
        position = try position(of: frame)
        decodedOffset = frame.decodedOffset
    }

    /// Decodes as fast as it goes. The library drops what it decoded in a call that ends in an error, so a frame with
    /// an error in it is decoded a second time, carefully.
    private func decodeContent(into output: inout OutputSpan<UInt8>) throws(ArchiveError) {
        let file = file
        let bytes = file.bytes
        let room = output.freeCapacity
        let (read, decoded, outcome) = try decompressor.decompress(
            bytes.extracting(droppingFirst: position), into: &output, limit: room)
        position += read
        decodedOffset += UInt64(decoded)
        switch outcome {
        case .frameEnd:
            stage = .start
        case .going:
            if decoded < room, position == bytes.count { tearTruncated() }
        case .corrupt, .checksumMismatch:
            restartCarefully()
        }
    }
}
