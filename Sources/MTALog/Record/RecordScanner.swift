import ByteScanning

/// Walks the records of a text: from each record's start to the byte before the next one's.
///
/// Holds no memory: the span is given again with each call. Works on a whole mapped file or on a buffer of a
/// decoded stream, and on the part of it that one worker owns: a record belongs to whoever owns its start, and its
/// end is looked for beyond that part. O(bytes / 64 + lines).
public struct RecordScanner: Sendable {
    /// A record longer than this is cut here and the rest of it passed over: it is foreign or damaged input, and
    /// memory must have a bound. 16 MiB.
    public static let maximumRecordLength = 16 << 20

    /// The start of the next record to be given, nil when none is left.
    public private(set) var nextStart: Int?
    /// Whether the last record given ends where the text ends, so that in a stream it may go on in the next buffer.
    public private(set) var reachedEnd = false
    /// Whether the last record given begins with a stamp as the MTA writes it, and has no line end inside. Where that is
    /// not known it is false.
    public private(set) var isPlain = false
    /// How many records were cut at the maximum length.
    public private(set) var oversizedRecords = 0

    /// Whether `StampWords` were found at `nextStart`.
    private var startsAsUsual = false
    private var newlines: ByteMatches<SameByte>
    private let starts: Range<Int>
    private let maximumLength: Int
    /// Nothing behind this can be a part of a record that starts in `starts`.
    private let searchEnd: Int

    /// A walk over the records that start in `starts`.
    ///
    /// - Parameters:
    ///   - knownStart: whether a record starts at `starts.lowerBound` without a look at the text: at an archive's
    ///     first byte (what stands before the first stamp is a record too, so that nothing is lost), or where a
    ///     walk before this one left off. Otherwise the first line in `starts` that begins with a stamp is looked for.
    ///   - maximumLength: smaller in tests.
    public init(
        _ text: Span<UInt8>, startsIn starts: Range<Int>, knownStart: Bool,
        maximumLength: Int = RecordScanner.maximumRecordLength
    ) {
        self.starts = starts
        self.maximumLength = maximumLength
        searchEnd = min(text.count, starts.upperBound + maximumLength + 1)
        newlines = ByteMatches(of: 0x0a, in: starts.lowerBound..<searchEnd)
        guard !starts.isEmpty else { return }
        let first = starts.lowerBound
        let startsLine = first == 0 || text[first - 1] == 0x0a
        if knownStart || (startsLine && RecordStart.isPresent(text, at: first)) {
            nextStart = first
        } else {
            nextStart = startAfterNextNewline(text)
        }
    }

    /// The next record, its line end included, or nil when none of this walk's part is left.
    @inline(__always)
    public mutating func next(in text: Span<UInt8>) -> Range<Int>? {
        guard let start = nextStart, start < starts.upperBound else { return nil }
        nextStart = startAfterNextNewline(text)
        let end = nextStart ?? searchEnd
        reachedEnd = nextStart == nil && searchEnd == text.count
        guard end - start <= maximumLength else {
            oversizedRecords += 1
            isPlain = false
            return start..<start + maximumLength
        }
        return start..<end
    }

    @inline(__always)
    private mutating func startAfterNextNewline(_ text: Span<UInt8>) -> Int? {
        isPlain = false
        var isFirstLine = true
        while let newline = newlines.next(in: text) {
            let start = newline + 1
            // Nearly every line of nearly every log.
            let isUsual = StampWords.arePresent(text, at: start)
            if isUsual || RecordStart.isPresent(text, at: start) {
                isPlain = isFirstLine && startsAsUsual
                startsAsUsual = isUsual
                return start
            }
            isFirstLine = false
        }
        return nil
    }
}
