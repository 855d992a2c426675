public import MTALog

/// A record as a JSON object: descriptive, stable names in a fixed order; README.md has their table.
///
/// Fields that the record does not have are left out, empty ones are "". Where a field's bytes are not UTF-8, its text
/// holds U+FFFD in their place and the member `bytes` has all of the field's bytes, in Base64 under the same name.
public struct RecordJSON {
    /// Fields whose bytes the text could not carry.
    var damaged: [(name: JSONName, place: Range<Int>)] = []

    /// Appends a record as one object, without a line end. O(length).
    public static func append(_ record: LogRecord, to json: inout JSONWriter) {
        json.beginObject()
        appendMembers(of: record, to: &json)
        json.endObject()
    }

    /// Adds a record's members to the object begun, behind what else it has. O(length).
    ///
    /// - Parameter others: members that the object has already and of which `bytes` is to have the exact bytes too.
    public static func appendMembers(
        of record: LogRecord, to json: inout JSONWriter, besides others: [(name: JSONName, bytes: [UInt8])] = []
    ) {
        var members = RecordJSON()
        members.addNature(of: record, to: &json)
        for field in fields {
            if let place = record.place(of: field.field) { members.add(field, place, of: record, to: &json) }
        }
        members.addUnknown(of: record, to: &json)
        if !record.prefix.isEmpty { members.add("prefix", record.prefix, of: record, to: &json) }
        if record.kind == .foreign { members.add("text", 0..<record.textLength, of: record, to: &json) }
        members.addDamaged(of: record, besides: others, to: &json)
    }

    /// Adds a field's text.
    mutating func add(_ name: JSONName, _ place: Range<Int>, of record: LogRecord, to json: inout JSONWriter) {
        if !json.add(name, record.bytes.span, place) { damaged.append((name, place)) }
    }

    /// Adds what kind of record it is.
    private mutating func addNature(of record: LogRecord, to json: inout JSONWriter) {
        if let format = record.format {
            json.add(RecordJSON.format, format.rawValue)
        } else {
            json.addNull(RecordJSON.format)
        }
        json.add(RecordJSON.kind, record.kind.name)
        if let stamp = record.stamp { json.add(RecordJSON.time, stamp) } else { json.addNull(RecordJSON.time) }
    }

    /// Adds the exact bytes of what was not UTF-8.
    private func addDamaged(
        of record: LogRecord, besides others: [(name: JSONName, bytes: [UInt8])], to json: inout JSONWriter
    ) {
        guard !damaged.isEmpty || !others.isEmpty else { return }
        json.beginObject("bytes")
        for other in others { json.addBase64(other.name, other.bytes.span, other.bytes.indices) }
        for field in damaged { json.addBase64(field.name, record.bytes.span, field.place) }
        json.endObject()
    }

    private static let format: JSONName = "format"
    private static let kind: JSONName = "kind"
    private static let time: JSONName = "time"
}

extension LogRecord.Kind {
    /// The word for it in JSON.
    public var name: String {
        switch self {
        case .message: "message"
        case .connection: "connection"
        case .header: "header"
        case .foreign: "foreign"
        }
    }
}
