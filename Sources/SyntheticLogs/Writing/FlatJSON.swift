/// LOG_FORMAT=6: the attributes at the top; only they tell what kind of record it is.
enum FlatJSON: ElementStyle {
    static func begin(_ element: String, in buffer: inout [UInt8]) { buffer.append(UInt8(ascii: "{")) }

    static func append(name: String, text: FieldText, first: Bool, to buffer: inout [UInt8]) {
        JSONText.append(name: name, text: text, first: first, to: &buffer)
    }

    static func append(name: String, number: Int, to buffer: inout [UInt8]) {
        JSONText.append(name: name, number: number, to: &buffer)
    }

    static func end(in buffer: inout [UInt8]) { buffer.append(UInt8(ascii: "}")) }
}
