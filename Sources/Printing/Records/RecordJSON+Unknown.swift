import MTALog

/// Attributes that no field is known for.
extension RecordJSON {
    /// Adds the object `other`. A name that comes again gets a number, so that no member hides another.
    mutating func addUnknown(of record: LogRecord, to json: inout JSONWriter) {
        guard !record.unknownPlaces.isEmpty else { return }
        var names = NameCounts()
        json.beginObject(RecordJSON.other)
        for (name, value) in record.unknownPlaces {
            let name = names.unique(Array(record.bytes[name]))
            if !json.add(JSONName(name.span), record.bytes.span, value) {
                exact.note(JSONName((Array("other.".utf8) + name).span), record.bytes.span, value)
            }
        }
        json.endObject()
    }

    private static let other: JSONName = "other"
}

/// How often each name was there.
private struct NameCounts {
    private var counts: [[UInt8]: Int] = [:]

    /// The name, with a number from its second time on. What is not UTF-8 is the same U+FFFD for all.
    mutating func unique(_ name: [UInt8]) -> [UInt8] {
        let text = name.isUTF8 ? name : Array(String(decoding: name, as: UTF8.self).utf8)
        let before = counts[text, default: 0]
        counts[text] = before + 1
        return before == 0 ? text : text + Array("#\(before + 1)".utf8)
    }
}
