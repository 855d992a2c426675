/// A field of format 3: its length, a colon, and that much text.
///
/// Whether the MTA counts bytes or characters is nowhere documented: the count is taken in bytes if it leads to a blank
/// or the end, else in UTF-8 characters.
struct CountedValue {
    let range: Range<Int>

    /// Reads the value whose count begins at `offset`; nil where there is none that ends at a blank or at `end`.
    init?(_ text: Span<UInt8>, at offset: Int, before end: Int) {
        var index = offset
        var count = 0
        while index < end, text[index].isDigit, index - offset < 9 {
            count = count * 10 + Int(text[index] - UInt8(ascii: "0"))
            index += 1
        }
        guard index > offset, index < end, text[index] == UInt8(ascii: ":") else { return nil }
        let start = index + 1
        if CountedValue.isEnd(text, start + count, end) {
            range = start..<start + count
        } else if let stop = CountedValue.skip(count, text, start, end), CountedValue.isEnd(text, stop, end) {
            range = start..<stop
        } else {
            return nil
        }
    }

    private static func isEnd(_ text: Span<UInt8>, _ index: Int, _ end: Int) -> Bool {
        index == end || index < end && text[index].isBlankOrLineEnd
    }

    /// The offset behind `count` characters; nil where there are fewer.
    private static func skip(_ count: Int, _ text: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
        var index = start
        var left = count
        while index < end {
            // Every byte but those that continue a character begins one.
            if text[index] & 0xc0 != 0x80 {
                guard left > 0 else { return index }
                left -= 1
            }
            index += 1
        }
        return left == 0 ? index : nil
    }
}
