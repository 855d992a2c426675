/// LOG_FORMAT=5: the attributes nested under the element's name. That numbers are JSON numbers is a guess.
enum NestedJSON: ElementStyle {
    static func begin(_ element: String, in buffer: inout [UInt8]) {
        buffer.append(ascii: "{\"")
        buffer.append(ascii: element)
        buffer.append(ascii: "\":{")
    }

    static func append(name: String, text: FieldText, first: Bool, to buffer: inout [UInt8]) {
        JSONText.append(name: name, text: text, first: first, to: &buffer)
    }

    static func append(name: String, number: Int, to buffer: inout [UInt8]) {
        JSONText.append(name: name, number: number, to: &buffer)
    }

    static func end(in buffer: inout [UInt8]) { buffer.append(ascii: "}}") }
}
