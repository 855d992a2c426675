/// Decodes xz streams, one after the other, with the padding between them (xz file format 1.2.1).
///
/// A stream is a header, blocks, an index of them, and a footer. `xz` with threads cuts it into blocks, each of which can be
/// decoded alone by whoever knows the header; without threads it is one block.
final class XzDecoder: CodecDecoder, @unchecked Sendable {
    static let traits = CodecTraits(
        name: "xz", ending: ".xz", quicklyDecodedLength: 8 << 20,
        isBeginning: { $0.starts(within: XzStreamHeader.magic) },
        makeDecoder: { (file, spacing) throws(ArchiveError) in try XzDecoder(file, recording: spacing) })

    /// What comes next in the file.
    enum Stage {
        /// A stream, padding, or the end of the file.
        case start
        /// A block, or the index behind the last one.
        case part
        /// More of a block.
        case content
        /// The end of the stream, whose index has a size.
        case footer(indexSize: UInt64)
        /// Nothing more, and why.
        case finished(DecodeStatus)
    }

    var decompressor = XzDecompressor()
    var stage = Stage.start
    /// The header of the stream at hand.
    var header: XzStreamHeader?
    /// Where the stream's blocks begin; nil after a restart inside it, when its index cannot be compared.
    var blocksStart: (compressed: UInt64, decoded: UInt64)?
    /// Where the block at hand begins.
    var blockStart: (compressed: UInt64, decoded: UInt64) = (0, 0)

    override func restart(at frame: Frame?) throws(ArchiveError) {
        recorder.restart(at: frame)
        position = 0
        decodedOffset = 0
        blocksStart = nil
        stage = .start
        guard let frame else { return }
        let position = try position(of: frame)
        self.position = position
        decodedOffset = frame.decodedOffset
        switch frame.kind {
        case .xzStream: break
        case .xzBlock:
            guard frame.window.count == XzStreamHeader.size,
                case .header(let header) = XzStreamHeader.read(frame.window.span)
            else { throw frame.mismatch(with: file) }
            self.header = header
            stage = .part
        default: throw frame.mismatch(with: file)
        }
    }

    override func decode(into output: inout OutputSpan<UInt8>) throws(ArchiveError) -> DecodeStatus {
        while !output.isFull {
            switch stage {
            case .start: beginStream()
            case .part: try beginPart()
            case .content: try decodeContent(into: &output)
            case .footer(let indexSize): endStream(indexSize)
            case .finished(let status): return status
            }
        }
        return .more
    }

    private func decodeContent(into output: inout OutputSpan<UInt8>) throws(ArchiveError) {
        let file = file
        let bytes = file.bytes
        let start = output.count
        let (read, outcome) = try decompressor.decode(bytes.extracting(droppingFirst: position), into: &output)
        position += read
        decodedOffset += UInt64(output.count - start)
        switch outcome {
        case .blockEnd: stage = .part
        case .corrupt: doubtBlock()
        case .going:
            if output.isFull { return }
            if position == bytes.count { tear(.truncated, "the file ends inside an xz block") } else { doubtBlock() }
        }
    }

    /// Ends decoding where it stands.
    func tear(_ kind: Tear.Kind, _ text: String) {
        stage = .finished(
            .torn(Tear(kind, compressedOffset: compressedOffset, decodedOffset: decodedOffset, text: text)))
    }

    /// Ends decoding, and makes the whole block doubtful: a damaged one is decoded to nonsense for up to 2 MiB before that
    /// is noticed, or to its end, where the check is. Its bytes are delivered all the same.
    private func doubtBlock() {
        stage = .finished(
            .torn(
                Tear(
                    .corrupt, compressedOffset: blockStart.compressed, decodedOffset: blockStart.decoded,
                    text: "an xz block that is damaged somewhere before byte \(position)")))
    }
}
