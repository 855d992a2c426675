import ByteScanning
import MTALog

/// The members that fields become, in their order.
extension RecordJSON {
    /// How a field becomes a member, or several.
    enum Form {
        case text, number, direction, action, originalRecipient, queueFile, messageIDs
    }

    struct FieldMember {
        let field: Field
        let name: JSONName
        let form: Form

        init(_ field: Field, _ name: JSONName, _ form: Form = .text) {
            self.field = field
            self.name = name
            self.form = form
        }
    }

    static let fields = [
        FieldMember(.node, "node"),
        FieldMember(.processID, "process_id"),
        FieldMember(.sourceChannel, "source_channel"),
        FieldMember(.destinationChannel, "destination_channel"),
        FieldMember(.direction, "direction", .direction),
        FieldMember(.action, "action", .action),
        FieldMember(.size, "size", .number),
        FieldMember(.envelopeFrom, "envelope_from"),
        FieldMember(.originalRecipient, "original_recipient", .originalRecipient),
        FieldMember(.currentRecipient, "current_recipient"),
        FieldMember(.notaryFlags, "notary_flags", .number),
        FieldMember(.queueFile, "queue_file", .queueFile),
        FieldMember(.envelopeID, "envelope_id"),
        FieldMember(.messageID, "message_ids", .messageIDs),
        FieldMember(.username, "username"),
        FieldMember(.connection, "connection"),
        FieldMember(.sensitivity, "sensitivity", .number),
        FieldMember(.priority, "priority", .number),
        FieldMember(.intermediateAddress, "intermediate_address"),
        FieldMember(.initialAddress, "initial_address"),
        FieldMember(.filter, "filter"),
        FieldMember(.reason, "reason"),
        FieldMember(.diagnostic, "diagnostic"),
        FieldMember(.remoteMTA, "remote_mta"),
        FieldMember(.transport, "transport"),
        FieldMember(.application, "application"),
        FieldMember(.queueTime, "queue_time", .number),
        FieldMember(.information, "information"),
        FieldMember(.headerName, "header_name"),
        FieldMember(.headerValue, "header_value"),
    ]

    mutating func add(_ member: FieldMember, _ place: Range<Int>, of record: LogRecord, to json: inout JSONWriter) {
        switch member.form {
        case .text: add(member.name, place, of: record, to: &json)
        case .number: addNumber(member.name, place, of: record, to: &json)
        case .direction: addDirection(member.name, place, of: record, to: &json)
        case .action: addAction(member.name, place, of: record, to: &json)
        case .originalRecipient: addOriginalRecipient(member.name, place, of: record, to: &json)
        case .queueFile: addQueueFile(member.name, place, of: record, to: &json)
        case .messageIDs: addMessageIDs(member.name, place, of: record, to: &json)
        }
    }

    /// A plain integer as a number, anything else as a text.
    private mutating func addNumber(
        _ name: JSONName, _ place: Range<Int>, of record: LogRecord, to json: inout JSONWriter
    ) {
        if record.bytes.span.isPlainInteger(place) {
            json.add(name, digits: record.bytes.span, place)
        } else {
            add(name, place, of: record, to: &json)
        }
    }

    private mutating func addDirection(
        _ name: JSONName, _ place: Range<Int>, of record: LogRecord, to json: inout JSONWriter
    ) {
        switch place.count == 1 ? record.bytes[place.lowerBound] : 0 {
        case UInt8(ascii: "+"): json.add(name, "inbound")
        case UInt8(ascii: "-"): json.add(name, "outbound")
        default: add(name, place, of: record, to: &json)
        }
    }

    /// The letter, and the modifiers where there are any.
    private mutating func addAction(
        _ name: JSONName, _ place: Range<Int>, of record: LogRecord, to json: inout JSONWriter
    ) {
        let isLetter = !place.isEmpty && record.bytes[place.lowerBound] < 0x80
        let end = isLetter ? place.lowerBound + 1 : place.upperBound
        add(name, place.lowerBound..<end, of: record, to: &json)
        if end < place.upperBound { add(RecordJSON.modifiers, end..<place.upperBound, of: record, to: &json) }
    }

