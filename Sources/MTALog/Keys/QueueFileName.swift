/// The name of a file in the MTA's queue, taken apart: `ZY01IS3D2ZP7FQ9UN54R.00`.
///
/// Two characters that count the attempts, a unique part that the attempts share, an extension that says whether
/// it is held; before it a directory in the spelling of UNIX, Windows or VMS, behind it perhaps a VMS version.
public struct QueueFileName: Sendable, Equatable {
    /// The name alone, from the attempt prefix to the extension.
    public let name: Range<Int>
    /// The part that all attempts share: the key.
    public let base: Range<Int>
    /// Delivery attempts made before, from the prefix: ZZ is 0, ZY 1, ZX 2 (1295 less the value in base 36).
    public let attempts: Int

    /// The shortest unique part taken for one; those seen have 11 or 18 characters.
    static let shortestBase = 6

    /// Takes apart the path or name in `range`; nil when it does not have the shape of a queue file. O(length).
    public init?(_ text: Span<UInt8>, in range: Range<Int>) {
        let end = QueueFileName.endWithoutVersion(text, range)
        guard let dot = QueueFileName.extensionDot(text, range.lowerBound..<end) else { return nil }
        var start = dot
        while start > range.lowerBound, text[start - 1].isUniqueCharacter { start -= 1 }
        guard start == range.lowerBound || text[start - 1].isDirectoryEnd,
            dot - start >= 2 + QueueFileName.shortestBase,
            let high = text[start].base36Digit, let low = text[start + 1].base36Digit
        else { return nil }
        name = start..<end
        base = start + 2..<dot
        attempts = 1295 - (high * 36 + low)
    }

    /// The whole of a text that could be a base name alone; nil where it could not.
    static func bareBase(_ text: [UInt8]) -> Range<Int>? {
        text.count >= shortestBase && text.allSatisfy(\.isUniqueCharacter) ? text.indices : nil
    }

    /// The end of the name without a VMS version such as `;1`.
    private static func endWithoutVersion(_ text: Span<UInt8>, _ range: Range<Int>) -> Int {
        var index = range.upperBound
        while index > range.lowerBound, text[index - 1].isDigit { index -= 1 }
        guard index > range.lowerBound, index < range.upperBound, text[index - 1] == UInt8(ascii: ";") else {
            return range.upperBound
        }
        return index - 1
    }

    /// The dot before an extension of one to eight letters or digits.
    private static func extensionDot(_ text: Span<UInt8>, _ range: Range<Int>) -> Int? {
        var index = range.upperBound
        while index > range.lowerBound, text[index - 1].isDigit || text[index - 1].isLetter { index -= 1 }
        guard index > range.lowerBound, (1...8).contains(range.upperBound - index),
            text[index - 1] == UInt8(ascii: ".")
        else { return nil }
        return index - 1
    }
}

extension UInt8 {
    fileprivate var isUniqueCharacter: Bool { isDigit || isLetter || self == UInt8(ascii: "_") }

    fileprivate var isDirectoryEnd: Bool {
        switch self {
        case UInt8(ascii: "/"), UInt8(ascii: "\\"), UInt8(ascii: "]"), UInt8(ascii: ":"): true
        default: false
        }
    }

    /// The value of 0-9 A-Z in base 36.
    fileprivate var base36Digit: Int? {
        if isDigit { return Int(self &- 0x30) }
        return isUpperCaseLetter ? Int(self &- 0x41) + 10 : nil
    }
}
