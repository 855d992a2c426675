import ByteScanning

/// Reads the fields behind the size of a message's record in formats 1 and 2, slot by slot (format page 1.1).
///
/// A slot begins behind one blank; two blanks make an empty one. What has a shape is read from the left up to the
/// filter and from the right down to the remote MTA; the reason and the diagnostic are what is left between.
struct TextReader {
    let options: LayoutOptions
    /// The blank before the next slot, or the end.
    var position: Int
    let end: Int
    /// Addresses seen empty: as `<>`, which only format 2 writes, or as nothing, which it does not.
    var sawBrackets = false
    var sawEmptyAddress = false

    init(_ text: Span<UInt8>, _ options: LayoutOptions, from start: Int, to end: Int) {
        self.options = options
        position = start
        var end = end
        while end > start, text[end - 1].isBlank { end -= 1 }
        self.end = end
    }

    var hasSlot: Bool { position < end }

    /// The first byte of the next slot.
    private var slotStart: Int { position + 1 }

    func isEmptySlot(_ text: Span<UInt8>) -> Bool {
        slotStart >= end || text[slotStart] == 0x20
    }

    mutating func take(_ field: Field, to slotEnd: Int, _ record: inout LogRecord) {
        record.set(field, slotStart..<slotEnd)
        position = slotEnd
    }

    mutating func takeEmpty(_ field: Field, _ record: inout LogRecord) {
        take(field, to: slotStart, &record)
    }

    /// `<>`, which stands for an empty slot.
    private mutating func takeBrackets(
        _ text: Span<UInt8>, _ field: Field, _ slotEnd: Int, _ record: inout LogRecord
    ) -> Bool {
        guard slotEnd == slotStart + 2, text[slotStart] == UInt8(ascii: "<"), text[slotStart + 1] == UInt8(ascii: ">")
        else { return false }
        record.set(field, slotStart + 2..<slotStart + 2)
        position = slotEnd
        sawBrackets = true
        return true
    }

    /// Takes an address, or the empty slot of one.
    mutating func takeAddress(_ text: Span<UInt8>, _ field: Field, _ record: inout LogRecord) {
        guard hasSlot else { return }
        if isEmptySlot(text) { sawEmptyAddress = true }
        let slotEnd = text.endOfAddress(slotStart, end)
        if !takeBrackets(text, field, slotEnd, &record) { take(field, to: slotEnd, &record) }
    }

    /// Takes sender, original and current recipient.
    ///
    /// A sender with an address type is none: it was empty, and its slot was lost where a fold was.
    mutating func readEnvelope(_ text: Span<UInt8>, _ record: inout LogRecord) {
        guard hasSlot else { return }
        if text.endOfType(slotStart..<text.endOfWord(slotStart, end)) != nil {
            record.set(.envelopeFrom, position..<position)
        } else {
            takeAddress(text, .envelopeFrom, &record)
        }
        takeAddress(text, .originalRecipient, &record)
        // Before 6.0 there was one recipient only, and the status stood behind it (SIMS 4.0, imta_config).
        guard hasSlot, !text.begins(slotStart..<end, with: "smtp:"), !text.begins(slotStart..<end, with: "dns;") else {
            return
        }
        takeAddress(text, .currentRecipient, &record)
    }

    /// Takes a field that has a shape; false where the slot does not have it.
    mutating func read(_ field: Field, _ text: Span<UInt8>, _ record: inout LogRecord) -> Bool {
        guard hasSlot else { return true }
        if isEmptySlot(text) {
            takeEmpty(field, &record)
            return true
        }
        guard let slotEnd = endOfSlot(field, text) else { return false }
        guard slotEnd > slotStart else { return true }
        if !takeBrackets(text, field, slotEnd, &record) { take(field, to: slotEnd, &record) }
        return true
    }

    /// Where the next slot ends as this field; nil where it has another shape, its start where the field is left out.
    private func endOfSlot(_ field: Field, _ text: Span<UInt8>) -> Int? {
        let word = slotStart..<text.endOfWord(slotStart, end)
        switch field {
        case .notaryFlags, .sensitivity, .priority: return text.endOfNumber(slotStart, end)
        case .queueFile: return text.endOfQueueFile(slotStart, end)
        case .envelopeID, .messageID: return endOfIDs(text, word)
        case .username: return text.isUser(word) ? word.upperBound : nil
        case .connection: return endOfConnection(text, word)
        case .filter: return text.endOfQuoted(slotStart, end)
        default: return text.endOfAddress(slotStart, end)
        }
    }

    private func endOfIDs(_ text: Span<UInt8>, _ word: Range<Int>) -> Int? {
        if text[slotStart] == UInt8(ascii: "<") { return text.endOfIDs(slotStart, end) }
        return text.canBeBareID(word, before: end) ? word.upperBound : nil
    }

    /// Before 6.3 a dequeue's record had no remote host, and no slot for one, before its diagnostic (AG05, example
    /// 21-1); so a word that is no host leaves the field out.
    private func endOfConnection(_ text: Span<UInt8>, _ word: Range<Int>) -> Int? {
        if let system = text.endOfSystem(slotStart, end) { return system }
        if text.isHost(word) { return word.upperBound }
        guard text.isUser(word), word.contains(where: { text[$0].isLetter }) else { return slotStart }
        let next = word.upperBound + 1..<max(word.upperBound + 1, end)
        let standsAlone = next.isEmpty || text[next.lowerBound] == 0x20
        let isBeforeStatus = text.begins(next, with: "dns;") || text.begins(next, with: "smtp;")
        let isBeforeNumber =
            !next.isEmpty && text[next.lowerBound].isDigit
            && !options.isDisjoint(with: [.sensitivity, .priority])
        return standsAlone || isBeforeStatus || isBeforeNumber ? word.upperBound : slotStart
    }
}
