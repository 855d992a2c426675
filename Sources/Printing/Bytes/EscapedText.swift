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
            } else if byte < 0x80 {
                text += hex(byte).utf8
                offset += 1
            } else {
                let end = bytes.endOfNonASCII(from: offset, to: range.upperBound)
                appendNonASCII(bytes, offset..<end, to: &text)
                offset = end
            }
        }
    }

    /// Appends bytes beyond ASCII.
    private static func appendNonASCII(_ bytes: Span<UInt8>, _ range: Range<Int>, to text: inout [UInt8]) {
        var rest = range
        while !rest.isEmpty {
            let (characters, broken) = bytes.utf8Prefix(of: rest)
            for scalar in String(decoding: characters.map { bytes[$0] }, as: UTF8.self).unicodeScalars {
                append(scalar, to: &text)
            }
            for index in broken { text += hex(bytes[index]).utf8 }
            rest = broken.upperBound..<range.upperBound
        }
    }

    private static func append(_ scalar: Unicode.Scalar, to text: inout [UInt8]) {
        if isHarmless(scalar) {
            text += String(scalar).utf8
        } else if scalar.value > 0x9f {
            text += "\\u{\(String(scalar.value, radix: 16))}".utf8
        } else {
            for byte in String(scalar).utf8 { text += hex(byte).utf8 }
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
