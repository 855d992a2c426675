import ByteScanning

/// Walks the members of one JSON object, up to its end, the text's, or where it is no JSON any more.
///
/// Holds no memory: the span is given again with each call. Values that nest are passed over as a whole, without
/// recursion. Each byte is passed once.
struct JSONMembers {
    /// A name or a value, where it stands.
    struct Token {
        enum Kind {
            case string, literal, object, array
            /// A name without a value.
            case missing
        }

        let kind: Kind
        /// As it is written; a string without its quotes, an object or array with its braces or brackets.
        let range: Range<Int>
        /// Whether a string has a backslash in it.
        var hasEscape = false
    }

    struct Member {
        let name: Token
        let value: Token
    }

    /// Where the walk stands; behind the object once there is no next member.
    private(set) var offset: Int
    let end: Int

    /// A walk over the members behind an object's opening brace.
    init(in range: Range<Int>) {
        offset = min(range.lowerBound, range.upperBound)
        end = range.upperBound
    }

    /// The next member, nil at the end.
    mutating func next(in text: Span<UInt8>) -> Member? {
        skipSeparators(text)
        guard offset < end else { return nil }
        guard text[offset] == UInt8(ascii: "\"") else {
            if text[offset] == UInt8(ascii: "}") { offset += 1 }
            return nil
        }
        let name = string(text)
        offset = text.skippingSpace(offset..<end)
        guard offset < end, text[offset] == UInt8(ascii: ":") else {
            return Member(name: name, value: Token(kind: .missing, range: offset..<offset))
        }
        offset = text.skippingSpace(offset + 1..<end)
        return Member(name: name, value: value(text))
    }

    private mutating func skipSeparators(_ text: Span<UInt8>) {
        while offset < end, text[offset].isBlankOrLineEnd || text[offset] == UInt8(ascii: ",") { offset += 1 }
    }

    private mutating func value(_ text: Span<UInt8>) -> Token {
        guard offset < end else { return Token(kind: .missing, range: end..<end) }
        switch text[offset] {
        case UInt8(ascii: "\""): return string(text)
        case UInt8(ascii: "{"): return Token(kind: .object, range: nested(text))
        case UInt8(ascii: "["): return Token(kind: .array, range: nested(text))
        default:
            let start = offset
            while offset < end, !text[offset].endsLiteral { offset += 1 }
            return Token(kind: offset > start ? .literal : .missing, range: start..<offset)
        }
    }

    /// The string whose quote stands here; one that never closes goes to the end.
    private mutating func string(_ text: Span<UInt8>) -> Token {
        let start = offset + 1
        offset = start
        var hasEscape = false
        var quote = text.firstIndex(of: UInt8(ascii: "\""), in: start..<end)
        while let close = quote {
            guard let escape = text.firstIndex(of: UInt8(ascii: "\\"), in: offset..<close) else {
                offset = close + 1
                return Token(kind: .string, range: start..<close, hasEscape: hasEscape)
            }
            hasEscape = true
            offset = escape + 2
            // Only an escaped quote makes the search begin again.
            if offset > close { quote = text.firstIndex(of: UInt8(ascii: "\""), in: offset..<end) }
        }
        offset = end
        hasEscape = hasEscape || text.firstIndex(of: UInt8(ascii: "\\"), in: start..<end) != nil
        return Token(kind: .string, range: start..<end, hasEscape: hasEscape)
    }

    /// The object or array that begins here; one that never closes goes to the end.
    private mutating func nested(_ text: Span<UInt8>) -> Range<Int> {
        let start = offset
        var depth = 0
        while offset < end {
            switch text[offset] {
            case UInt8(ascii: "\""):
                _ = string(text)
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            default: break
            }
            offset += 1
            if depth == 0 { break }
        }
        return start..<offset
    }
}

extension UInt8 {
    fileprivate var endsLiteral: Bool {
        switch self {
        case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"): true
        default: isBlankOrLineEnd
        }
    }
}
