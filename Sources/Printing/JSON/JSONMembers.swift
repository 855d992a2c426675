import MTALog

/// The members of one JSON object whose text comes from the log.
///
/// Where bytes are not UTF-8 the text holds U+FFFD in their place, and the object's member `bytes` has them all in Base64
/// under the same name; for a list, all its elements.
struct JSONMembers {
    private var damaged: [(name: JSONName, values: [[UInt8]], isList: Bool)] = []

    /// Adds text; nothing where there is none.
    mutating func add(_ name: JSONName, _ text: [UInt8]?, to json: inout JSONWriter) {
        guard let text else { return }
        if !json.add(name, text.span, text.indices) { damaged.append((name, [text], false)) }
    }

    /// Adds a list of texts, empty or not.
    mutating func add(_ name: JSONName, list: [[UInt8]], to json: inout JSONWriter) {
        var isUTF8 = true
        json.beginArray(name)
        for text in list { isUTF8 = json.addElement(text.span, text.indices) && isUTF8 }
        json.endArray()
        if !isUTF8 { damaged.append((name, list, true)) }
    }

    /// Adds what is left to add: the exact bytes of what was not UTF-8.
    func end(_ json: inout JSONWriter) {
        if !damaged.isEmpty {
            json.beginObject("bytes")
            for member in damaged {
                if member.isList {
                    json.beginArray(member.name)
                    for value in member.values { json.addBase64Element(value.span) }
                    json.endArray()
                } else {
                    for value in member.values { json.addBase64(member.name, value.span, value.indices) }
                }
            }
            json.endObject()
        }
        json.endObject()
    }
}

extension JSONWriter {
    mutating func add(_ name: JSONName, ifThere stamp: Stamp?) {
        if let stamp { add(name, stamp) }
    }

    mutating func add(_ name: JSONName, ifThere duration: Duration?) {
        if let duration { add(name, duration) }
    }

    mutating func add(_ name: JSONName, ifThere number: Int?) {
        if let number { add(name, number) }
    }

    mutating func add(_ name: JSONName, numbers: [Int]) {
        beginArray(name)
        for number in numbers { addElement(number) }
        endArray()
    }
}
