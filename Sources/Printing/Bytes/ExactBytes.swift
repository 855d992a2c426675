/// The members of one JSON object whose bytes come from the log, from paths or from arguments.
///
/// Each is text; where its bytes are not UTF-8 the text holds U+FFFD in their place, and the object's member `bytes` has
/// them all in Base64 under the same name; for a list, all its elements.
public struct ExactBytes {
    /// Members that text could not carry.
    private var members: [(name: JSONName, values: [[UInt8]], isList: Bool)] = []

    public init() {}

    /// Adds a member; nothing where there is none. O(length).
    public mutating func add(_ name: JSONName, _ bytes: [UInt8]?, to json: inout JSONWriter) {
        guard let bytes else { return }
        if !json.add(name, bytes.span, bytes.indices) { members.append((name, [bytes], false)) }
    }

    /// Adds a member with the bytes of a range. O(length).
    public mutating func add(_ name: JSONName, _ bytes: Span<UInt8>, _ range: Range<Int>, to json: inout JSONWriter) {
        if !json.add(name, bytes, range) { note(name, bytes, range) }
    }

    /// Adds a member with a list, empty or not. O(length).
    public mutating func add(_ name: JSONName, list: [[UInt8]], to json: inout JSONWriter) {
        json.beginArray(name)
        var isUTF8 = true
        for bytes in list { isUTF8 = json.addElement(bytes.span, bytes.indices) && isUTF8 }
        json.endArray()
        if !isUTF8 { members.append((name, list, true)) }
    }

    /// Notes a member that was added already, in another form, and whose text could not carry its bytes.
    mutating func note(_ name: JSONName, _ bytes: Span<UInt8>, _ range: Range<Int>) {
        members.append((name, [range.map { bytes[$0] }], false))
    }

    /// Adds the member `bytes`, where there is need of it. Nothing may be added to this afterwards.
    public func end(to json: inout JSONWriter) {
        guard !members.isEmpty else { return }
        json.beginObject("bytes")
        for member in members {
            guard member.isList else {
                for value in member.values { json.addBase64(member.name, value.span, value.indices) }
                continue
            }
            json.beginArray(member.name)
            for value in member.values { json.addBase64Element(value.span) }
            json.endArray()
        }
        json.endObject()
    }
}
