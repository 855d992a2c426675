/// The three digits that begin an SMTP server's reply (RFC 5321, section 4.2).
public struct ReplyCode: Sendable, Hashable, CustomStringConvertible {
    /// From 200 to 599.
    public let value: Int

    /// nil where no reply has such a code.
    public init?(_ value: Int) {
        guard (200...599).contains(value), value / 10 % 10 <= 5 else { return nil }
        self.value = value
    }

    /// The code that begins a reply, as `550 no`, `550-no`, `250<user>` or `250`; nil where none stands there.
    ///
    /// - Parameter range: the reply, without blanks before it. O(1).
    init?(_ text: Span<UInt8>, beginning range: Range<Int>) {
        guard range.count >= 3 else { return nil }
        var value = 0
        for index in range.lowerBound..<range.lowerBound + 3 {
            guard text[index].isDigit else { return nil }
            value = value * 10 + Int(text[index] - UInt8(ascii: "0"))
        }
        if range.count > 3 {
            switch text[range.lowerBound + 3] {
            case 0x20, 0x09, UInt8(ascii: "-"), UInt8(ascii: "<"): break
            default: return nil
            }
        }
        self.init(value)
    }

    /// The three digits.
    public var description: String { String(value) }

    /// What the first digit says.
    public var severity: ReplySeverity? { ReplySeverity(digit: value / 100) }
}

/// The classes of replies and status codes (RFC 5321, section 4.2.1; RFC 3463, section 3.1).
public enum ReplySeverity: Int, Sendable, Hashable {
    case success = 2
    case temporary = 4
    case permanent = 5

    /// 3 asks for more input and is no result.
    init?(digit: Int) {
        self.init(rawValue: digit)
    }
}
