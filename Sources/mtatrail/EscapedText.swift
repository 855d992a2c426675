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
        var rest = bytes[...]
        while let first = rest.first {
            let length = UTF8Sequence.length(rest)
            let scalar = length > 0 ? String(decoding: rest.prefix(length), as: UTF8.self).unicodeScalars.first : nil
            if let scalar, kept.contains(scalar) || isHarmless(scalar) {
                text.append(scalar)
            } else if let scalar, scalar.value > 0x9f {
                text.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
            } else {
                for byte in length > 0 ? rest.prefix(length) : [first] {
                    text.append(contentsOf: hex(byte).unicodeScalars)
                }
            }
            rest = rest.dropFirst(max(1, length))
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

/// Where UTF-8 is well-formed (Unicode, table 3-7).
enum UTF8Sequence {
    /// The length of the well-formed sequence that the bytes begin with, 0 where there is none.
    static func length(_ bytes: ArraySlice<UInt8>) -> Int {
        guard let first = bytes.first else { return 0 }
        let (length, second): (Int, ClosedRange<UInt8>) =
            switch first {
            case 0...0x7f: (1, 0...0)
            case 0xc2...0xdf: (2, 0x80...0xbf)
            case 0xe0: (3, 0xa0...0xbf)
            case 0xed: (3, 0x80...0x9f)
            case 0xe1...0xef: (3, 0x80...0xbf)
            case 0xf0: (4, 0x90...0xbf)
            case 0xf1...0xf3: (4, 0x80...0xbf)
            case 0xf4: (4, 0x80...0x8f)
            default: (0, 0...0)
            }
        guard length > 1 else { return length }
        guard bytes.count >= length, second.contains(bytes[bytes.startIndex + 1]) else { return 0 }
        let rest = bytes[(bytes.startIndex + 2)..<(bytes.startIndex + length)]
        return rest.allSatisfy { 0x80...0xbf ~= $0 } ? length : 0
    }
}
