/// How a stretch of a log in the text formats is laid out: which optional fields its records have.
public struct Layout: Sendable, Hashable {
    /// The options that are on.
    public var options: LayoutOptions
    /// The share of the records looked at that the options fit, from 0 to 1; 1 where they were stated.
    public var fit: Double

    public init(_ options: LayoutOptions, fit: Double = 1) {
        self.options = options
        self.fit = fit
    }

    /// Records looked at, of those given: spread over all of them.
    public static let mostRecords = 2048

    /// Finds the layout by the shapes of the fields and a vote over the records (format page 1.2).
    ///
    /// What cannot be told is decided so: one column of ids are message-IDs, one of small numbers a sensitivity where
    /// most are 0 and else a priority, one host before a diagnostic a connection; the diagnostic is always on. Fields
    /// that are empty in all the records do not show. O(bytes of at most `mostRecords` records).
    ///
    /// - Parameter records: ranges of `text`, as a `RecordScanner` gives them. Records in XML and JSON are passed over.
    public static func inferred(from text: Span<UInt8>, records: [Range<Int>]) -> Layout {
        let step = max(1, (records.count + mostRecords - 1) / mostRecords)
        var record = LogRecord()
        var vote = LayoutVote()
        for pass in LayoutVote.Pass.allCases {
            vote.begin(pass)
            for index in stride(from: 0, to: records.count, by: step) {
                record.begin(text, records[index])
                vote.add(&record, from: RecordParser.start(of: &record))
            }
        }
        return vote.layout
    }

    /// The layout that a single record has by itself. The record's fields are overwritten.
    static func ofRecord(_ record: inout LogRecord, from start: Int) -> LayoutOptions {
        var vote = LayoutVote()
        for pass in [LayoutVote.Pass.leading, .trailing] {
            vote.begin(pass)
            vote.add(&record, from: start)
        }
        vote.begin(.fit)
        return vote.options
    }
}
