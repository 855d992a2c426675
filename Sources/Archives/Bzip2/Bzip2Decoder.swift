/// Decodes bzip2 streams, one after the other, as `bzip2`, `pbzip2` and `lbzip2` write them.
///
/// A stream is the letters `BZh`, a digit for the longest block in 100,000 bytes, blocks that begin at any bit, and a
/// checksum of all blocks; each block has a checksum of its own (bzip2 1.0.8, decompress.c: there is no specification).
final class Bzip2Decoder: CodecDecoder, @unchecked Sendable {
    static let traits = CodecTraits(
        name: "bzip2", ending: ".bz2", quicklyDecodedLength: 1 << 20,
        isBeginning: { isStreamStart($0) },
        makeDecoder: { (file, spacing) throws(ArchiveError) in try Bzip2Decoder(file, recording: spacing) })

    /// What comes next in the file.
    enum Stage {
        /// A stream, or the end of the file.
        case start
        /// A block, or the end of the stream.
        case block
        /// More of a block's bytes, that are decoded already.
        case delivery
        /// Nothing more, and why.
        case finished(DecodeStatus)
    }

    private var decompressor = Bzip2Decompressor()
    private var stage = Stage.start
    /// Where the block at hand begins, in bytes.
    private var blockStart: (compressed: UInt64, decoded: UInt64) = (0, 0)

    override func restart(at frame: Frame?) throws(ArchiveError) {
        recorder.restart(at: frame)
        position = 0
        decodedOffset = 0
        stage = .start
        guard let frame else { return }
        guard frame.kind == .bzip2Stream else { throw frame.mismatch(with: file) }
        position = try position(of: frame)
        decodedOffset = frame.decodedOffset
    }

    override func decode(into output: inout OutputSpan<UInt8>) throws(ArchiveError) -> DecodeStatus {
        while !output.isFull {
            switch stage {
            case .start: try beginStream()
            case .block: try readBlock()
            case .delivery: deliver(into: &output)
            case .finished(let status): return status
            }
        }
        return .more
    }

    /// Finds what begins at the position: a stream, or the end of the file. Tapes and some tools pad with zeros.
    private func beginStream() throws(ArchiveError) {
        let file = file
        let rest = file.bytes.extracting(droppingFirst: position)
        if position > 0 || rest.isEmpty, rest.zerosAtStart == rest.count {
            stage = .finished(.end)
        } else if !Self.isStreamStart(rest) {
            tear(.corrupt, position > 0 ? "trailing bytes that are no bzip2 stream" : "bytes that are no bzip2 stream")
        } else {
            recorder.noteStart(.bzip2Stream, decodedOffset: decodedOffset, compressedOffset: compressedOffset)
            try decompressor.begin()
            stage = .block
        }
    }

    private func readBlock() throws(ArchiveError) {
        let file = file
        guard position < file.bytes.count else { return tear(.truncated, "the file ends inside a bzip2 stream") }
        blockStart = (compressedOffset, decodedOffset)
        let (read, outcome) = try decompressor.read(file.bytes.extracting(droppingFirst: position))
        switch outcome {
        case .block:
            position += read
            stage = .delivery
        case .streamEnd:
            position += read
            stage = .start
        case .corrupt:
            tear(.corrupt, "a bzip2 block that cannot be decoded")
        }
    }

    private func deliver(into output: inout OutputSpan<UInt8>) {
        let start = output.count
        let outcome = decompressor.deliver(into: &output)
        decodedOffset += UInt64(output.count - start)
        switch outcome {
        case .full: break
        case .blockEnd: stage = .block
        case .corrupt: doubtBlock()
        }
    }

    /// Ends decoding where it stands.
    private func tear(_ kind: Tear.Kind, _ text: String) {
        stage = .finished(
            .torn(Tear(kind, compressedOffset: compressedOffset, decodedOffset: decodedOffset, text: text)))
    }

    /// Ends decoding, and makes the whole block doubtful: any of its bytes may be wrong.
    private func doubtBlock() {
        stage = .finished(
            .torn(
                Tear(
                    .corrupt, compressedOffset: blockStart.compressed, decodedOffset: blockStart.decoded,
                    text: "a bzip2 block does not match its checksum")))
    }

    /// Whether the bytes begin as a stream does, or are the beginning of its beginning.
    private static func isStreamStart(_ bytes: Span<UInt8>) -> Bool {
        guard bytes.starts(within: Array("BZh".utf8)) else { return false }
        guard bytes.count > 3 else { return true }
        guard (UInt8(ascii: "1")...UInt8(ascii: "9")).contains(bytes[3]) else { return false }
        // A block begins with the digits of pi, the end of a stream with those of its square root.
        let next = bytes.extracting(droppingFirst: 4)
        return next.starts(within: [0x31, 0x41, 0x59, 0x26, 0x53, 0x59])
            || next.starts(within: [0x17, 0x72, 0x45, 0x38, 0x50, 0x90])
    }
}
