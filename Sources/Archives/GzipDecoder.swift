/// Decodes gzip members, one after the other (RFC 1952).
struct GzipDecoder: ~Copyable, CodecDecoder {
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
    }

    /// Methods take it into a local variable first: a span of its bytes then does not hold on to self.
    let file: ArchiveFile
    var inflater: Inflater
    var recorder: FrameRecorder
    var stage = Stage.header
    var member = Member()
    var position = 0
    private(set) var decodedOffset: UInt64 = 0

    init(_ file: ArchiveFile, recording spacing: FrameSpacing?) throws(ArchiveError) {
        self.file = file
        inflater = try Inflater()
        recorder = FrameRecorder(spacing)
    }

    var compressedOffset: UInt64 { UInt64(position) }

    mutating func takeFrames() -> [Frame] { recorder.take() }

    mutating func decode(into output: inout OutputSpan<UInt8>) throws(ArchiveError) -> DecodeStatus {
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

    mutating func restart(at frame: Frame?) throws(ArchiveError) {
        recorder.restart(at: frame)
        position = 0
        decodedOffset = 0
        stage = .header
        guard let frame else { return }
        guard let position = Int(exactly: frame.compressedOffset), position <= file.bytes.count else {
            throw frame.mismatch(with: file)
        }
        self.position = position
        decodedOffset = frame.decodedOffset
        switch frame.kind {
        case .gzipMember: break
        case .deflateBlock: try resume(inside: frame)
        case .zstdFrame: throw frame.mismatch(with: file)
        }
    }

    private mutating func resume(inside frame: Frame) throws(ArchiveError) {
        guard position > 0, frame.bit < 8,
            let window = WindowPacker.unpack(frame.window, limit: Inflater.windowSize),
            inflater.resume(unreadBits: frame.bit, of: file.bytes[position - 1], window: window.span)
        else { throw frame.mismatch(with: file) }
        member = Member(
            compressedOffset: frame.compressedOffset, decodedOffset: frame.decodedOffset, crc: nil)
        stage = .body
    }

    private mutating func inflateBody(into output: inout OutputSpan<UInt8>) throws(ArchiveError) {
        let file = file
        let bytes = file.bytes
        let start = output.count
        // Until a seek point is due zlib need not stop at blocks, so that most of them cost nothing.
        let due = recorder.seekPointDue ?? .max
        let isDue = decodedOffset >= due
        let limit = isDue ? output.freeCapacity : Int(min(UInt64(output.freeCapacity), due - decodedOffset))
        let (read, outcome) = try inflater.inflate(
            bytes.extracting(droppingFirst: position), into: &output, limit: limit, stoppingAtBlocks: isDue)
        position += read
        let produced = output.count - start
        decodedOffset += UInt64(produced)
        member.crc?.update(output.span.extracting(last: produced))
        switch outcome {
        case .streamEnd:
            stage = .trailer
        case .corrupt(let text):
            tear(.corrupt, text)
        case .blockEnd(let unreadBits):
            try noteSeekPoint(unreadBits)
        case .going:
            if produced < limit, position == bytes.count { tear(.truncated, "the file ends inside a gzip member") }
        }
    }

    private mutating func noteSeekPoint(_ unreadBits: UInt8) throws(ArchiveError) {
        try recorder.noteSeekPoint(
            decodedOffset: decodedOffset, compressedOffset: compressedOffset, bit: unreadBits,
            window: inflater.window())
    }
}
