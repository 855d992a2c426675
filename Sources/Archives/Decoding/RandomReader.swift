/// Reads ranges of the decoded stream of one archive, decoding as little as possible for ranges that ascend.
///
/// Nothing is allocated before the first read that needs it.
public struct RandomReader: ~Copyable, Sendable {
    /// How much of what was decoded last is kept at least, in bytes, for ranges that overlap the one before: the window
    /// of zstd at its usual level, so that it is decoded straight into the buffers.
    private static let kept = 2 << 20
    /// So far ahead, in decoded bytes, the system is asked for what is needed at once, and for nothing else.
    private static let shortWay: UInt64 = 4 << 20
    /// Logs become a quarter or less. Where they do not, what is missing is read when it is needed.
    private static let leastRatio = 4
    /// How much is decoded at a time, in bytes.
    private static let piece = 128 << 10

    private let file: ArchiveFile
    private var decoder: StreamDecoder?
    /// The bytes decoded last, those before the decoder's offset, in one buffer or two.
    private var recent: [TextBuffer] = []
    private var buffers = TextBufferPool()

    /// Makes a reader of `file` that stands at its beginning.
    public init(_ file: ArchiveFile) {
        self.file = file
    }

    /// Appends the decoded bytes of `range` to `output`, fewer if the archive ends before.
    ///
    /// `frame` is the frame at or before the range's start that the caller knows of; nil is the beginning, and
    /// `.plain` needs none. When the reader already stands between the frame and the range, or has the range's start
    /// among what it decoded last, it goes on from there; otherwise it restarts at the frame.
    ///
    /// Gives the tear that kept the range from being complete, nil when it is complete or the archive ends cleanly.
    /// Throws when the frame cannot be one of this file, and when a library is out of memory.
    public mutating func read(
        _ range: Range<UInt64>, from frame: Frame?, into output: inout [UInt8]
    ) throws(ArchiveError) -> Tear? {
        if file.isReadInPlace {
            let bytes = file.bytes
            let end = min(range.upperBound, UInt64(bytes.count))
            output.append(copying: bytes.extracting(Int(min(range.lowerBound, end))..<Int(end)))
            return nil
        }
        if range.isEmpty { return nil }
        do {
            try stand(at: range.lowerBound, from: frame)
            announce(upTo: range.upperBound)
            return try decode(range, into: &output)
        } catch {
            // Nobody knows where the decoder stands now.
            decoder = nil
            recent = []
            throw error
        }
    }

    private mutating func decode(_ range: Range<UInt64>, into output: inout [UInt8]) throws(ArchiveError) -> Tear? {
        var wanted = range
        while true {
            wanted = take(wanted, into: &output)
            if wanted.isEmpty { return nil }
            switch try decodePiece(wanted) {
            case .more: continue
            case .end:
                _ = take(wanted, into: &output)
                return nil
            case .torn(let tear):
                return take(wanted, into: &output).isEmpty ? nil : tear
            }
        }
    }

    /// The decoded offset of the next byte to be decoded.
    private var end: UInt64 {
        switch decoder {
        case .some(let decoder): decoder.decodedOffset
        case nil: 0
        }
    }

    /// The decoded offset of the first byte that is kept.
    private var start: UInt64 {
        recent.reduce(end) { $0 - UInt64($1.count) }
    }

    /// Makes sure that going forward leads to `offset`, from `frame` if need be.
    private mutating func stand(at offset: UInt64, from frame: Frame?) throws(ArchiveError) {
        if decoder == nil {
            decoder = try StreamDecoder(file, from: frame)
            return
        }
        let hasStart = offset >= start && offset <= end
        let isOnTheWay = offset > end && end >= frame?.decodedOffset ?? 0
        if hasStart || isOnTheWay { return }
        recent = []
        try decoder?.restart(at: frame)
    }

    /// Tells the system what will be read of the file to decode up to `offset`.
    private func announce(upTo offset: UInt64) {
        guard offset > end else { return }
        let start = compressedOffset
        if offset - end > Self.shortWay {
            file.advise(.sequential, start..<file.bytes.count)
        } else {
            file.advise(.willNeed, start..<start + Self.piece / Self.leastRatio + Int(offset - end) / Self.leastRatio)
        }
    }

    private var compressedOffset: Int {
        switch decoder {
        case .some(let decoder): Int(decoder.compressedOffset)
        case nil: 0
        }
    }

    /// Moves what there is of the beginning of `range` to `output`; gives the part of it that is still missing.
    private func take(_ range: Range<UInt64>, into output: inout [UInt8]) -> Range<UInt64> {
        var missing = range
        var start = start
        for buffer in recent {
            let end = start + UInt64(buffer.count)
            if (start..<end).contains(missing.lowerBound) {
                let upper = min(missing.upperBound, end)
                let bytes = buffer.bytes
                output.append(copying: bytes.extracting(Int(missing.lowerBound - start)..<Int(upper - start)))
                missing = upper..<missing.upperBound
            }
            start = end
        }
        return missing
    }

    /// Decodes the next piece on the way to or in `range`.
    private mutating func decodePiece(_ range: Range<UInt64>) throws(ArchiveError) -> DecodeStatus {
        let isOnTheWay = end < range.lowerBound
        let buffer = room(isOnTheWay: isOnTheWay)
        let next = isOnTheWay ? range.lowerBound : range.upperBound
        let count = min(next - end, UInt64(min(Self.piece, Self.kept - buffer.count)))
        return try decoder?.decode(Int(count), into: buffer, reach: Self.kept) ?? .end
    }

    /// The buffer to decode into. On the way nothing that was decoded will be asked for again: the same memory does for it
    /// all, where the decoder does not refer to what is in it.
    private mutating func room(isOnTheWay: Bool) -> TextBuffer {
        if isOnTheWay { recent = recent.suffix(1) }
        if let last = recent.last {
            if isOnTheWay, !refersToBuffers { last.clear() }
            if last.count < Self.kept { return last }
        }
        let buffer = buffers.take(for: Self.kept)
        recent = recent.suffix(1) + [buffer]
        return buffer
    }

    private var refersToBuffers: Bool {
        switch decoder {
        case .some(let decoder): decoder.refersToBuffers
        case nil: false
        }
    }
}
