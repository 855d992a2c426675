import Archives
import ByteScanning
import MTALog

/// Decodes an archive and cuts the text before its last record start; what follows begins the next chunk.
struct DecodedChunks: ~Copyable, ChunkCutter {
    private var decoder: StreamDecoder
    private let chunkLength: Int
    /// Decoded bytes that are not in a chunk yet, from the start of a record on.
    private var carry: [UInt8] = []
    private var isSkipping = false
    private var isAtEnd = false
    private(set) var tear: Tear?

    /// Behind a record that was cut at the greatest length, a line start this near the end is looked at again.
    private static let longestLineStart = 512
    /// Seek points every 3 MiB: their windows stay under a byte a record, and a lookup decodes 1.5 MiB on the way.
    private static let frameSpacing = FrameSpacing(seekPoints: 3 << 20)

    /// - Parameters:
    ///   - frame: where to begin decoding, nil for the beginning.
    ///   - resumeOffset: decoded bytes before it are passed over; a record starts there.
    init(
        _ file: ArchiveFile, from frame: Frame?, resumeOffset: UInt64, chunkLength: Int
    ) throws(ArchiveError) {
        var decoder = try StreamDecoder(file, from: frame, recordingFrames: DecodedChunks.frameSpacing)
        let status = try decoder.skip(to: resumeOffset)
        self.decoder = decoder
        self.chunkLength = chunkLength
        note(status)
    }

    var cutOffset: UInt64 { decoder.decodedOffset - UInt64(carry.count) }
    var fileOffset: UInt64 { decoder.compressedOffset }

    mutating func takeFrames() -> [Frame] {
        decoder.takeFrames()
    }

    mutating func next() throws(ArchiveError) -> Chunk? {
        var bytes: [UInt8] = []
        swap(&bytes, &carry)
        let offset = decoder.decodedOffset - UInt64(bytes.count)
        bytes.reserveCapacity(bytes.count + chunkLength)
        while true {
            if !isAtEnd { note(try decoder.decode(chunkLength, appendingTo: &bytes)) }
            if let cut = cut(bytes.span) { return chunk(&bytes, offset, cut: cut) }
        }
    }

    private mutating func note(_ status: DecodeStatus) {
        switch status {
        case .more: break
        case .end: isAtEnd = true
        case .torn(let tear):
            isAtEnd = true
            self.tear = tear
        }
    }

    /// Where the bytes can be cut, nil when more are needed.
    private func cut(_ text: Span<UInt8>) -> Int? {
        if isAtEnd { return text.count }
        if let start = RecordStart.last(text, in: text.indices) { return start }
        return isSkipping || text.count > RecordScanner.maximumRecordLength ? endOfSkipped(text) : nil
    }

    /// Inside a record beyond the greatest length only a line that may yet turn out to start the next one is kept.
    private func endOfSkipped(_ text: Span<UInt8>) -> Int {
        let near = max(1, text.count - DecodedChunks.longestLineStart)..<text.count
        return text.lastIndex(of: 0x0a, in: near) ?? text.count - 1
    }

    private mutating func chunk(_ bytes: inout [UInt8], _ offset: UInt64, cut: Int) -> Chunk? {
        guard !bytes.isEmpty else { return nil }
        carry = Array(bytes[cut...])
        let wasSkipping = isSkipping
        let startsAtRecord = RecordStart.isPresent(bytes.span, at: cut)
        isSkipping = !isAtEnd && !startsAtRecord
        bytes.removeSubrange(cut...)
        // The byte before the first possible start is there to tell whether a line begins.
        let starts = wasSkipping ? min(1, bytes.count)..<bytes.count : 0..<bytes.count
        return Chunk(text: .decoded(bytes, offset: offset), starts: starts, knownStart: !wasSkipping)
    }
}
