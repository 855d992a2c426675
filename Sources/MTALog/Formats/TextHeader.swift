import ByteScanning

/// What stands before a text record's size: stamp, perhaps node and process, channels, action (format page 1.1).
///
/// Channel columns are 12 wide, but longer names push the rest to the right and some prints squeeze the columns. So the
/// action is found by its shape, and the widths are asked only where the number of words leaves a doubt.
struct TextHeader {
    enum Body {
        /// A record of a message: a size follows the action.
        case message
        case connection
        /// `stamp > Name: value`
        case headerLine
    }

    var stamp: Stamp
    var body = Body.headerLine
    /// Empty where the node's slot is an extra blank behind the stamp, as on systems without clusters.
    var node: Range<Int>?
    var processID: Range<Int>?
    var source = 0..<0
    var destination: Range<Int>?
    var direction: Range<Int>?
    var action = 0..<0
    var size: Range<Int>?
    /// The offset behind the action or size, or behind the `>` of a header line.
    var rest = 0

    private static let mostWords = 5

    /// Reads the record that begins with a stamp at `start`; nil where it has no action. O(length of the columns).
    init?(_ text: Span<UInt8>, from start: Int, to end: Int, options: LayoutOptions?) {
        guard let (stamp, stampEnd) = Stamp.parse(text, at: start), stampEnd <= end else { return nil }
        self.stamp = stamp
        var words = InlineArray<5, Range<Int>>(repeating: 0..<0)
        var count = 0
        var offset = stampEnd
        while count < TextHeader.mostWords {
            let word = TextHeader.nextWord(text, offset..<end)
            guard !word.isEmpty else { return nil }
            offset = word.upperBound
            if takeAsMark(text, word, count, end) { break }
            direction = count > 0 && TextHeader.isDirection(text, word) ? word : nil
            words[count] = word
            count += 1
            guard count < TextHeader.mostWords else { return nil }
        }
        guard count > 0 || body == .headerLine else { return nil }
        assign(text, words, count, options)
        guard body == .headerLine || !source.isEmpty else { return nil }
        if node == nil { takeEmptyNode(text, stampEnd, end, options) }
    }

    /// Takes the word that ends the columns, or a connection's direction before it.
    private mutating func takeAsMark(_ text: Span<UInt8>, _ word: Range<Int>, _ count: Int, _ end: Int) -> Bool {
        let isMark = word.count == 1
        if isMark, text[word.lowerBound] == UInt8(ascii: ">"), count <= 2 {
            rest = word.upperBound
            return true
        }
        guard count > 0, TextHeader.isAction(text, word) else { return false }
        if direction != nil {
            (action, body, rest) = (word, .connection, word.upperBound)
            return true
        }
        guard let digits = RecordHeader.size(text, behind: word, end), let sizeEnd = text.endOfNumber(digits, end)
        else { return false }
        (action, body, rest, size) = (word, .message, sizeEnd, digits..<sizeEnd)
        return true
    }

    private static func isDirection(_ text: Span<UInt8>, _ word: Range<Int>) -> Bool {
        word.count == 1 && (text[word.lowerBound] == UInt8(ascii: "+") || text[word.lowerBound] == UInt8(ascii: "-"))
    }

    private static func nextWord(_ text: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
        var start = range.lowerBound
        while start < range.upperBound, text[start].isBlank { start += 1 }
        var end = start
        while end < range.upperBound, !text[end].isBlank { end += 1 }
        return start..<end
    }

    /// One capital letter and its modifiers, capitals too.
    private static func isAction(_ text: Span<UInt8>, _ word: Range<Int>) -> Bool {
        guard (1...16).contains(word.count) else { return false }
        for index in word where !text[index].isUpperCaseLetter { return false }
        return true
    }
}
