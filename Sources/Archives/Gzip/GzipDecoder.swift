/// Decodes gzip members, one after the other (RFC 1952).
final class GzipDecoder: CodecDecoder, @unchecked Sendable {
    static let traits = CodecTraits(
        name: "gzip", ending: ".gz", quicklyDecodedLength: 32 << 20,
        // With method deflate (RFC 1952, section 2.3.1).
        isBeginning: { $0.starts(within: [0x1f, 0x8b, 0x08]) },
        makeDecoder: { (file, spacing) throws(ArchiveError) in try GzipDecoder(file, recording: spacing) })

    /// What comes next in the file.
    enum Stage {
        case header, body, trailer
        /// Nothing more, and why.
        case finished(DecodeStatus)
    }

    /// The member being decoded.
    struct Member {
        var compressedOffset: UInt64 = 0
        var decodedOffset: UInt64 = 0
        /// The checksum of what was decoded; nil after a restart inside the member, when it cannot be known.
        var crc: CRC32? = CRC32()
        /// Whether it is a block of BGZF; nobody knows after a restart inside the member.
        var isBGZF = false
    }

    var inflater: BlockInflater
    /// What comes behind the bytes that the inflater has decoded and not delivered yet.
    private var next = BlockInflater.Outcome.going
    var stage = Stage.header
    var member = Member()

    override init(_ file: ArchiveFile, recording spacing: FrameSpacing?) throws(ArchiveError) {
        inflater = try BlockInflater()
        try super.init(file, recording: spacing)
    }

    override func decode(into output: inout OutputSpan<UInt8>) throws(ArchiveError) -> DecodeStatus {
        while !output.isFull {
            switch stage {
            case .header: readHeader()
            case .body: try inflateBody(into: &output)
            case .trailer: checkTrailer()
            case .finished(let status): return status
            }
        }
        return .more
    }

    override func restart(at frame: Frame?) throws(ArchiveError) {
        recorder.restart(at: frame)
        position = 0
        decodedOffset = 0
        stage = .header
        next = .going
        member = Member()
        guard let frame else { return }
        let position = try position(of: frame)
        self.position = position
        decodedOffset = frame.decodedOffset
        switch frame.kind {
        case .gzipMember: break
        case .deflateBlock: try resume(inside: frame)
        default: throw frame.mismatch(with: file)
        }
    }

    private func resume(inside frame: Frame) throws(ArchiveError) {
        guard position > 0, frame.bit < 8,
            let window = WindowPacker.unpack(frame.window, limit: Inflater.windowSize)
        else { throw frame.mismatch(with: file) }
        inflater.restart(at: position, unreadBits: frame.bit, window: window)
        member = Member(
            compressedOffset: frame.compressedOffset, decodedOffset: frame.decodedOffset, crc: nil)
        stage = .body
    }

    private func inflateBody(into output: inout OutputSpan<UInt8>) throws(ArchiveError) {
        if inflater.pending == 0 { try inflateMore() }
        let start = output.count
        inflater.deliver(into: &output)
        let delivered = output.count - start
        decodedOffset += UInt64(delivered)
        member.crc?.update(output.span.extracting(last: delivered))
        guard inflater.pending == 0 else { return }
        switch next {
        case .streamEnd: stage = .trailer
        case .corrupt(let text): tear(.corrupt, text)
        case .truncated: tear(.truncated, "the file ends inside a gzip member")
        case .going, .blockEnd: break
        }
        next = .going
    }

    /// Decodes a block, or some of one; behind it may be a seek point.
    private func inflateMore() throws(ArchiveError) {
        let file = file
        next = try inflater.step(file.bytes)
        position = inflater.position
        let end = decodedOffset + UInt64(inflater.pending)
        guard case .blockEnd = next, end >= recorder.seekPointDue ?? .max else { return }
        try recorder.noteSeekPoint(decodedOffset: end, at: inflater)
    }
}
