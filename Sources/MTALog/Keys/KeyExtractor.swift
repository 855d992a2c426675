public import ByteScanning

/// Finds the keys of records, fast: this is what the index is made from.
///
/// Where a record has the shape that nearly all have (channels, action, size, three addresses, queue file,
/// message-ID), its keys are read from their places. Where anything is unusual, *every* piece that could be a key
/// is given: a posting too many costs nothing, a key missed would be a wrong answer. The bytes of the record alone
/// decide, so that a lookup that decodes the record again finds the same keys.
///
/// Kept by a worker and used again for each record: nothing is allocated for a record without folds once it is warm.
public struct KeyExtractor: ~Copyable {
    /// The keys of the record given last. Where they are sure, the queue file comes first.
    public internal(set) var keys: [Key] = []
    /// Whether they were read from their places, so that they are the record's keys and nothing else.
    public private(set) var isSure = false

    /// The record taken apart, where its format asks for that.
    private var parsed = LogRecord()
    private var line = LineMasks()
    /// The day of the stamp read last.
    private var knownDay: UInt64 = 0

    public init() {}

    /// Finds the keys of `record`, a range that a `RecordScanner` gave for `text`. O(length).
    public mutating func extract(_ record: Range<Int>, in text: Span<UInt8>) {
        let end = KeyExtractor.endWithoutLineEnd(text, record)
        line.read(text, from: record.lowerBound, before: end)
        let isPlain = line.isWhole && line.stop == end && StampWords.arePresent(text, at: record.lowerBound)
        guard isPlain, let ordinary = OrdinaryKeys(line, in: text, knownDay: &knownDay) else {
            return extractAnyShape(record, in: text)
        }
        keys.removeAll(keepingCapacity: true)
        isSure = true
        if !ordinary.queueFile.isEmpty { append(.queueFile, ordinary.queueFile) }
        if !ordinary.messageID.isEmpty { append(.messageID, ordinary.messageID) }
    }

    /// The sure keys of a record of the usual shape; nil for any other, of which `extractAnyShape` finds the keys.
    ///
    /// - Parameter line: a record that `RecordScanner` tells to be plain.
    @inline(__always)
    public mutating func ordinaryKeys(of line: borrowing LineMasks, in text: Span<UInt8>) -> OrdinaryKeys? {
        OrdinaryKeys(line, in: text, knownDay: &knownDay)
    }

    /// Finds the keys as `extract` does, without a look whether the record is an ordinary one.
    public mutating func extractAnyShape(_ record: Range<Int>, in text: Span<UInt8>) {
        keys.removeAll(keepingCapacity: true)
        let range = record.lowerBound..<KeyExtractor.endWithoutLineEnd(text, record)
        guard !range.isEmpty else { return isSure = true }
        let start = RecordStart.contentStart(text, at: range.lowerBound)
        isSure = start < range.upperBound && readKeys(start..<range.upperBound, in: text)
        guard !isSure else { return }
        keys.removeAll(keepingCapacity: true)
        collectCandidates(range, in: text, isDecoded: false)
        guard hasFold(text, range) else { return }
        // A fold may run through a key that is whole unfolded.
        parsed.begin(text, range)
        let unfolded = parsed.bytes
        collectCandidates(0..<parsed.textLength, in: unfolded.span, isDecoded: true)
        collectCandidates(parsed.remainderPlace, in: unfolded.span, isDecoded: true)
    }

    /// The own bytes of a key of the record given last.
    @_lifetime(borrow self, copy text)
    public func bytes(of key: Key, in text: Span<UInt8>) -> Span<UInt8> {
        key.isDecoded ? parsed.bytes.span.extracting(key.range) : text.extracting(key.range)
    }

    /// The whole name of a queue file whose base name is a key: attempt prefix, base name, extension.
    public func name(of key: Key, in text: Span<UInt8>) -> [UInt8]? {
        guard key.kind == .queueFile else { return nil }
        let bytes = key.isDecoded ? parsed.bytes.span : text
        var end = key.range.upperBound
        while end < bytes.count, bytes[end].isLetter || bytes[end].isDigit || bytes[end] == UInt8(ascii: ".") {
            end += 1
        }
        let name = key.range.lowerBound - 2..<end
        return QueueFileName(bytes, in: name).map { bytes.bytes(in: $0.name) }
    }

