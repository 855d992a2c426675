import MTALog

/// Log text as a terminal may be given it: it comes from strangers, and a terminal obeys control bytes.
enum EscapedText {
    /// One line: control bytes, line ends included, and what is not UTF-8 as `\xNN`; characters that would turn or
    /// hide the text around them as `\u{N}`.
    static func line(_ bytes: [UInt8]) -> String {
        escaped(bytes, keeping: [])
    }

    /// The same, line feeds and tabs kept.
    static func lines(_ bytes: [UInt8]) -> String {
        escaped(bytes, keeping: ["\n", "\t"])
    }

    private static func escaped(_ bytes: [UInt8], keeping kept: Set<Unicode.Scalar>) -> String {
        var text = String.UnicodeScalarView()
        var offset = 0
        while offset < bytes.count {
            let length = UTF8Sequence.length(bytes.span, at: offset, end: bytes.count)
            let sequence = bytes[offset..<offset + max(1, length)]
            let scalar = length > 0 ? String(decoding: sequence, as: UTF8.self).unicodeScalars.first : nil
            if let scalar, kept.contains(scalar) || isHarmless(scalar) {
                text.append(scalar)
            } else if let scalar, scalar.value > 0x9f {
                text.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
            } else {
                for byte in sequence { text.append(contentsOf: hex(byte).unicodeScalars) }
            }
            offset += sequence.count
        }
        return String(text)
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
