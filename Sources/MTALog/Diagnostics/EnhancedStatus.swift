/// An enhanced status code such as 5.1.1 (RFC 3463): class, subject, detail.
public struct EnhancedStatus: Sendable, Hashable, CustomStringConvertible {
    public let severity: ReplySeverity
    /// What it is about: 1 addresses, 2 mailboxes, 3 mail systems, 4 network, 5 protocol, 6 content, 7 policy.
    public let subject: Int
    public let detail: Int

    /// The status with these numbers, the last two of which must not be negative.
    public init(_ severity: ReplySeverity, _ subject: Int, _ detail: Int) {
        self.severity = severity
        self.subject = subject
        self.detail = detail
    }

    /// The code that begins a text, with a blank, a mark or nothing behind it; nil where none stands there.
    ///
    /// Four numbers are an address, and 5.1 is a version: neither is a code. O(1).
    init?(_ text: Span<UInt8>, beginning range: Range<Int>) {
        guard range.count >= 5, text[range.lowerBound].isDigit,
            let severity = ReplySeverity(digit: Int(text[range.lowerBound] - UInt8(ascii: "0"))),
            let subject = EnhancedStatus.number(text, behindDotAt: range.lowerBound + 1, range.upperBound),
            (0...7).contains(subject.value),
            let detail = EnhancedStatus.number(text, behindDotAt: subject.end, range.upperBound)
        else { return nil }
        guard detail.end == range.upperBound || EnhancedStatus.ends(text[detail.end]) else { return nil }
        self.init(severity, subject.value, detail.value)
    }

    /// `X.Y.Z`.
    public var description: String { "\(severity.rawValue).\(subject).\(detail)" }

    /// One to three digits behind a dot.
    private static func number(
        _ text: Span<UInt8>, behindDotAt dot: Int, _ end: Int
    ) -> (value: Int, end: Int)? {
        guard dot < end, text[dot] == UInt8(ascii: ".") else { return nil }
        var index = dot + 1
        var value = 0
        while index < end, index <= dot + 3, text[index].isDigit {
            value = value * 10 + Int(text[index] - UInt8(ascii: "0"))
            index += 1
        }
        return index > dot + 1 ? (value, index) : nil
    }

    private static func ends(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x20, 0x09, UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "<"): true
        default: false
        }
    }
}
