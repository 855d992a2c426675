import MTALog
import SyntheticLogs

/// What a parser must find in a record that was written from known fields with these options.
func expectedFields(_ record: SyntheticRecord, _ options: LogOptions, counted: Bool = false) -> [Field: [UInt8]] {
    var fields: [Field: [UInt8]] = [:]
    func put(_ field: Field, _ text: FieldText, if option: LogOptions? = nil) {
        if option.map({ options.contains($0) }) ?? true, !text.isEmpty { fields[field] = text.bytes }
    }
    func put(_ field: Field, _ number: Int?, if option: LogOptions) {
        if let number, options.contains(option) { fields[field] = Array(String(number).utf8) }
    }
    put(.node, record.node, if: .node)
    put(.processID, record.processID, if: .process)
    put(.headerName, record.headerName)
    put(.headerValue, record.headerValue)
    guard record.kind != .header else { return fields }
    put(.sourceChannel, record.sourceChannel)
    put(.destinationChannel, record.destinationChannel)
    put(.direction, record.direction)
    put(.action, record.action)
    guard record.kind == .message else {
        put(.transport, record.transport)
        put(.application, record.application)
        put(.information, record.information)
        put(.username, record.username)
        put(.diagnostic, record.diagnostic)
        return fields
    }
    fields[.size] = Array(String(record.size).utf8)
    put(.envelopeFrom, record.envelopeFrom)
    put(.originalRecipient, record.originalRecipient)
    put(.currentRecipient, record.currentRecipient)
    put(.notaryFlags, record.notaryFlags, if: .notary)
    put(.queueFile, record.queueFile, if: .filename)
    put(.envelopeID, record.envelopeID, if: .envelopeID)
    put(.messageID, FieldText(Array(record.messageIDs.map(\.bytes).joined(separator: [0x2c]))), if: .messageID)
    put(.username, record.username, if: .username)
    put(.connection, record.connection, if: .connection)
    put(.sensitivity, record.sensitivity, if: .sensitivity)
    put(.priority, record.priority, if: .priority)
    put(.intermediateAddress, record.intermediate, if: .intermediate)
    put(.initialAddress, record.initial, if: .intermediate)
    let emptyFilter = record.filter.isEmpty && !counted
    put(.filter, emptyFilter ? "''" : record.filter, if: .filter)
    if record.actionLetter == UInt8(ascii: "R") || record.actionLetter == UInt8(ascii: "K") {
        put(.reason, record.reason, if: .reason)
    }
    put(.diagnostic, record.diagnostic, if: .diagnostics)
    put(.remoteMTA, record.remoteMTA, if: .remoteMTA)
    put(.transport, record.transport, if: .transport)
    put(.application, record.application, if: .application)
    put(.queueTime, record.queueTime, if: .queueTime)
    return fields
}

/// The fields that a parsed record has, empty ones left out.
func fields(_ record: LogRecord) -> [Field: [UInt8]] {
    var fields: [Field: [UInt8]] = [:]
    for field in Field.allCases {
        if let value = record[field], !value.isEmpty { fields[field] = Array(value) }
    }
    return fields
}

/// The same, as text: for comparisons with literals.
func shown(_ fields: [Field: [UInt8]]) -> [Field: String] {
    fields.mapValues { String(decoding: $0, as: UTF8.self) }
}

extension LayoutOptions {
    /// The options of the parser that are the writer's.
    init(_ options: LogOptions) {
        let pairs: [(LogOptions, LayoutOptions)] = [
            (.node, .node), (.process, .process), (.notary, .notary), (.filename, .filename),
            (.envelopeID, .envelopeID), (.messageID, .messageID), (.username, .username), (.connection, .connection),
            (.sensitivity, .sensitivity), (.priority, .priority), (.intermediate, .intermediate), (.filter, .filter),
            (.reason, .reason), (.diagnostics, .diagnostics), (.remoteMTA, .remoteMTA), (.transport, .transport),
            (.application, .application), (.queueTime, .queueTime),
        ]
        self = []
        for (written, read) in pairs where options.contains(written) { insert(read) }
    }
}

/// The ranges of a text's records.
func recordRanges(_ bytes: [UInt8]) -> [Range<Int>] {
    var scanner = RecordScanner(bytes.span, startsIn: 0..<bytes.count, knownStart: false)
    var ranges: [Range<Int>] = []
    while let range = scanner.next(in: bytes.span) { ranges.append(range) }
    return ranges
}

/// Every record of a text, taken apart.
func parseAll(_ bytes: [UInt8], _ parser: inout RecordParser) -> [LogRecord] {
    recordRanges(bytes).map { range in
        var record = LogRecord()
        parser.parse(range, in: bytes.span, into: &record)
        return record
    }
}

func parseLine(_ line: String, _ options: LayoutOptions? = nil) -> LogRecord {
    var parser = RecordParser(stated: options)
    var record = LogRecord()
    let bytes = Array(line.utf8)
    parser.parse(0..<bytes.count, in: bytes.span, into: &record)
    return record
}

/// The fields in which two records differ, for a message.
func differences(_ found: [Field: [UInt8]], _ expected: [Field: [UInt8]]) -> String {
    var text = ""
    for field in Field.allCases where found[field] != expected[field] {
        text += "\n  \(field): \(shown(found)[field] ?? "nil") instead of \(shown(expected)[field] ?? "nil")"
    }
    return text
}

/// The formats that the generator writes, where the parser's have the same name.
typealias WrittenFormat = SyntheticLogs.LogFormat