    @inline(__always)
    private static func endWithoutLineEnd(_ text: Span<UInt8>, _ record: Range<Int>) -> Int {
        var end = record.upperBound
        while end > record.lowerBound, text[end - 1].isBreak { end -= 1 }
        return end
    }

    /// Reads the keys from their places; false when the record is not quite ordinary.
    private mutating func readKeys(_ range: Range<Int>, in text: Span<UInt8>) -> Bool {
        switch text[range.lowerBound] {
        case UInt8(ascii: "<"): return readMembers(range, in: text) { XMLFormat.parse(&$0, from: 0) }
        case UInt8(ascii: "{"): return readMembers(range, in: text) { JSONFormat.parse(&$0, from: 0) }
        default: return readPlaces(range, in: text)
        }
    }

    mutating func append(_ kind: KeyKind, _ range: Range<Int>, isDecoded: Bool = false) {
        keys.append(Key(kind: kind, range: range, isDecoded: isDecoded))
    }
}

// MARK: Formats 4 to 6

extension KeyExtractor {
    /// Takes the record apart and takes the keys from its fields.
    private mutating func readMembers(
        _ range: Range<Int>, in text: Span<UInt8>, _ parse: (inout LogRecord) -> Bool
    ) -> Bool {
        parsed.begin(text, range)
        guard parse(&parsed), parsed.kind != .foreign else { return false }
        // The names of a header record's attributes are nowhere documented.
        if parsed.kind == .header, parsed[.headerName] == nil { return false }
        parsed.forEachKey { kind, place in keys.append(Key(kind: kind, range: place, isDecoded: true)) }
        return true
    }
}

// MARK: Keys from their places in the text formats

extension KeyExtractor {
    private mutating func readPlaces(_ range: Range<Int>, in text: Span<UInt8>) -> Bool {
        guard let header = RecordHeader(text, in: range) else { return false }
        switch header.body {
        case .connection: return !hasFold(text, range)
        case .headerLine(let line): return readHeaderLine(line..<range.upperBound, in: text)
        case .message(let addresses):
            let isCommand = text[header.action.lowerBound] == UInt8(ascii: "B")
            let body = addresses..<range.upperBound
            return isCommand ? hasNoKeys(body, in: text) : readMessage(body, in: text)
        }
    }

    /// A header line has keys only where it is that of the message-ID.
    private mutating func readHeaderLine(_ line: Range<Int>, in text: Span<UInt8>) -> Bool {
        guard !hasFold(text, line) else { return false }
        collectHeaderLine(line, in: text)
        return true
    }

    /// The ids of a header line that is that of the message-ID.
    mutating func collectHeaderLine(_ line: Range<Int>, in text: Span<UInt8>) {
        guard let colon = text.firstIndex(of: UInt8(ascii: ":"), in: line) else { return }
        let name = text.bytes(in: line.lowerBound..<colon)
        guard LogRecord.isMessageIDHeader(name[...]) else { return }
        MessageIDs.forEach(text, in: colon + 1..<line.upperBound) { append(.messageID, $0) }
    }

    private mutating func readMessage(_ range: Range<Int>, in text: Span<UInt8>) -> Bool {
        guard !isCounted(text, range) else { return false }
        // Envelope sender, original and current recipient; a blank in quotes would shift everything behind it.
        var field = range.lowerBound
        for _ in 0..<3 {
            guard let blank = text.firstIndex(of: 0x20, in: field..<range.upperBound) else {
                // Slots are lost, or there are no keys; an id may stand where an address should.
                return !hasQuoteOrFold(text, range) && !hasBracketOrFile(text, range)
            }
            field = blank + 1
        }
        let addresses = range.lowerBound..<field
        if field < range.upperBound, text[field] == UInt8(ascii: "<"), !hasQuoteOrFold(text, addresses) {
            // A log without queue files.
            return !endsInQueueFile(addresses, in: text) && readMessageIDs(text, field..<range.upperBound)
        }
        let fileEnd = text.firstIndex(of: 0x20, in: field..<range.upperBound) ?? range.upperBound
        if field == fileEnd {
            return !endsInQueueFile(addresses, in: text)
                && readWithoutFile(addresses, field..<range.upperBound, in: text)
        }
        guard let file = QueueFileName(text, in: field..<fileEnd),
            !hasQuoteOrFold(text, range.lowerBound..<fileEnd)
        else { return false }
        append(.queueFile, file.base)
        return readMessageIDs(text, fileEnd..<range.upperBound)
    }

