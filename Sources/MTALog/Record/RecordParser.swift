import ByteScanning

/// Takes records apart, in every format, one after the other.
///
/// The text formats do not say which optional fields are there. Unless they are stated, the parser infers them: from
/// the records given to `learn`, and again when records stop fitting. A record that does not fit is read by its own
/// shape. Kept by a reader: nothing is allocated for a record that fits.
public struct RecordParser: Sendable {
    /// The layout of the records to come; nil while there is nothing to tell it by.
    public private(set) var layout: Layout?
    /// Whether the layout was stated, so that it is not inferred.
    public let isStated: Bool
    /// Records taken apart, foreign ones not counted.
    public private(set) var parsedRecords = 0
    /// Records of the text formats that did not fit the layout.
    public private(set) var misfits = 0
    /// Times that the layout was inferred anew because records stopped fitting.
    public private(set) var relearned = 0

    private var recent = RecentMisfits()
    /// The text format seen last: a record that has no empty address does not tell 1 from 2.
    private var textFormat = LogFormat.standard

    /// - Parameter stated: the options that are on, where someone knows them; nil to infer them.
    public init(stated: LayoutOptions? = nil) {
        isStated = stated != nil
        layout = stated.map { Layout($0) }
    }

    /// Infers the layout of the records to come, unless it was stated. O(bytes of at most `Layout.mostRecords`).
    public mutating func learn(from text: Span<UInt8>, records: [Range<Int>]) {
        guard !isStated else { return }
        layout = Layout.inferred(from: text, records: records)
        recent.forget()
    }

    /// Takes a record apart: a range that a `RecordScanner` gave for `text`. O(length).
    public mutating func parse(_ range: Range<Int>, in text: Span<UInt8>, into record: inout LogRecord) {
        record.begin(text, range)
        guard let start = RecordParser.start(of: &record) else {
            record.stamp = nil
            return
        }
        let isParsed: Bool
        switch record.bytes[start] {
        case UInt8(ascii: "<"): isParsed = XMLFormat.parse(&record, from: start)
        case UInt8(ascii: "{"): isParsed = JSONFormat.parse(&record, from: start)
        default: isParsed = parseText(&record, from: start, range, text)
        }
        if isParsed { parsedRecords += 1 } else { record.kind = .foreign }
    }

    private mutating func parseText(
        _ record: inout LogRecord, from start: Int, _ range: Range<Int>, _ text: Span<UInt8>
    ) -> Bool {
        let verdict = TextFormat.parse(&record, from: start, options: layout?.options ?? .diagnostics)
        switch verdict {
        case .foreign: return false
        case .fits: if record.kind == .message { recent.fits() }
        case .misfit:
            misfits += 1
            let own = Layout.ofRecord(&record, from: start)
            _ = TextFormat.parse(&record, from: start, options: own)
            if !isStated, recent.add(text, range) { relearn() }
        }
        if let format = record.format { textFormat = format } else { record.format = textFormat }
        return true
    }

    /// Infers the layout from the records that did not fit, in a row or nearly so.
    private mutating func relearn() {
        layout = Layout.inferred(from: recent.text.span, records: recent.records)
        recent.forget()
        relearned += 1
    }

    /// The offset of the record proper, behind blanks and a prefix, which is noted; nil where the record is foreign.
    static func start(of record: inout LogRecord) -> Int? {
        let bytes = record.bytes
        let text = bytes.span.extracting(0..<record.textLength)
        let start = RecordStart.contentStart(text, at: 0)
        guard start < text.count else { return nil }
        let prefix = RecordStart.skippingBlanks(text, from: RecordStart.skippingByteOrderMark(text, from: 0))
        if prefix < start { record.prefix = prefix..<start }
        switch text[start] {
        case UInt8(ascii: "<"):
            let isElement =
                start + 2 < text.count && text[start + 1].isLetter && text[start + 2].isLetter
                && (start + 3 == text.count || text[start + 3].isBlankOrLineEnd)
            return isElement ? start : nil
        case UInt8(ascii: "{"): return start
        default: return text[start].isDigit ? start : nil
        }
    }
}
