import ByteScanning

/// Strings and their escapes.
extension LogRecord {
    /// Where a string stands without its escapes: in place where it has none, else behind the record's text.
    ///
    /// Half a surrogate pair becomes U+FFFD; what is no escape stays as it is. O(length).
    mutating func decoded(_ string: JSONMembers.Token) -> Range<Int> {
        guard string.hasEscape else { return string.range }
        let start = bytes.count
        var offset = string.range.lowerBound
        while offset < string.range.upperBound {
            if bytes[offset] == UInt8(ascii: "\\"),
                let escape = JSONEscape(bytes.span, in: offset..<string.range.upperBound)
            {
                bytes.append(escape.character)
                offset = escape.end
            } else {
                bytes.append(bytes[offset])
                offset += 1
            }
        }
        return start..<bytes.count
    }
}

/// An escape in a JSON string: `\n`, `\u00e9`, or the two halves of a surrogate pair.
private struct JSONEscape {
    let character: Unicode.Scalar
    /// The offset behind it.
    let end: Int

    /// Reads the escape that begins with the backslash at the range's start; nil where it is none.
    init?(_ text: Span<UInt8>, in range: Range<Int>) {
        let letter = range.lowerBound + 1
        guard letter < range.upperBound else { return nil }
        if text[letter] == UInt8(ascii: "u") {
            self.init(unicode: text, in: range)
        } else {
            guard let character = JSONEscape.character(text[letter]) else { return nil }
            self.init(character, end: letter + 1)
        }
    }

    private init(_ character: Unicode.Scalar, end: Int) {
        self.character = character
        self.end = end
    }

    private static func character(_ letter: UInt8) -> Unicode.Scalar? {
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): Unicode.Scalar(letter)
        case UInt8(ascii: "b"): "\u{8}"
        case UInt8(ascii: "f"): "\u{c}"
        case UInt8(ascii: "n"): "\n"
        case UInt8(ascii: "r"): "\r"
        case UInt8(ascii: "t"): "\t"
        default: nil
        }
    }

    private init?(unicode text: Span<UInt8>, in range: Range<Int>) {
        guard let unit = JSONEscape.unit(text, in: range) else { return nil }
        let next = range.lowerBound + 6
        if UTF16.isLeadSurrogate(unit), let trail = JSONEscape.unit(text, in: next..<max(next, range.upperBound)),
            UTF16.isTrailSurrogate(trail)
        {
            self.init(UTF16.decode(UTF16.EncodedScalar([unit, trail])), end: next + 6)
        } else {
            self.init(Unicode.Scalar(unit) ?? "\u{fffd}", end: next)
        }
    }

    /// The UTF-16 code unit of the six bytes `\uhhhh` at the range's start.
    private static func unit(_ text: Span<UInt8>, in range: Range<Int>) -> UInt16? {
        let start = range.lowerBound
        guard range.count >= 6, text[start] == UInt8(ascii: "\\"), text[start + 1] == UInt8(ascii: "u") else {
            return nil
        }
        var unit: UInt16 = 0
        for index in start + 2..<start + 6 {
            guard let digit = text[index].hexDigit else { return nil }
            unit = unit << 4 | UInt16(digit)
        }
        return unit
    }
}
