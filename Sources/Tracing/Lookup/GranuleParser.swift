import MTALog

/// Takes records of one granule apart, where that is wanted, by what all of the granule's records tell of the layout.
struct GranuleParser {
    private var parser: RecordParser?
    private let records: [Range<Int>]
    private var hasLearned = false

    init(_ parser: RecordParser?, _ records: [Range<Int>]) {
        self.parser = parser
        self.records = records
    }

    /// The fields of one of the records; nil where they are not wanted, which costs nothing.
    mutating func fields(of record: Range<Int>, in text: Span<UInt8>) -> LogRecord? {
        guard parser != nil else { return nil }
        if !hasLearned { parser?.learn(from: text, records: records) }
        hasLearned = true
        var fields = LogRecord()
        parser?.parse(record, in: text, into: &fields)
        return fields
    }
}
