import IndexModel
import MTALog

/// A look at the first records of an archive: in which format they are, and which fields they have.
enum LayoutSurvey {
    /// Records looked at: enough to tell, few enough not to be felt.
    static let mostRecords = 512

    /// What most of the records look like, and how many of them do.
    ///
    /// - Parameter records: ranges of `text`, at most `mostRecords`.
    static func layout(of records: [Range<Int>], in text: Span<UInt8>) -> ArchiveLayout? {
        var parser = RecordParser()
        parser.learn(from: text, records: records)
        let options = parser.layout?.options.names.joined(separator: ",") ?? ""
        var record = LogRecord()
        var counts: [LogFormat: Int] = [:]
        for range in records {
            let misfits = parser.misfits
            parser.parse(range, in: text, into: &record)
            if let format = record.format, parser.misfits == misfits { counts[format, default: 0] += 1 }
        }
        guard let most = counts.max(by: { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }) else {
            return nil
        }
        let name = most.key.hasPositions ? "\(most.key.rawValue) \(options)" : "\(most.key.rawValue)"
        // Formats 1 and 2 differ in empty addresses only: records without one fit both.
        let fitting = most.key.hasPositions ? counts.filter { $0.key.hasPositions }.values.reduce(0, +) : most.value
        return ArchiveLayout(name: name, records: UInt64(records.count), fitting: UInt64(fitting))
    }
}

extension LogFormat {
    /// Whether fields are told by their places, so that it matters which options are on.
    fileprivate var hasPositions: Bool {
        switch self {
        case .standard, .angleBrackets, .counted: true
        case .xml, .json, .flatJSON: false
        }
    }
}
