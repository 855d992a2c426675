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

    /// Whether the chunk has a record of the MTA: one with a moment.
    public var hasRecordStart: Bool { RecordStart.isLog(text.span) }

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
        let end = isAtEnd ? .atEnd(of: text.span) : RecordStart.cut(text.span, isSkipping: isSkipping)
        guard let end else { return }
        scan(upTo: end.place)
        cut = end.place
        isSkipping = !end.isAtRecord
    }

    private mutating func scan(upTo end: Int) {
        // What a text begins with inside of a record only tells what stands before the first possible start.
        let first = isSkipping ? min(RecordStart.context, end) : 0
        // In a constant of its own, which the records can be added beside.
        let text = text
        let part = text.span.extracting(0..<end)
        var scanner = RecordScanner(part, startsIn: first..<end, knownStart: !isSkipping)
        while let record = scanner.next(in: part) { records.append(record) }
        oversizedRecords += scanner.oversizedRecords
    }
}
