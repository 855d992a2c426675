/// Bytes that come from strangers, told apart into UTF-8 and what is none.
extension Span<UInt8> {
    /// The well-formed UTF-8 that a range begins with, and the bytes behind it that can be no part of any; none where all
    /// is well-formed. O(length of both).
    public func utf8Prefix(of range: Range<Int>) -> (text: Range<Int>, broken: Range<Int>) {
        do {
            _ = try UTF8Span(validating: extracting(range))
            return (range, range.upperBound..<range.upperBound)
        } catch {
            let start = range.lowerBound + error.byteOffsets.lowerBound
            return (range.lowerBound..<start, start..<range.lowerBound + error.byteOffsets.upperBound)
        }
    }

    /// The end of the bytes beyond ASCII that stand from `offset` on. No character is cut there. O(length).
    func endOfNonASCII(from offset: Int, to end: Int) -> Int {
        var index = offset
        while index < end, self[index] >= 0x80 { index += 1 }
        return index
    }
}

extension [UInt8] {
    /// Whether the bytes are well-formed UTF-8. O(length).
    public var isUTF8: Bool { span.utf8Prefix(of: indices).broken.isEmpty }
}