    /// The address, and its type where there is one: `rfc822;user@some.org`.
    private mutating func addOriginalRecipient(
        _ name: JSONName, _ place: Range<Int>, of record: LogRecord, to json: inout JSONWriter
    ) {
        var end = place.lowerBound
        while end < place.upperBound, record.bytes[end].isAddressTypeCharacter { end += 1 }
        guard end > place.lowerBound, end < place.upperBound, record.bytes[end] == UInt8(ascii: ";") else {
            return add(name, place, of: record, to: &json)
        }
        add(name, end + 1..<place.upperBound, of: record, to: &json)
        add(RecordJSON.originalRecipientType, place.lowerBound..<end, of: record, to: &json)
    }

    /// The path, and what its name says.
    private mutating func addQueueFile(
        _ name: JSONName, _ place: Range<Int>, of record: LogRecord, to json: inout JSONWriter
    ) {
        add(name, place, of: record, to: &json)
        guard let file = QueueFileName(record.bytes.span, in: place) else { return }
        add(RecordJSON.queueFileBase, file.base, of: record, to: &json)
        json.add(RecordJSON.attempts, file.attempts)
        let suffix = file.base.upperBound + 1..<file.name.upperBound
        if record.bytes[suffix].elementsEqual("HELD".utf8) { json.addTrue(RecordJSON.held) }
    }

    /// `<new>,<old>` is two ids; they stay as they are written.
    private mutating func addMessageIDs(
        _ name: JSONName, _ place: Range<Int>, of record: LogRecord, to json: inout JSONWriter
    ) {
        json.beginArray(name)
        var isUTF8 = true
        var start = place.lowerBound
        for comma in place where record.bytes.span.joinsIDs(at: comma, in: start..<place.upperBound) {
            isUTF8 = json.addElement(record.bytes.span, start..<comma) && isUTF8
            start = comma + 1
        }
        if !place.isEmpty { isUTF8 = json.addElement(record.bytes.span, start..<place.upperBound) && isUTF8 }
        json.endArray()
        if !isUTF8 { exact.note(name, record.bytes.span, place) }
    }

    private static let modifiers: JSONName = "modifiers"
    private static let originalRecipientType: JSONName = "original_recipient_type"
    private static let queueFileBase: JSONName = "queue_file_base"
    private static let attempts: JSONName = "attempts"
    private static let held: JSONName = "held"
}

extension Span<UInt8> {
    /// Whether the bytes are an integer as JSON writes it, small enough for every reader to hold it exactly.
    fileprivate func isPlainInteger(_ range: Range<Int>) -> Bool {
        let isNegative = !range.isEmpty && self[range.lowerBound] == UInt8(ascii: "-")
        let digits = range.lowerBound + (isNegative ? 1 : 0)..<range.upperBound
        guard (1...15).contains(digits.count) else { return false }
        for index in digits where !self[index].isDigit { return false }
        return digits.count == 1 || self[digits.lowerBound] != UInt8(ascii: "0")
    }

    /// Whether the comma of a `>,<` stands here.
    fileprivate func joinsIDs(at comma: Int, in range: Range<Int>) -> Bool {
        self[comma] == UInt8(ascii: ",") && comma > range.lowerBound && comma + 1 < range.upperBound
            && self[comma - 1] == UInt8(ascii: ">") && self[comma + 1] == UInt8(ascii: "<")
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { self &- 0x30 < 10 }
    fileprivate var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }

    /// Of the name before the `;` of a recipient: `rfc822`, `x400`.
    fileprivate var isAddressTypeCharacter: Bool {
        isDigit || isLetter || self == UInt8(ascii: "-") || self == UInt8(ascii: "_")
    }
}
