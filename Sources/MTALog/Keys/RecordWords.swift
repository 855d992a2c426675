/// The words of a record, whatever its format: what stands between blanks and line ends.
enum RecordWords {
    /// Calls `body` with each word. O(length).
    static func forEach(_ text: Span<UInt8>, in range: Range<Int>, _ body: (Range<Int>) -> Void) {
        var start = range.lowerBound
        while start < range.upperBound {
            let end = endOfWord(text, start..<range.upperBound)
            if start < end { body(start..<end) }
            start = end + 1
        }
    }

    private static func endOfWord(_ text: Span<UInt8>, _ range: Range<Int>) -> Int {
        var end = range.lowerBound
        while end < range.upperBound, !text[end].isBlank, text[end] != 0x0a { end += 1 }
        // A CR is half of a line end, or a byte like any other.
        let isLineEnd = end < range.upperBound && text[end] == 0x0a && end > range.lowerBound
        return isLineEnd && text[end - 1] == 0x0d ? end - 1 : end
    }

    /// A damaged element or object may still show its file: `fi="/queue/ZZ...00"`, `"fi":"/queue/ZZ...00",`.
    static func withoutQuotes(_ text: Span<UInt8>, _ word: Range<Int>) -> Range<Int> {
        var end = word.upperBound
        while end > word.lowerBound, !text[end - 1].isLetter, !text[end - 1].isDigit { end -= 1 }
        var start = end
        while start > word.lowerBound, text[start - 1] != UInt8(ascii: "\""), text[start - 1] != UInt8(ascii: "'") {
            start -= 1
        }
        return start..<end
    }
}
