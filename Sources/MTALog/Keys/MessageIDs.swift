/// The ids of a message-ID field: one, or several joined by commas as in a notification's `<new>,<old>`.
enum MessageIDs {
    /// Calls `body` with the place of each id, its angle brackets taken off. O(length).
    ///
    /// Where commas stand in ids without brackets nobody can tell whether they join ids: then the whole and the parts
    /// are given.
    static func forEach(_ bytes: Span<UInt8>, in field: Range<Int>, _ body: (Range<Int>) -> Void) {
        let field = trimmed(bytes, field)
        guard !field.isEmpty else { return }
        var start = field.lowerBound
        var joints = 0
        for index in field where bytes[index] == UInt8(ascii: ",") {
            let isBracketed = bytes[start] == UInt8(ascii: "<")
            let endsBracketed = index > start && bytes[index - 1] == UInt8(ascii: ">")
            guard !isBracketed || endsBracketed else { continue }
            give(bytes, start..<index, body)
            start = index + 1
            joints += 1
            guard start < field.upperBound else { return }
        }
        give(bytes, start..<field.upperBound, body)
        if joints > 0, bytes[field.lowerBound] != UInt8(ascii: "<") { give(bytes, field, body) }
    }

    private static func give(_ bytes: Span<UInt8>, _ range: Range<Int>, _ body: (Range<Int>) -> Void) {
        var id = trimmed(bytes, range)
        if id.count > 1, bytes[id.lowerBound] == UInt8(ascii: "<"), bytes[id.upperBound - 1] == UInt8(ascii: ">") {
            id = id.lowerBound + 1..<id.upperBound - 1
        }
        if !id.isEmpty { body(id) }
    }

    private static func trimmed(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, bytes[start].isBlankOrLineEnd { start += 1 }
        while end > start, bytes[end - 1].isBlankOrLineEnd { end -= 1 }
        return start..<end
    }
}
