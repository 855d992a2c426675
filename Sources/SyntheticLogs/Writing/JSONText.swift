/// JSON strings and members, for both JSON formats and for the stories.
enum JSONText {
    static func append(name: String, text: FieldText, first: Bool, to buffer: inout [UInt8]) {
        append(key: name, first: first, to: &buffer)
        append(text, to: &buffer)
    }

    static func append(name: String, number: Int, first: Bool = false, to buffer: inout [UInt8]) {
        append(key: name, first: first, to: &buffer)
        buffer.append(decimal: number)
    }

    static func append(key: String, first: Bool = false, to buffer: inout [UInt8]) {
        if !first { buffer.append(UInt8(ascii: ",")) }
        buffer.append(UInt8(ascii: "\""))
        buffer.append(ascii: key)
        buffer.append(ascii: "\":")
    }

    /// Bytes that are no UTF-8 are taken as Latin-1, so that every line can be read.
    static func append(_ text: FieldText, to buffer: inout [UInt8]) {
        let isUTF8 = text.isUTF8
        buffer.append(UInt8(ascii: "\""))
        for byte in text.bytes {
            switch byte {
            case UInt8(ascii: "\""): buffer.append(ascii: "\\\"")
            case UInt8(ascii: "\\"): buffer.append(ascii: "\\\\")
            case 0..<0x20, 0x7F:
                appendEscape(byte, to: &buffer)
            case 0x80... where !isUTF8:
                appendEscape(byte, to: &buffer)
            default: buffer.append(byte)
            }
        }
        buffer.append(UInt8(ascii: "\""))
    }

    private static func appendEscape(_ byte: UInt8, to buffer: inout [UInt8]) {
        buffer.append(ascii: "\\u")
        buffer.append(UInt64(byte), radix: 16, width: 4, digits: .lowerCase)
    }
}
