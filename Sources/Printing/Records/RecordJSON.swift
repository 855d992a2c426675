public import MTALog

/// A record as a JSON object: descriptive, stable names in a fixed order; docs/json.md has their table.
///
/// Fields that the record does not have are left out, empty ones are "". Where a field's bytes are not UTF-8, its text
/// holds U+FFFD in their place and the member `bytes` has all of the field's bytes, in Base64 under the same name.
public struct RecordJSON {
    /// Fields whose bytes the text could not carry.
    var exact = ExactBytes()

    /// Appends a record as one object, without a line end. O(length).
    public static func append(_ record: LogRecord, to json: inout JSONWriter) {
        var members = RecordJSON()
        json.beginObject()
        members.addMembers(of: record, to: &json)
        members.exact.end(to: &json)
        json.endObject()
    }

    /// Appends a line: where a record was found, the record, and its own bytes. O(length).
    ///
    /// - Parameters:
    ///   - record: nil where it was not taken apart.
    ///   - key: what it was found by; nil leaves it out.
    ///   - archive: the path of its file; nil leaves it out.
    ///   - offset: where it begins in the archive's decoded bytes.
    ///   - raw: its bytes as they stand there; empty leaves them out.
    public static func appendLine(
        _ record: LogRecord?, key: [UInt8]?, archive: [UInt8]?, offset: UInt64, raw: Span<UInt8>,
        to json: inout JSONWriter
    ) {
        var members = RecordJSON()
        json.beginObject()
        members.exact.add("key", key, to: &json)
        members.exact.add(RecordJSON.archive, archive, to: &json)
        json.add(RecordJSON.offset, offset)
        if let record { members.addMembers(of: record, to: &json) }
        members.exact.end(to: &json)
        if !raw.isEmpty { json.addRaw(raw) }
        json.endObject()
        json.endLine()
    }

    /// Adds a record's members to the object begun, behind what else it has.
    private mutating func addMembers(of record: LogRecord, to json: inout JSONWriter) {
        addNature(of: record, to: &json)
        for field in RecordJSON.fields {
            if let place = record.place(of: field.field) { add(field, place, of: record, to: &json) }
        }
        addUnknown(of: record, to: &json)
        if !record.prefix.isEmpty { add("prefix", record.prefix, of: record, to: &json) }
        if record.kind == .foreign { add("text", 0..<record.textLength, of: record, to: &json) }
    }

    /// Adds a field's text.
    mutating func add(_ name: JSONName, _ place: Range<Int>, of record: LogRecord, to json: inout JSONWriter) {
        exact.add(name, record.bytes.span, place, to: &json)
    }

    /// Adds what kind of record it is.
    private func addNature(of record: LogRecord, to json: inout JSONWriter) {
        if let format = record.format {
            json.add(RecordJSON.format, format.rawValue)
        } else {
            json.addNull(RecordJSON.format)
        }
        json.add(RecordJSON.kind, record.kind.name)
        if let stamp = record.stamp { json.add(RecordJSON.time, stamp) } else { json.addNull(RecordJSON.time) }
    }

    private static let archive: JSONName = "archive"
    private static let offset: JSONName = "offset"
    private static let format: JSONName = "format"
    private static let kind: JSONName = "kind"
    private static let time: JSONName = "time"
}

extension LogRecord.Kind {
    /// The word for it in JSON.
    fileprivate var name: String {
        switch self {
        case .message: "message"
        case .connection: "connection"
        case .header: "header"
        case .foreign: "foreign"
        }
    }
}
