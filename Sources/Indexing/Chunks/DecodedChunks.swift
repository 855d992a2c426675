import Archives
import ByteScanning
import IndexModel
import MTALog

/// Decodes an archive and cuts the text before its last record start; what follows begins the next chunk.
struct DecodedChunks: ~Copyable, ChunkCutter {
    private var decoder: StreamDecoder
    private var hasher: ContentHasher
    private let chunkLength: Int
    /// Where reading the file began.
    private let firstByte: UInt64
    /// Decoded bytes that are not in a chunk yet, from the start of a record on.
    private var carry: [UInt8] = []
    private var buffers = TextBufferPool()
    private var isSkipping = false
    private var isAtEnd = false
    private(set) var tear: Tear?

    /// Decoded and hashed at a time, so that it is hashed while it is in the processor's cache.
    private static let pieceLength = 256 << 10

    /// - Parameters:
    ///   - frame: where to begin decoding, at or before the first leaf to be hashed; nil for the beginning.
    ///   - leaves: the leaves that need not be hashed again.
    ///   - spacing: how densely frames are recorded; nil is not at all.
    init(
        _ file: ArchiveFile, from frame: Frame? = nil, leaves: LeafChain = LeafChain(),
        spacing: FrameSpacing? = nil, chunkLength: Int
    ) throws(ArchiveError) {
        let decoder = try StreamDecoder(file, from: frame, recordingFrames: spacing)
        let hasher = try ContentHasher(continuing: leaves)
        firstByte = decoder.compressedOffset
        self.chunkLength = chunkLength
        self.decoder = decoder
        self.hasher = hasher
    }

    /// Passes over what is indexed, up to the start of a record.
    mutating func passOver(to resumeOffset: UInt64) throws(ArchiveError) {
        try advance(to: resumeOffset, keepingFrom: resumeOffset)
    }

    /// Decodes, from the beginning, as much as the known archive holds, and compares. If it is the same, what comes
    /// behind the known part is cut next; else the chunks are of no use any more.
    mutating func prove(_ known: ArchiveEntry) throws(ArchiveError) -> Bool {
        try advance(to: known.provenLength, keepingFrom: known.resumeOffset)
        guard hashed == known.content else { return false }
        let end = decoder.decodedOffset
        while !isAtEnd, decoder.decodedOffset == end { try decodeIntoCarry(1 << 10) }
        // Its last record was indexed with all the others.
        if decoder.decodedOffset == end, known.indexedLength == end { carry = [] }
        return true
    }

    /// Decodes up to a place, hashing, and carries what begins at another.
    private mutating func advance(to offset: UInt64, keepingFrom keptOffset: UInt64) throws(ArchiveError) {
        while decoder.decodedOffset < offset, !isAtEnd {
            let position = decoder.decodedOffset
            // What is kept begins with a piece of its own.
            let next = position < keptOffset ? min(keptOffset, offset) : offset
            if position <= keptOffset { carry.removeAll(keepingCapacity: true) }
            try decodeIntoCarry(Int(min(next - position, UInt64(DecodedChunks.pieceLength))))
        }
        if decoder.decodedOffset <= keptOffset { carry = [] }
    }

    private mutating func decodeIntoCarry(_ count: Int) throws(ArchiveError) {
        var bytes: [UInt8] = []
        swap(&bytes, &carry)
        defer { swap(&bytes, &carry) }
        try decode(count, appendingTo: &bytes)
    }

    private mutating func decode(_ count: Int, appendingTo bytes: inout [UInt8]) throws(ArchiveError) {
        let start = bytes.count
        let offset = decoder.decodedOffset
        note(try decoder.decode(count, appendingTo: &bytes))
        hasher.update(bytes.span.extracting(start..<bytes.count), at: offset)
    }

    private mutating func decode(_ count: Int, into buffer: TextBuffer) throws(ArchiveError) {
        let start = buffer.count
        let offset = decoder.decodedOffset
        note(try decoder.decode(count, into: buffer, reach: chunkLength))
        hasher.update(buffer.bytes.extracting(start..<buffer.count), at: offset)
    }

    var cutOffset: UInt64 { decoder.decodedOffset - UInt64(carry.count) }
    var bytesRead: UInt64 { decoder.compressedOffset - firstByte }
    var hashed: HashedContent? {
        HashedContent(hasher)
    }

    mutating func takeFrames() -> [Frame] {
        decoder.takeFrames()
    }

    mutating func next() throws(ArchiveError) -> Chunk? {
        let offset = cutOffset
        var buffer = buffers.take(for: carry.count + chunkLength)
        buffer.append(copying: carry.span)
        while true {
            try decodeChunk(into: buffer)
            if let cut = cut(buffer.bytes) { return chunk(buffer, offset, cut: cut) }
            // A record longer than a chunk.
            let longer = TextBuffer(for: 2 * buffer.count + chunkLength)
            longer.append(copying: buffer.bytes)
            buffer = longer
        }
    }

    private mutating func decodeChunk(into buffer: TextBuffer) throws(ArchiveError) {
        let end = buffer.count + chunkLength
        while !isAtEnd, buffer.count < end {
            try decode(min(end - buffer.count, DecodedChunks.pieceLength), into: buffer)
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
    private func cut(_ text: Span<UInt8>) -> RecordStart.Cut? {
        isAtEnd ? .atEnd(of: text) : RecordStart.cut(text, isSkipping: isSkipping)
    }

    private mutating func chunk(_ buffer: TextBuffer, _ offset: UInt64, cut: RecordStart.Cut) -> Chunk? {
        let text = buffer.bytes
        guard !text.isEmpty else { return nil }
        let wasSkipping = isSkipping
        carry = text.bytes(in: cut.place..<text.count)
        isSkipping = !cut.isAtRecord
        // What a text begins with inside of a record only tells what stands before the first possible start.
        let starts = (wasSkipping ? min(RecordStart.context, cut.place) : 0)..<cut.place
        return Chunk(
            text: .decoded(buffer, length: cut.place, offset: offset), starts: starts, knownStart: !wasSkipping)
    }
}
