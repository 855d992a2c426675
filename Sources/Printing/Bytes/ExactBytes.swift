/// Paths as members of a JSON object: as text, and where they are not UTF-8 their exact bytes in the object's member `bytes`,
/// in Base64 under the same names.
public struct ExactBytes {
    /// Members that text could not carry: one path, or each of an array's.
    private var members: [(name: JSONName, paths: [[UInt8]], isArray: Bool)] = []

    public init() {}

    /// Adds a member with a path.
    public mutating func add(_ name: JSONName, _ path: [UInt8], to json: inout JSONWriter) {
        if !json.add(name, path.span, path.indices) { members.append((name, [path], false)) }
    }

    /// Adds a member with an array of paths.
    public mutating func add(_ name: JSONName, _ paths: [[UInt8]], to json: inout JSONWriter) {
        json.beginArray(name)
        var isText = true
        for path in paths { isText = json.addElement(path.span, path.indices) && isText }
        json.endArray()
        if !isText { members.append((name, paths, true)) }
    }

    /// Adds the member `bytes`, where there is need of it.
    public func end(to json: inout JSONWriter) {
        guard !members.isEmpty else { return }
        json.beginObject("bytes")
        for member in members {
            guard member.isArray else {
                for path in member.paths { json.addBase64(member.name, path.span, path.indices) }
                continue
            }
            json.beginArray(member.name)
            for path in member.paths { json.addBase64Element(path.span) }
            json.endArray()
        }
        json.endObject()
    }

    /// What `end` would add of single paths, for an object that has a member `bytes` of its own.
    public var single: [(name: JSONName, bytes: [UInt8])] {
        members.filter { !$0.isArray }.flatMap { member in member.paths.map { (member.name, $0) } }
    }
}
