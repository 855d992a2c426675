import ByteScanning

/// Finds the keys of records, fast: this is what the index is made from.
///
/// Where a record has the shape that nearly all have (channels, action, size, three addresses, queue file,
/// message-ID), its keys are read from their places. Where anything is unusual, *every* piece that could be a key
/// is given: a posting too many costs nothing, a key missed would be a wrong answer. The bytes of the record alone
/// decide, so that a lookup that decodes the record again finds the same keys.
///
/// Kept by a worker and used again for each record: nothing is allocated once it is warm.
public struct KeyExtractor: Sendable {
    /// The keys of the record given last, those of queue files first.
    public private(set) var keys: [Key] = []
    /// Whether they were read from their places, so that they are the record's keys and nothing else.
    public private(set) var isSure = false

    public init() {}

    /// Finds the keys of `record`, a range that a `RecordScanner` gave for `text`. O(length).
    public mutating func extract(_ record: Range<Int>, in text: Span<UInt8>) {
        keys.removeAll(keepingCapacity: true)
        let range = record.lowerBound..<KeyExtractor.endWithoutLineEnd(text, record)
        isSure = readPlaces(range, in: text)
        guard !isSure else { return }
        keys.removeAll(keepingCapacity: true)
        collectCandidates(range, in: text)
    }

    private static func endWithoutLineEnd(_ text: Span<UInt8>, _ record: Range<Int>) -> Int {
        var end = record.upperBound
        while end > record.lowerBound, text[end - 1].isBlankOrLineEnd { end -= 1 }
        return end
    }

    fileprivate mutating func append(_ kind: KeyKind, _ range: Range<Int>) {
        keys.append(Key(kind: kind, range: range))
    }
}

// MARK: Keys from their places

extension KeyExtractor {
    /// Reads the keys from where they stand in an ordinary record; false when the record is not quite ordinary.
    private mutating func readPlaces(_ range: Range<Int>, in text: Span<UInt8>) -> Bool {
        guard let header = RecordHeader(text, in: range) else { return false }
        guard case .message(let addresses) = header.body else { return true }
        // Envelope sender, original and current recipient; a blank in quotes would shift everything behind it.
        var field = addresses
        for _ in 0..<3 {
            guard let blank = text.firstIndex(of: 0x20, in: field..<range.upperBound) else {
                return !hasQuoteOrFold(text, addresses..<range.upperBound)
            }
            field = blank + 1
        }
        let fileEnd = text.firstIndex(of: 0x20, in: field..<range.upperBound) ?? range.upperBound
        guard let file = QueueFileName(text, in: field..<fileEnd), !hasQuoteOrFold(text, addresses..<fileEnd) else {
            return false
        }
        append(.queueFile, file.base)
        return readMessageIDs(text, fileEnd..<range.upperBound)
    }

    /// Reads the ids behind the queue file: `<id>`, `<new>,<old>`, or an envelope id and then these.
    private mutating func readMessageIDs(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var field = range.lowerBound
        while field < range.upperBound, text[field] == 0x20 { field += 1 }
        guard field < range.upperBound else { return true }
        var found = false
        while field < range.upperBound, text[field] == UInt8(ascii: "<") {
            guard let close = text.firstIndex(of: UInt8(ascii: ">"), in: field..<range.upperBound) else { return false }
            let id = field + 1..<close
            guard !id.isEmpty, !hasBlankOrAngle(text, id) else { return false }
            append(.messageID, id)
            found = true
            field = close + 1
            guard field < range.upperBound else { return true }
            guard text[field] == 0x20 || text[field] == UInt8(ascii: ",") else { return false }
            field += 1
        }
        return found && !hasFold(text, range)
    }

    private func hasQuoteOrFold(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        text.firstIndex(of: UInt8(ascii: "\""), in: range) != nil || hasFold(text, range)
    }

    private func hasFold(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        text.firstIndex(of: 0x0a, in: range) != nil
    }

    private func hasBlankOrAngle(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        for index in range where text[index].isBlankOrLineEnd || text[index] == UInt8(ascii: "<") { return true }
        return false
    }
}

// MARK: Every candidate

extension KeyExtractor {
    /// How many fields behind a queue file may be its ids without angle brackets: an envelope id and a message-ID.
    private static let bareIDs = 2

    private mutating func collectCandidates(_ range: Range<Int>, in text: Span<UInt8>) {
        var bareIDs = 0
        var field = range.lowerBound
        while field < range.upperBound {
            let end = endOfField(text, field..<range.upperBound)
            if field < end {
                if let file = QueueFileName(text, in: field..<end) {
                    append(.queueFile, file.base)
                    bareIDs = KeyExtractor.bareIDs
                } else if bareIDs > 0 {
                    collectBareIDs(text, field..<end)
                    bareIDs -= 1
                }
            }
            field = end + 1
        }
        collectBracketed(text, range)
    }

    private func endOfField(_ text: Span<UInt8>, _ range: Range<Int>) -> Int {
        var end = range.lowerBound
        while end < range.upperBound, !text[end].isBlankOrLineEnd { end += 1 }
        return end
    }

    /// The ids of a field without blanks, joined by commas, their brackets taken off where there are any.
    private mutating func collectBareIDs(_ text: Span<UInt8>, _ field: Range<Int>) {
        append(.messageID, field)
        var start = field.lowerBound
        for index in field where text[index] == UInt8(ascii: ",") {
            appendWithoutBrackets(text, start..<index)
            start = index + 1
        }
        appendWithoutBrackets(text, start..<field.upperBound)
    }

    private mutating func appendWithoutBrackets(_ text: Span<UInt8>, _ range: Range<Int>) {
        let opens = !range.isEmpty && text[range.lowerBound] == UInt8(ascii: "<")
        let closes = !range.isEmpty && text[range.upperBound - 1] == UInt8(ascii: ">")
        let start = range.lowerBound + (opens ? 1 : 0)
        let end = range.upperBound - (closes ? 1 : 0)
        if start < end { append(.messageID, start..<end) }
    }

    /// All that stands between angle brackets, blanks and all.
    private mutating func collectBracketed(_ text: Span<UInt8>, _ range: Range<Int>) {
        var opens = ByteMatches(of: UInt8(ascii: "<"), in: range)
        while let open = opens.next(in: text) {
            guard let close = text.firstIndex(of: UInt8(ascii: ">"), in: open..<range.upperBound) else { return }
            if close > open + 1 { append(.messageID, open + 1..<close) }
        }
    }
}
