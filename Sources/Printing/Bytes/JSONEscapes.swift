import ByteScanning

/// The inside of a JSON string.
enum JSONEscapes {
    /// Appends bytes, escaped. Runs of plain ASCII are copied as they are.
    ///
    /// Quotes, backslashes and control characters, those of Latin-1 among them, are escaped; each byte that is no
    /// part of well-formed UTF-8 becomes U+FFFD.
    ///
    /// - Returns: whether all of it was well-formed UTF-8. O(length).
    static func append(_ text: Span<UInt8>, _ range: Range<Int>, to output: inout [UInt8]) -> Bool {
        var isUTF8 = true
        var start = range.lowerBound
        while true {
            var end = start
            while end < range.upperBound, text[end].isPlain { end += 1 }
            output.append(text, start..<end)
            guard end < range.upperBound else { return isUTF8 }
            if text[end] < 0x80 {
                appendEscaped(text[end], to: &output)
                start = end + 1
            } else {
                start = text.endOfNonASCII(from: end, to: range.upperBound)
                isUTF8 = appendNonASCII(text, end..<start, to: &output) && isUTF8
            }
        }
    }

    /// Appends bytes beyond ASCII.
    private static func appendNonASCII(_ text: Span<UInt8>, _ range: Range<Int>, to output: inout [UInt8]) -> Bool {
        var rest = range
        while true {
            let (characters, broken) = text.utf8Prefix(of: rest)
            var index = characters.lowerBound
            while index < characters.upperBound {
                if text[index] == 0xc2, text[index + 1] < 0xa0 {
                    appendCode(text[index + 1], to: &output)
                    index += 2
                } else {
                    output.append(text[index])
                    index += 1
                }
            }
            if broken.isEmpty { return rest == range }
            for _ in broken { output.append(contentsOf: "\u{fffd}".utf8) }
            rest = broken.upperBound..<range.upperBound
        }
    }

    private static func appendEscaped(_ byte: UInt8, to output: inout [UInt8]) {
        let letter: UInt8
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): letter = byte
        case 0x09: letter = UInt8(ascii: "t")
        case 0x0a: letter = UInt8(ascii: "n")
        case 0x0d: letter = UInt8(ascii: "r")
        default: return appendCode(byte, to: &output)
        }
        output.append(UInt8(ascii: "\\"))
        output.append(letter)
    }

    /// `\u00hh`.
    private static func appendCode(_ character: UInt8, to output: inout [UInt8]) {
        output.append(contentsOf: "\\u00".utf8)
        for digit in [character >> 4, character & 15] {
            output.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
        }
    }
}

extension UInt8 {
    /// ASCII that a JSON string holds as it is.
    @inline(__always)
    fileprivate var isPlain: Bool {
        self &- 0x20 < 0x5f && self != UInt8(ascii: "\"") && self != UInt8(ascii: "\\")
    }
}
