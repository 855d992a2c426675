public import Archives
import ByteScanning
public import MTALog

/// Reads one archive from front to back, chunk after chunk, and takes its records apart. Memory does not grow with it.
///
///     while try stream.readChunk() {
///         stream.forEachRecord { record, offset, text in ... }
///     }
///
/// Chunks begin and end at the same bytes whatever the codec, and so does what the parser learns from them.
public struct RecordStream: ~Copyable {
    /// Where the archive turned out to be torn; its readable part has been given.
    public private(set) var tear: Tear?
    /// Records beyond the greatest length, which were cut there.
    public private(set) var oversizedRecords = 0

    private var input: ArchiveInput
    private var parser: RecordParser
    private var record = LogRecord()
    private let chunkLength: Int

    /// Decoded bytes: what `records` are ranges of, and the beginning of the next chunk.
    private var text: [UInt8] = []
    /// Where the text begins in the archive's decoded bytes.
    private var textOffset: UInt64 = 0
    private var records: [Range<Int>] = []
    /// Where the next chunk begins in the text.
    private var cut = 0
    private var isAtEnd = false
    /// Whether the text begins inside a record that was cut at the greatest length.
    private var isSkipping = false

    /// Behind a record that was cut, a line start this near the end is looked at again.
    private static let longestLineStart = 512

    /// - Parameter chunkLength: how many bytes are decoded at a time.
    public init(_ input: consuming ArchiveInput, parser: RecordParser, chunkLength: Int = 1 << 20) {
        self.input = input
        self.parser = parser
        self.chunkLength = chunkLength
    }

    /// Reads on until there are whole records to be given; false when none are left.
    ///
    /// Throws when the input cannot be read at all.
    public mutating func readChunk() throws(ArchiveError) -> Bool {
        records.removeAll(keepingCapacity: true)
        while records.isEmpty, !isAtEnd {
            text.removeFirst(cut)
            textOffset += UInt64(cut)
            cut = 0
            // A long record is read in ever larger steps, so that it is not scanned over and over.
            note(try input.read(max(chunkLength, text.count), appendingTo: &text))
            findRecords()
        }
        return !records.isEmpty
    }

    /// Whether the chunk has a line that a record of the MTA can begin with.
    public var hasRecordStart: Bool {
        RecordStart.isPresent(text.span, at: 0) || RecordStart.last(text.span, in: text.indices) != nil
    }

    /// Calls `body` with each record of the chunk, its offset in the archive's decoded bytes, and its bytes.
    public mutating func forEachRecord<Failure: Error>(
        _ body: (LogRecord, UInt64, Span<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        var text: [UInt8] = []
        swap(&text, &self.text)
        defer { swap(&text, &self.text) }
        parser.learn(from: text.span, records: records)
        for range in records {
            parser.parse(range, in: text.span, into: &record)
            try body(record, textOffset + UInt64(range.lowerBound), text.span.extracting(range))
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

    /// Finds the whole records of the text and where the next chunk begins.
    private mutating func findRecords() {
        // Of a record that was cut, the byte before is there to tell whether a line begins.
        let starts = isSkipping ? min(1, text.count)..<text.count : text.indices
        var scanner = RecordScanner(text.span, startsIn: starts, knownStart: !isSkipping)
        while let record = scanner.next(in: text.span) { records.append(record) }
        oversizedRecords += scanner.oversizedRecords
        cut = text.count
        guard !isAtEnd else { return }
        if let last = records.last, last.upperBound == text.count {
            // It may go on.
            records.removeLast()
            cut = last.lowerBound
            isSkipping = false
        } else if !text.isEmpty {
            cut = endOfSkipped
            isSkipping = true
        }
    }

    /// Of the rest of a record that was cut, only a line that may yet turn out to start the next one is kept.
    private var endOfSkipped: Int {
        let near = max(0, text.count - RecordStream.longestLineStart)..<text.count
        return text.span.lastIndex(of: 0x0a, in: near) ?? max(0, text.count - 1)
    }
}
