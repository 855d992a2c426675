import MTALog
import SyntheticLogs

/// What a record written as XML or JSON must give back.
enum ElementOracle {
    /// The fields that a synthetic record has in formats 4 to 6 under these options.
    static func fields(of record: SyntheticRecord, _ options: LogOptions) -> [Field: [UInt8]] {
        var fields: [Field: [UInt8]] = [:]
        func show(_ field: Field, _ text: FieldText, _ option: LogOptions = [], ifAny: Bool = false) {
            if options.isSuperset(of: option), !ifAny || !text.isEmpty { fields[field] = utf8(text) }
        }
        func show(_ field: Field, _ number: Int?, _ option: LogOptions = []) {
            if let number { show(field, FieldText(String(number)), option) }
        }
        show(.node, record.node, .node)
        show(.processID, record.processID, .process)
        switch record.kind {
        case .message:
            show(.sourceChannel, record.sourceChannel)
            show(.destinationChannel, record.destinationChannel)
            show(.action, record.action)
            show(.size, record.size)
            show(.envelopeFrom, record.envelopeFrom)
            show(.originalRecipient, record.originalRecipient)
            show(.currentRecipient, record.currentRecipient)
            show(.notaryFlags, record.notaryFlags, .notary)
            show(.queueFile, record.queueFile, .filename)
            show(.envelopeID, record.envelopeID, .envelopeID)
            let ids = record.messageIDs.map(\.bytes).joined(separator: [UInt8(ascii: ",")])
            show(.messageID, FieldText(Array(ids)), .messageID)
            show(.username, record.username, .username)
            show(.connection, record.connection, .connection, ifAny: true)
            show(.sensitivity, record.sensitivity, .sensitivity)
            show(.priority, record.priority, .priority)
            show(.intermediateAddress, record.intermediate, .intermediate)
            show(.initialAddress, record.initial, .intermediate, ifAny: true)
            show(.filter, record.filter, .filter, ifAny: true)
            show(.reason, record.reason, .reason, ifAny: true)
            show(.diagnostic, record.diagnostic, .diagnostics, ifAny: true)
            show(.remoteMTA, record.remoteMTA, .remoteMTA, ifAny: true)
            show(.transport, record.transport, .transport, ifAny: true)
            show(.application, record.application, .application, ifAny: true)
            show(.queueTime, record.queueTime, .queueTime)
        case .connection:
            show(.sourceChannel, record.sourceChannel)
            show(.direction, record.direction)
            show(.action, record.action)
            show(.transport, record.transport, ifAny: true)
            show(.application, record.application, ifAny: true)
            show(.information, record.information, ifAny: true)
            show(.username, record.username, ifAny: true)
            show(.diagnostic, record.diagnostic, ifAny: true)
        case .header:
            show(.headerName, record.headerName)
            show(.headerValue, record.headerValue)
        }
        return fields
    }

    /// Bytes that are no UTF-8 are written as the characters that they are in Latin-1.
    private static func utf8(_ text: FieldText) -> [UInt8] {
        if String(validating: text.bytes, as: UTF8.self) != nil { return text.bytes }
        return text.bytes.flatMap { Array(String(Unicode.Scalar($0)).utf8) }
    }

    static func kind(of record: SyntheticRecord) -> LogRecord.Kind {
        switch record.kind {
        case .message: .message
        case .connection: .connection
        case .header: .header
        }
    }
}

extension LogRecord {
    /// All the fields that it has.
    var fields: [Field: [UInt8]] {
        Dictionary(uniqueKeysWithValues: Field.allCases.compactMap { field in self[field].map { (field, Array($0)) } })
    }

    /// The text of a field.
    func text(_ field: Field) -> String? {
        self[field].map { String(decoding: $0, as: UTF8.self) }
    }

    /// Unknown attributes as text, in their order.
    var others: [[String]] {
        unknown.map { [String(decoding: $0.name, as: UTF8.self), String(decoding: $0.value, as: UTF8.self)] }
    }
}

/// A record of one element or object that fills the text.
func element(_ text: [UInt8]) -> LogRecord {
    var record = LogRecord()
    var parser = RecordParser(stated: nil)
    parser.parse(text.indices, in: text.span, into: &record)
    return record
}

func element(_ text: String) -> LogRecord {
    element(Array(text.utf8))
}
