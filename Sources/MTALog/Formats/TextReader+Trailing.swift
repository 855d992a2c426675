import ByteScanning

/// What stands behind the filter: the fields that end the record are taken from the right, so that the free text before
/// them may be anything.
extension TextReader {
    /// How far from the end a transport is looked for.
    private static let farthestTransport = 1024

    /// Takes all that is left. Empty slots at a record's end are not written, those before a field that is are.
    mutating func readTrailing(_ text: Span<UInt8>, _ record: inout LogRecord) {
        var rest = position..<end
        var isPositional = takeQueueTime(text, &rest, &record)
        if let transport = transport(text, rest) {
            record.set(.transport, transport)
            if options.contains(.application), transport.upperBound < rest.upperBound {
                record.set(.application, transport.upperBound + 1..<rest.upperBound)
            }
            rest = rest.lowerBound..<transport.lowerBound - 1
            isPositional = true
        } else {
            if options.contains(.application) {
                let takes = takeLast(.application, text, &rest, &record) { text.isApplication($0) }
                if takes { isPositional = true } else if isPositional { dropEmpty(.application, text, &rest, &record) }
            }
            if isPositional, options.contains(.transport) { dropEmpty(.transport, text, &rest, &record) }
        }
        if options.contains(.remoteMTA) {
            let takes = takeLast(.remoteMTA, text, &rest, &record) { text.endOfType($0) != nil }
            if !takes, isPositional { dropEmpty(.remoteMTA, text, &rest, &record) }
        }
        readFreeText(text, rest, &record)
        position = end
    }

    private func takeQueueTime(_ text: Span<UInt8>, _ rest: inout Range<Int>, _ record: inout LogRecord) -> Bool {
        guard options.contains(.queueTime) else { return false }
        return takeLast(.queueTime, text, &rest, &record) { text.endOfNumber($0.lowerBound, $0.upperBound) != nil }
    }

    /// Takes the last word of the rest, and the blank before it, if it has the shape.
    private func takeLast(
        _ field: Field, _ text: Span<UInt8>, _ rest: inout Range<Int>, _ record: inout LogRecord,
        where hasShape: (Range<Int>) -> Bool
    ) -> Bool {
        guard !rest.isEmpty else { return false }
        let word = text.startOfLastWord(rest)..<rest.upperBound
        guard word.lowerBound > rest.lowerBound, !word.isEmpty, hasShape(word) else { return false }
        record.set(field, word)
        rest = rest.lowerBound..<word.lowerBound - 1
        return true
    }

    /// Takes an empty slot from the end of the rest, where there is one.
    private func dropEmpty(
        _ field: Field, _ text: Span<UInt8>, _ rest: inout Range<Int>, _ record: inout LogRecord
    ) {
        guard !rest.isEmpty, text[rest.upperBound - 1] == 0x20 else { return }
        record.set(field, rest.upperBound..<rest.upperBound)
        rest = rest.lowerBound..<rest.upperBound - 1
    }

    /// The last word that begins with `TCP|`, with only an application behind it.
    private func transport(_ text: Span<UInt8>, _ rest: Range<Int>) -> Range<Int>? {
        guard options.contains(.transport) else { return nil }
        let lowest = max(rest.lowerBound, rest.upperBound - TextReader.farthestTransport)
        var wordEnd = rest.upperBound
        while wordEnd > lowest, let blank = text.lastIndex(of: 0x20, in: lowest..<wordEnd) {
            if text.begins(blank + 1..<wordEnd, with: "TCP|") {
                let isLast = wordEnd == rest.upperBound
                return isLast || options.contains(.application) ? blank + 1..<wordEnd : nil
            }
            wordEnd = blank
        }
        return nil
    }

    /// Divides what is left into reason and diagnostic.
    private func readFreeText(_ text: Span<UInt8>, _ rest: Range<Int>, _ record: inout LogRecord) {
        guard !rest.isEmpty else { return }
        let words = rest.lowerBound + 1..<rest.upperBound
        let letter = record.actionLetter
        guard options.contains(.reason), letter == UInt8(ascii: "R") || letter == UInt8(ascii: "K") else {
            record.set(.diagnostic, words)
            return
        }
        guard let diagnostic = TextReader.startOfDiagnostic(text, words) else {
            record.set(.reason, words)
            return
        }
        record.set(.reason, words.lowerBound..<max(words.lowerBound, diagnostic - 1))
        record.set(.diagnostic, diagnostic..<words.upperBound)
    }

    /// Where the diagnostic behind a reason begins: at a type, a reply, an error's name, or where the reason's first
    /// word comes again.
    static func startOfDiagnostic(_ text: Span<UInt8>, _ words: Range<Int>) -> Int? {
        var start = words.lowerBound
        let first = start..<text.endOfWord(start, words.upperBound)
        while start < words.upperBound {
            let word = start..<text.endOfWord(start, words.upperBound)
            if !word.isEmpty, isAnchor(text, word, in: words) || (start > words.lowerBound && equal(text, word, first))
            {
                return start
            }
            start = word.upperBound + 1
        }
        return nil
    }

    private static func isAnchor(_ text: Span<UInt8>, _ word: Range<Int>, in words: Range<Int>) -> Bool {
        let rest = word.lowerBound..<words.upperBound
        if let type = text.endOfType(word) { return type - word.lowerBound <= 12 }
        return text.begins(rest, with: "Error:") || text.begins(rest, with: "TCP active open")
            || text.begins(rest, with: "smtp:") || text.beginsReply(rest)
    }

    private static func equal(_ text: Span<UInt8>, _ left: Range<Int>, _ right: Range<Int>) -> Bool {
        guard left.count == right.count else { return false }
        for offset in 0..<left.count where text[left.lowerBound + offset] != text[right.lowerBound + offset] {
            return false
        }
        return true
    }
}
