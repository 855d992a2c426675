import ByteScanning

/// Walks the attributes of an element, up to its end or the text's.
///
/// Holds no memory: the span is given again with each call. Each byte is passed once.
struct XMLAttributes {
    struct Attribute {
        let name: Range<Int>
        /// As it is written, without its quotes; nil for a name alone.
        let value: Range<Int>?
    }

    /// Where the walk stands; behind the element once there is no next one.
    private(set) var offset: Int
    private let end: Int

    /// A walk over the attributes behind an element's name.
    init(in range: Range<Int>) {
        offset = range.lowerBound
        end = range.upperBound
    }

    /// The next attribute, nil at the end of the element.
    mutating func next(in text: Span<UInt8>) -> Attribute? {
        while true {
            offset = text.skippingSpace(offset..<end)
            guard offset < end else { return nil }
            switch text[offset] {
            case UInt8(ascii: ">"):
                offset += 1
                return nil
            case UInt8(ascii: "/") where offset + 1 < end && text[offset + 1] == UInt8(ascii: ">"):
                offset += 2
                return nil
            case UInt8(ascii: "/"), UInt8(ascii: "="), UInt8(ascii: "\""), UInt8(ascii: "'"):
                // Strays, which no name begins with.
                offset += 1
            default:
                return attribute(text)
            }
        }
    }

    private mutating func attribute(_ text: Span<UInt8>) -> Attribute {
        let start = offset
        while offset < end, !text[offset].endsName { offset += 1 }
        let name = start..<offset
        let sign = text.skippingSpace(offset..<end)
        guard sign < end, text[sign] == UInt8(ascii: "=") else { return Attribute(name: name, value: nil) }
        offset = text.skippingSpace(sign + 1..<end)
        return Attribute(name: name, value: value(text))
    }

    private mutating func value(_ text: Span<UInt8>) -> Range<Int> {
        guard offset < end else { return end..<end }
        let quote = text[offset]
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return bareValue(text) }
        let start = offset + 1
        // A quote that never closes: the element was cut off.
        let close = text.firstIndex(of: quote, in: start..<end)
        offset = close.map { $0 + 1 } ?? end
        return start..<(close ?? end)
    }

    /// A value without quotes, up to a blank or the element's end.
    private mutating func bareValue(_ text: Span<UInt8>) -> Range<Int> {
        let start = offset
        while offset < end, !text[offset].isBlankOrLineEnd, text[offset] != UInt8(ascii: ">") { offset += 1 }
        if offset < end, text[offset] == UInt8(ascii: ">"), offset > start, text[offset - 1] == UInt8(ascii: "/") {
            offset -= 1
        }
        return start..<offset
    }
}

extension UInt8 {
    fileprivate var endsName: Bool {
        switch self {
        case UInt8(ascii: "="), UInt8(ascii: ">"), UInt8(ascii: "/"), UInt8(ascii: "\""), UInt8(ascii: "'"): true
        default: isBlankOrLineEnd
        }
    }
}