    /// Whether a slot is lost, and the queue file stands where the last address should.
    private func endsInQueueFile(_ addresses: Range<Int>, in text: Span<UInt8>) -> Bool {
        let end = addresses.upperBound - 1
        let start = text.lastIndex(of: 0x20, in: addresses.lowerBound..<end).map { $0 + 1 } ?? addresses.lowerBound
        return QueueFileName(text, in: start..<end) != nil
    }

    /// A record whose slot of the queue file is empty: a message that was refused before it had one. It has an id, or
    /// nothing in the slots in which an id could stand.
    private mutating func readWithoutFile(
        _ addresses: Range<Int>, _ range: Range<Int>, in text: Span<UInt8>
    ) -> Bool {
        guard !hasQuoteOrFold(text, addresses.lowerBound..<range.upperBound) else { return false }
        // Behind the blank that ends the empty slot.
        let id = range.lowerBound + 1
        guard id < range.upperBound else { return true }
        if text[id] == UInt8(ascii: "<") { return readMessageIDs(text, id..<range.upperBound) }
        guard text[id] == 0x20 else { return false }
        var start = id + 1
        for _ in 0..<2 where start < range.upperBound {
            let word = start..<(text.firstIndex(of: 0x20, in: start..<range.upperBound) ?? range.upperBound)
            guard hasNoKeys(word, in: text) else { return false }
            start = word.upperBound + 1
        }
        return true
    }

    /// Whether nothing in `range` can be a key: no bracket, no `@`, no queue file.
    private func hasNoKeys(_ range: Range<Int>, in text: Span<UInt8>) -> Bool {
        text.firstIndex(of: UInt8(ascii: "@"), in: range) == nil && !hasFold(text, range)
            && !hasBracketOrFile(text, range)
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
            let isPair = text[field] == UInt8(ascii: ",")
            guard isPair || text[field] == 0x20 else { return false }
            field += 1
            // The second of a pair may have no brackets.
            if isPair, field == range.upperBound || text[field] != UInt8(ascii: "<") { return false }
        }
        return found && !hasFold(text, range) && !mayBeBareID(text, field..<range.upperBound)
    }

    /// Whether the one id in brackets may have been an envelope id, and this field the message-ID, without brackets.
    private func mayBeBareID(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        let word = range.lowerBound..<(text.firstIndex(of: 0x20, in: range) ?? range.upperBound)
        return text.firstIndex(of: UInt8(ascii: "@"), in: word) != nil && !text.isAuthenticatedUser(word)
    }

    /// Format 3: the envelope sender is preceded by its length.
    private func isCounted(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var index = range.lowerBound
        while index < range.upperBound, text[index].isDigit { index += 1 }
        return index > range.lowerBound && index < range.upperBound && text[index] == UInt8(ascii: ":")
    }

    private func hasQuoteOrFold(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        text.firstIndex(of: UInt8(ascii: "\""), in: range) != nil || hasFold(text, range)
    }

    private func hasBracketOrFile(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        if text.firstIndex(of: UInt8(ascii: "<"), in: range) != nil { return true }
        var hasFile = false
        RecordWords.forEach(text, in: range) { hasFile = hasFile || QueueFileName(text, in: $0) != nil }
        return hasFile
    }

    private func hasFold(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        text.firstIndex(of: 0x0a, in: range) != nil
    }

    private func hasBlankOrAngle(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        for index in range where text[index].isBlankOrLineEnd || text[index] == UInt8(ascii: "<") { return true }
        return false
    }
}
