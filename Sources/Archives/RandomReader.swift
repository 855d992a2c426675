/// Reads ranges of the decoded stream of one archive, decoding as little as possible for ranges that ascend.
///
/// Nothing is allocated before the first read that needs it.
public struct RandomReader: ~Copyable, Sendable {
    /// How much of what was decoded last is kept at least, in bytes, for ranges that overlap the one before.
    private static let kept = 1 << 20
    /// How much is decoded at a time, in bytes: it should stay in the processor's cache.
    private static let piece = 128 << 10

    private let file: ArchiveFile
    private var decoder: StreamDecoder?
    /// The bytes decoded last: those before the decoder's offset.
    private var recent: [UInt8] = []

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
        if file.codec == .plain {
            let bytes = file.bytes
            let end = min(range.upperBound, UInt64(bytes.count))
            output.append(copying: bytes.extracting(Int(min(range.lowerBound, end))..<Int(end)))
            return nil
        }
        if range.isEmpty { return nil }
        do {
            try stand(at: range.lowerBound, from: frame)
            return try decode(range, into: &output)
        } catch {
            // Nobody knows where the decoder stands now.
            decoder = nil
            recent.removeAll(keepingCapacity: true)
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

    /// Makes sure that going forward leads to `offset`, from `frame` if need be.
    private mutating func stand(at offset: UInt64, from frame: Frame?) throws(ArchiveError) {
        if decoder == nil {
            decoder = try StreamDecoder(file, from: frame)
            return
        }
        let hasStart = offset >= end - UInt64(recent.count) && offset <= end
        let isOnTheWay = offset > end && end >= frame?.decodedOffset ?? 0
        if hasStart || isOnTheWay { return }
        recent.removeAll(keepingCapacity: true)
        try decoder?.restart(at: frame)
    }

    /// Moves what there is of the beginning of `range` to `output`; gives the part of it that is still missing.
    private func take(_ range: Range<UInt64>, into output: inout [UInt8]) -> Range<UInt64> {
        let start = end - UInt64(recent.count)
        guard range.lowerBound >= start, range.lowerBound < end else { return range }
        let upper = min(range.upperBound, end)
        let bytes = recent.span
        output.append(copying: bytes.extracting(Int(range.lowerBound - start)..<Int(upper - start)))
        return upper..<range.upperBound
    }

    /// Decodes the next piece on the way to or in `range`, never past its end.
    private mutating func decodePiece(_ range: Range<UInt64>) throws(ArchiveError) -> DecodeStatus {
        if end < range.lowerBound {
            // Still on the way: nothing before the range will be asked for.
            recent.removeAll(keepingCapacity: true)
        } else if recent.count >= 2 * Self.kept {
            recent.removeFirst(recent.count - Self.kept)
        }
        let next = end < range.lowerBound ? range.lowerBound : range.upperBound
        let count = Int(min(next - end, UInt64(Self.piece)))
        return try decoder?.decode(count, appendingTo: &recent) ?? .end
    }
}
