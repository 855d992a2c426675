/// Log text as a person may be shown it: it comes from strangers, and a terminal obeys control bytes.
public enum EscapedText {
    /// One line: control bytes, line ends included, and what is not UTF-8 as `\xNN`; characters that would turn or
    /// hide the text around them as `\u{N}`. O(length).
    public static func line(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        append(bytes.span, bytes.indices, to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// The same, line feeds and tabs kept.
    public static func lines(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        append(bytes.span, bytes.indices, keepsLines: true, to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Appends the bytes of a range as `line` shows them, with `keepsLines` as `lines` does: always UTF-8. O(length).
    public static func append(
        _ bytes: Span<UInt8>, _ range: Range<Int>, keepsLines: Bool = false, to text: inout [UInt8]
    ) {
        var offset = range.lowerBound
        while offset < range.upperBound {
            let byte = bytes[offset]
            if byte &- 0x20 < 0x5f || (keepsLines && (byte == 0x0a || byte == 0x09)) {
                text.append(byte)
                offset += 1
            } else {
                let length = UTF8Sequence.length(bytes, at: offset, end: range.upperBound)
                appendUnusual(bytes, offset..<offset + max(1, length), isUTF8: length > 0, to: &text)
                offset += max(1, length)
            }
        }
    }

    /// Appends one character that is not plain ASCII, or a byte that is none.
    private static func appendUnusual(
        _ bytes: Span<UInt8>, _ sequence: Range<Int>, isUTF8: Bool, to text: inout [UInt8]
    ) {
        let character = sequence.map { bytes[$0] }
        let scalar = isUTF8 ? String(decoding: character, as: UTF8.self).unicodeScalars.first : nil
        if let scalar, isHarmless(scalar) {
            text += character
        } else if let scalar, scalar.value > 0x9f {
            text += "\\u{\(String(scalar.value, radix: 16))}".utf8
        } else {
            for byte in character { text += hex(byte).utf8 }
        }
    }

    private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
        default: true
        }
    }

    private static func hex(_ byte: UInt8) -> String {
        "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
}
