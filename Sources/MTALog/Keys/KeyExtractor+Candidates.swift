import ByteScanning

/// Every piece of a record that could be a key.
extension KeyExtractor {
    /// How many fields behind a queue file may be its ids without angle brackets: an envelope id and a message-ID.
    private static let mostBareIDs = 2
    /// How many opening brackets before one closing bracket are each taken to begin an id.
    private static let mostOpenBrackets = 8

    /// - Parameter isDecoded: whether `text` is the record unfolded, rather than the text that it stands in.
    mutating func collectCandidates(_ range: Range<Int>, in text: Span<UInt8>, isDecoded: Bool) {
        let first = keys.count
        collectFields(range, in: text)
        collectBareColumns(range, in: text)
        collectBracketed(range, in: text)
        collectCounted(range, in: text)
        guard isDecoded else { return }
        for index in first..<keys.count {
            keys[index] = Key(kind: keys[index].kind, range: keys[index].range, isDecoded: true)
        }
    }

    /// Ids without brackets, whatever the layout: any of the first fields behind the addresses. Blanks in quotes make
    /// more fields of an address, and then any field may be an id.
    private mutating func collectBareColumns(_ range: Range<Int>, in text: Span<UInt8>) {
        guard let header = RecordHeader(text, in: range), case .message(let addresses) = header.body else { return }
        let hasQuotes = text.firstIndex(of: UInt8(ascii: "\""), in: range) != nil
        let isFolded = text.firstIndex(of: 0x0a, in: range) != nil
        var addressesLeft = hasQuotes || isFolded ? 0 : 3
        var left = hasQuotes ? Int.max : 4 + LogRecord.mostFieldsBeforeBareID
        var field = addresses
        while field < range.upperBound, left > 0 {
            let end = endOfField(text, field..<range.upperBound)
            // An empty slot is an address too: the null sender.
            if addressesLeft > 0 {
                addressesLeft -= 1
            } else if field < end {
                collectBareIDs(text, field..<end)
                left -= 1
            }
            field = end + 1
        }
    }

    /// Queue files among the fields between blanks, and what may be ids behind them.
    private mutating func collectFields(_ range: Range<Int>, in text: Span<UInt8>) {
        var bareIDs = 0
        var field = range.lowerBound
        while field < range.upperBound {
            let end = endOfField(text, field..<range.upperBound)
            if field < end {
                if let file = QueueFileName(text, in: withoutQuotes(text, field..<end)) {
                    append(.queueFile, file.base)
                    bareIDs = KeyExtractor.mostBareIDs
                } else if bareIDs > 0 {
                    collectBareIDs(text, field..<end)
                    bareIDs -= 1
                }
            }
            field = end + 1
        }
    }

    private func endOfField(_ text: Span<UInt8>, _ range: Range<Int>) -> Int {
        var end = range.lowerBound
        while end < range.upperBound, !text[end].isBlank, text[end] != 0x0a { end += 1 }
        // A CR is half of a line end, or a byte like any other.
        let isLineEnd = end < range.upperBound && text[end] == 0x0a && end > range.lowerBound
        return isLineEnd && text[end - 1] == 0x0d ? end - 1 : end
    }

    /// A damaged element or object may still show its file: `fi="/queue/ZZ...00"`, `"fi":"/queue/ZZ...00",`.
    private func withoutQuotes(_ text: Span<UInt8>, _ field: Range<Int>) -> Range<Int> {
        var end = field.upperBound
        while end > field.lowerBound, !text[end - 1].isLetter, !text[end - 1].isDigit { end -= 1 }
        var start = end
        while start > field.lowerBound, text[start - 1] != UInt8(ascii: "\""), text[start - 1] != UInt8(ascii: "'") {
            start -= 1
        }
        return start..<end
    }

    /// The ids of a field without blanks, and the field as a whole.
    private mutating func collectBareIDs(_ text: Span<UInt8>, _ field: Range<Int>) {
        append(.messageID, field)
        // A bracket without its other half.
        let opens = text[field.lowerBound] == UInt8(ascii: "<")
        let closes = text[field.upperBound - 1] == UInt8(ascii: ">")
        if opens != closes, field.count > 1 {
            append(.messageID, field.lowerBound + (opens ? 1 : 0)..<field.upperBound - (closes ? 1 : 0))
        }
        MessageIDs.forEach(text, in: field) { append(.messageID, $0) }
    }

    /// All that stands between angle brackets, blanks and all: before each closing one, from the first few opening ones
    /// and from the nearest on. So the work is linear, however many brackets a stranger writes.
    private mutating func collectBracketed(_ range: Range<Int>, in text: Span<UInt8>) {
        var closes = ByteMatches(of: UInt8(ascii: ">"), in: range)
        var start = range.lowerBound
        while let close = closes.next(in: text) {
            var opens = ByteMatches(of: UInt8(ascii: "<"), in: start..<close)
            var last: Int?
            for _ in 0..<KeyExtractor.mostOpenBrackets {
                last = opens.next(in: text)
                guard let open = last else { break }
                if open + 1 < close { append(.messageID, open + 1..<close) }
            }
            if let last, let nearest = text.lastIndex(of: UInt8(ascii: "<"), in: start..<close), nearest > last,
                nearest + 1 < close
            {
                append(.messageID, nearest + 1..<close)
            }
            start = close + 1
        }
    }

    /// Values of format 3, which may hold anything: `22:an id with blanks@host`.
    private mutating func collectCounted(_ range: Range<Int>, in text: Span<UInt8>) {
        var blanks = ByteMatches(of: 0x20, in: range)
        var bareIDs = 0
        var end = range.lowerBound
        while let blank = blanks.next(in: text) {
            guard blank >= end, let value = CountedValue(text, at: blank + 1, before: range.upperBound) else {
                continue
            }
            end = value.range.upperBound
            if let file = QueueFileName(text, in: value.range) {
                append(.queueFile, file.base)
                bareIDs = KeyExtractor.mostBareIDs
            } else if !value.range.isEmpty, bareIDs > 0 || text[value.range.lowerBound] == UInt8(ascii: "<") {
                collectBareIDs(text, value.range)
                bareIDs -= 1
            }
        }
    }
}
