import ByteScanning

/// Every piece of a record that could be a key.
extension KeyExtractor {
    /// How many opening brackets before one closing bracket are each taken to begin an id.
    private static let mostOpenBrackets = 8
    /// More than the words before a message-ID in any layout.
    private static let mostSlots = 16

    /// - Parameter isDecoded: whether `text` is the record unfolded, rather than the text that it stands in.
    mutating func collectCandidates(_ range: Range<Int>, in text: Span<UInt8>, isDecoded: Bool) {
        let first = keys.count
        RecordWords.forEach(text, in: range) { word in
            if let file = QueueFileName(text, in: RecordWords.withoutQuotes(text, word)) {
                append(.queueFile, file.base)
            } else if text[word.lowerBound] == UInt8(ascii: "<") {
                // Whole, for it may have brackets inside.
                collectIDs(text, word)
            }
        }
        BareIDs.forEach(text, in: range) { collectIDs(text, $0) }
        collectBracketed(range, in: text)
        collectEscaped(range, in: text)
        if let header = BareIDs.header(text, range), case .headerLine(let line) = header.body {
            collectHeaderLine(line..<range.upperBound, in: text)
        }
        guard isDecoded else { return }
        for index in first..<keys.count {
            keys[index] = Key(kind: keys[index].kind, range: keys[index].range, isDecoded: true)
        }
    }

    /// The ids of a field, and the field as a whole.
    private mutating func collectIDs(_ text: Span<UInt8>, _ field: Range<Int>) {
        append(.messageID, field)
        // A bracket without its other half.
        let opens = text[field.lowerBound] == UInt8(ascii: "<")
        let closes = text[field.upperBound - 1] == UInt8(ascii: ">")
        if opens != closes, field.count > 1 {
            append(.messageID, field.lowerBound + (opens ? 1 : 0)..<field.upperBound - (closes ? 1 : 0))
        }
        MessageIDs.forEach(text, in: field) { append(.messageID, $0) }
    }

    /// All that stands between angle brackets, blanks and all: before each closing one, from the first few opening ones,
    /// from the first that begin a word, as the slot of an id does, and from the nearest. So the work is linear, however
    /// many brackets a stranger writes.
    private mutating func collectBracketed(_ range: Range<Int>, in text: Span<UInt8>) {
        var closes = ByteMatches(of: UInt8(ascii: ">"), in: range)
        var start = range.lowerBound
        while let close = closes.next(in: text) {
            var opens = ByteMatches(of: UInt8(ascii: "<"), in: start..<close)
            var (openCount, wordCount) = (0, 0)
            var passedOver: Int?
            while let open = opens.next(in: text) {
                let beginsWord = open == range.lowerBound || text[open - 1].isBlankOrLineEnd
                openCount += 1
                if beginsWord { wordCount += 1 }
                if openCount <= KeyExtractor.mostOpenBrackets || beginsWord && wordCount <= KeyExtractor.mostSlots {
                    appendID(open + 1..<close)
                    passedOver = nil
                } else {
                    passedOver = open
                }
            }
            if let nearest = passedOver { appendID(nearest + 1..<close) }
            start = close + 1
        }
    }

    /// The ids of a header line that is that of the message-ID.
    private mutating func collectHeaderLine(_ line: Range<Int>, in text: Span<UInt8>) {
        guard let colon = text.firstIndex(of: UInt8(ascii: ":"), in: line) else { return }
        let name = text.bytes(in: line.lowerBound..<colon)
        guard LogRecord.isMessageIDHeader(name[...]) else { return }
        MessageIDs.forEach(text, in: colon + 1..<line.upperBound) { append(.messageID, $0) }
    }

    /// `&lt;id&gt;`, as what is left of a damaged element has it.
    private mutating func collectEscaped(_ range: Range<Int>, in text: Span<UInt8>) {
        var ampersands = ByteMatches(of: UInt8(ascii: "&"), in: range)
        var open: Int?
        while let place = ampersands.next(in: text) {
            guard place + 4 <= range.upperBound, text[place + 2] == UInt8(ascii: "t"),
                text[place + 3] == UInt8(ascii: ";")
            else { continue }
            if text[place + 1] == UInt8(ascii: "l") {
                open = place + 4
            } else if text[place + 1] == UInt8(ascii: "g"), let start = open {
                appendID(start..<place)
                open = nil
            }
        }
    }

    private mutating func appendID(_ place: Range<Int>) {
        if !place.isEmpty { append(.messageID, place) }
    }
}
