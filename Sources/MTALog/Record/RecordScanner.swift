public import ByteScanning

/// Walks the records of a text: from each record's start to the byte before the next one's.
///
/// Holds no memory: the span is given again with each call. Works on a whole mapped file or on a buffer of a
/// decoded stream, and on the part of it that one worker owns: a record belongs to whoever owns its start, and its
/// end is looked for beyond that part. O(bytes / 64 + lines).
public struct RecordScanner: ~Copyable {
    /// A record longer than this is cut here and the rest of it passed over: it is foreign or damaged input, and
    /// memory must have a bound. 16 MiB.
    public static let maximumRecordLength = 16 << 20

    /// The start of the next record to be given, nil when none is left.
    public private(set) var nextStart: Int?
    /// Whether the last record given ends where the text ends, so that in a stream it may go on in the next buffer.
    public private(set) var reachedEnd = false
    /// Whether the last record given is one line that is marked as a whole. Where that is not known it is false.
    public private(set) var isPlain = false
    /// The first line of the last record given.
    public private(set) var line = LineMasks()
    /// How many records were cut at the maximum length.
    public private(set) var oversizedRecords = 0

    private let starts: Range<Int>
    private let maximumLength: Int
    /// Nothing behind this can be a part of a record that starts in `starts`.
    private let searchEnd: Int

    /// A walk over the records that start in `starts`.
    ///
    /// - Parameters:
    ///   - text: with the `RecordStart.context` bytes before `starts`, where there are any.
    ///   - knownStart: whether a record starts with the first byte of `starts` that is not NUL, without a look at the
    ///     text: at an archive's beginning (what stands before the first stamp is a record too, so that nothing is
    ///     lost), or where a walk before this one left off. Otherwise the first start in `starts` is looked for.
    ///   - maximumLength: smaller in tests.
    public init(
        _ text: Span<UInt8>, startsIn starts: Range<Int>, knownStart: Bool,
        maximumLength: Int = RecordScanner.maximumRecordLength
    ) {
        self.starts = starts
        self.maximumLength = maximumLength
        // As far as to see whether NULs behind the longest record are a run, which ends it.
        searchEnd = min(text.count, starts.upperBound + maximumLength + RecordStart.context)
        if knownStart {
            let first = text.endOfNULs(in: starts)
            nextStart = first < starts.upperBound ? first : nil
        } else {
            nextStart = RecordStart.first(text, in: starts)
        }
    }

    /// The next record, its line end included and NULs behind it not, or nil when none of this walk's part is left.
    @inline(__always)
    public mutating func next(in text: Span<UInt8>) -> Range<Int>? {
        guard let start = nextStart, start < starts.upperBound else { return nil }
        nextStart = startBehindLine(text, from: start)
        var end = nextStart ?? searchEnd
        reachedEnd = nextStart == nil && searchEnd == text.count
        if text[end &- 1] == 0 { end = text.startOfNULs(in: start..<end) }
        guard end - start <= maximumLength else {
            oversizedRecords += 1
            isPlain = false
            return start..<start + maximumLength
        }
        return start..<end
    }

    /// The start behind the record that begins at `start`.
    @inline(__always)
    private mutating func startBehindLine(_ text: Span<UInt8>, from start: Int) -> Int? {
        line.read(text, from: start, before: searchEnd)
        isPlain = line.isWhole
        guard line.stop < searchEnd else {
            isPlain = false
            return nil
        }
        // Nearly every line of nearly every log.
        let next = line.stop &+ 1
        if StampWords.arePresent(text, at: next) || RecordStart.isPresent(text, at: next) { return next }
        return startFurtherOn(text, from: next)
    }

    /// The first start from `offset` on, behind more lines of the record or behind NULs.
    @inline(never)
    private mutating func startFurtherOn(_ text: Span<UInt8>, from offset: Int) -> Int? {
        let start = RecordStart.first(text, in: offset..<searchEnd)
        // Behind NULs the record is still the one line.
        if start == nil || start != text.endOfNULs(in: offset..<searchEnd) { isPlain = false }
        return start
    }
}
