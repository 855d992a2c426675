/// LOG_FORMAT=4: one empty element a record, no root, no declaration.
enum XMLElement: ElementStyle {
    static func begin(_ element: String, in buffer: inout [UInt8]) {
        buffer.append(UInt8(ascii: "<"))
        buffer.append(ascii: element)
    }

    static func append(name: String, text: FieldText, first: Bool, to buffer: inout [UInt8]) {
        buffer.append([UInt8].blank)
        buffer.append(ascii: name)
        buffer.append(ascii: "=\"")
        append(escaping: text, to: &buffer)
        buffer.append(UInt8(ascii: "\""))
    }

    static func append(name: String, number: Int, to buffer: inout [UInt8]) {
        buffer.append([UInt8].blank)
        buffer.append(ascii: name)
        buffer.append(ascii: "=\"")
        buffer.append(decimal: number)
        buffer.append(UInt8(ascii: "\""))
    }

    static func end(in buffer: inout [UInt8]) {
        buffer.append(ascii: "/>")
    }

    /// Control bytes become references; bytes that are no UTF-8 are taken as Latin-1, so that every line can be read.
    private static func append(escaping text: FieldText, to buffer: inout [UInt8]) {
        let isUTF8 = text.isUTF8
        for byte in text.bytes {
            switch byte {
            case UInt8(ascii: "&"): buffer.append(ascii: "&amp;")
            case UInt8(ascii: "<"): buffer.append(ascii: "&lt;")
            case UInt8(ascii: ">"): buffer.append(ascii: "&gt;")
            case UInt8(ascii: "\""): buffer.append(ascii: "&quot;")
            case 0..<0x20, 0x7F:
                appendReference(byte, to: &buffer)
            case 0x80... where !isUTF8:
                appendReference(byte, to: &buffer)
            default: buffer.append(byte)
            }
        }
    }

    private static func appendReference(_ byte: UInt8, to buffer: inout [UInt8]) {
        buffer.append(ascii: "&#")
        buffer.append(decimal: Int(byte))
        buffer.append(UInt8(ascii: ";"))
    }
}
