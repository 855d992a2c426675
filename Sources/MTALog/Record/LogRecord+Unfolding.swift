import ByteScanning

/// Joining the lines of a record that is printed folded, as the manuals do.
extension LogRecord {
    /// Appends a record without its last line end; every other line end, with the blanks around it, becomes one blank.
    ///
    /// In folded text, callouts of the manual, `   (1)` at a line's end, are left out, and a blank line ends the
    /// record: what stands behind it becomes the remainder. XML and JSON have neither.
    mutating func appendUnfolded(_ text: Span<UInt8>, _ range: Range<Int>) {
        let first = LogRecord.line(text, at: range.lowerBound, in: range)
        bytes.append(text, first.content)
        textLength = bytes.count
        guard first.next < range.upperBound else { return }
        let isMarkup = LogRecord.isMarkup(text, first.content)
        let end = isMarkup ? range.upperBound : LogRecord.firstBlankLine(text, first.next..<range.upperBound)
        if first.next < end {
            bytes.removeAll(keepingCapacity: true)
            appendFolded(text, range.lowerBound..<end, callouts: !isMarkup)
            textLength = bytes.count
        }
        appendRemainder(text, end..<range.upperBound)
    }

    private mutating func appendFolded(_ text: Span<UInt8>, _ range: Range<Int>, callouts: Bool) {
        var start = range.lowerBound
        while start < range.upperBound {
            let line = LogRecord.line(text, at: start, in: range)
            let isLast = line.next >= range.upperBound
            var content = line.content
            if callouts { content = LogRecord.withoutCallout(text, content) }
            // Blanks before a fold were the print's; those at the end of a record may be empty fields.
            if !isLast { content = LogRecord.withoutTrailingBlanks(text, content) }
            if start > range.lowerBound {
                content = content.lowerBound + LogRecord.blanks(text, content)..<content.upperBound
                if !content.isEmpty { bytes.append(0x20) }
            }
            bytes.append(text, content)
            start = line.next
        }
    }

    private mutating func appendRemainder(_ text: Span<UInt8>, _ range: Range<Int>) {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, text[start].isBlankOrLineEnd { start += 1 }
        while end > start, text[end - 1].isBlankOrLineEnd { end -= 1 }
        guard start < end else { return }
        remainderPlace = bytes.count..<bytes.count + end - start
        bytes.append(text, start..<end)
    }

    /// The line that begins at `start`, without its end, and where the next one begins.
    private static func line(
        _ text: Span<UInt8>, at start: Int, in range: Range<Int>
    ) -> (content: Range<Int>, next: Int) {
        let newline = text.firstIndex(of: 0x0a, in: start..<range.upperBound)
        var end = newline ?? range.upperBound
        while end > start, text[end - 1] == 0x0d || text[end - 1] == 0 { end -= 1 }
        return (start..<end, newline.map { $0 + 1 } ?? range.upperBound)
    }

    private static func isMarkup(_ text: Span<UInt8>, _ line: Range<Int>) -> Bool {
        let start = RecordStart.contentStart(text, at: line.lowerBound)
        return start < line.upperBound && (text[start] == UInt8(ascii: "<") || text[start] == UInt8(ascii: "{"))
    }

    /// Where the first line without anything but blanks begins, or the end.
    private static func firstBlankLine(_ text: Span<UInt8>, _ range: Range<Int>) -> Int {
        var start = range.lowerBound
        while start < range.upperBound {
            let line = line(text, at: start, in: range)
            if blanks(text, line.content) == line.content.count { return start }
            start = line.next
        }
        return range.upperBound
    }

    /// How many blanks begin the range.
    private static func blanks(_ text: Span<UInt8>, _ range: Range<Int>) -> Int {
        var index = range.lowerBound
        while index < range.upperBound, text[index].isBlank { index += 1 }
        return index - range.lowerBound
    }

    private static func withoutTrailingBlanks(_ text: Span<UInt8>, _ line: Range<Int>) -> Range<Int> {
        var end = line.upperBound
        while end > line.lowerBound, text[end - 1].isBlank { end -= 1 }
        return line.lowerBound..<end
    }

    /// The line without `(1)` or `(12)` behind two blanks or more.
    private static func withoutCallout(_ text: Span<UInt8>, _ line: Range<Int>) -> Range<Int> {
        let trimmed = withoutTrailingBlanks(text, line)
        guard !trimmed.isEmpty, text[trimmed.upperBound - 1] == UInt8(ascii: ")") else { return line }
        var start = trimmed.upperBound - 1
        while start > trimmed.lowerBound, text[start - 1].isDigit { start -= 1 }
        guard (1...2).contains(trimmed.upperBound - 1 - start), start - 3 >= trimmed.lowerBound,
            text[start - 1] == UInt8(ascii: "("), text[start - 2].isBlank, text[start - 3].isBlank
        else { return line }
        return withoutTrailingBlanks(text, trimmed.lowerBound..<start - 1)
    }
}
