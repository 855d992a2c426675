import ByteScanning

/// Entities and character references: `&amp;`, `&#233;`, `&#xe9;`.
extension LogRecord {
    /// Where a value stands without its references: in place where it has none, else behind the record's text.
    ///
    /// A reference that is unknown, never ends, or names no character stays as it is. O(length).
    mutating func decodingReferences(in value: Range<Int>) -> Range<Int> {
        guard let first = bytes.span.firstIndex(of: UInt8(ascii: "&"), in: value) else { return value }
        let start = bytes.count
        appendBytes(value.lowerBound..<first)
        var offset = first
        while offset < value.upperBound {
            if bytes[offset] == UInt8(ascii: "&"),
                let reference = XMLReference(bytes.span, in: offset..<value.upperBound)
            {
                bytes.append(reference.character)
                offset = reference.end
            } else {
                bytes.append(bytes[offset])
                offset += 1
            }
        }
        return start..<bytes.count
    }

    /// Appends bytes that stand in front; a slice of the array would make it copy itself.
    mutating func appendBytes(_ range: Range<Int>) {
        for index in range { bytes.append(bytes[index]) }
    }
}

/// A reference to a character.
private struct XMLReference {
    let character: Unicode.Scalar
    /// The offset behind its `;`.
    let end: Int

    /// Reads the reference that begins with the `&` at the range's start.
    init?(_ text: Span<UInt8>, in range: Range<Int>) {
        let start = range.lowerBound + 1
        guard start < range.upperBound else { return nil }
        if text[start] == UInt8(ascii: "#") {
            self.init(number: text, in: start + 1..<range.upperBound)
        } else {
            self.init(name: text, in: start..<range.upperBound)
        }
    }

    private init(_ character: Unicode.Scalar, end: Int) {
        self.character = character
        self.end = end
    }

    private init?(name text: Span<UInt8>, in range: Range<Int>) {
        var name: UInt32 = 0
        for index in range.prefix(5) {
            guard text[index] != UInt8(ascii: ";") else {
                guard let character = XMLReference.character(named: name) else { return nil }
                self.init(character, end: index + 1)
                return
            }
            guard text[index].isLowerCaseLetter else { return nil }
            name = name << 8 | UInt32(text[index])
        }
        return nil
    }

    private static func character(named name: UInt32) -> Unicode.Scalar? {
        switch name {
        case 0x616d70: "&"  // amp
        case 0x6c74: "<"  // lt
        case 0x6774: ">"  // gt
        case 0x71756f74: "\""  // quot
        case 0x61706f73: "'"  // apos
        default: nil
        }
    }

    private init?(number text: Span<UInt8>, in range: Range<Int>) {
        let isHex = !range.isEmpty && text[range.lowerBound] | 0x20 == UInt8(ascii: "x")
        let start = range.lowerBound + (isHex ? 1 : 0)
        var index = start
        var value: UInt32 = 0
        while index < range.upperBound, let digit = text[index].hexDigit, isHex || digit < 10 {
            // What is too large stays too large.
            value = min(value * (isHex ? 16 : 10) + UInt32(digit), 0x11_0000)
            index += 1
        }
        guard index > start, index < range.upperBound, text[index] == UInt8(ascii: ";"),
            let character = Unicode.Scalar(value)
        else { return nil }
        self.init(character, end: index + 1)
    }
}

extension [UInt8] {
    /// Appends a character as UTF-8.
    mutating func append(_ character: Unicode.Scalar) {
        if character.isASCII {
            append(UInt8(truncatingIfNeeded: character.value))
        } else {
            append(contentsOf: UTF8.encode(character)!)
        }
    }
}

extension UInt8 {
    /// The value of a hexadecimal digit.
    var hexDigit: UInt8? {
        if isDigit { return self &- 0x30 }
        let letter = (self | 0x20) &- 0x61
        return letter < 6 ? letter + 10 : nil
    }
}
