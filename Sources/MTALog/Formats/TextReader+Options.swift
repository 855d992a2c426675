import ByteScanning

/// The optional fields from the left: notary flags to filter.
extension TextReader {
    /// The options with a shape, in the order of their fields; the rest are read from the right.
    static let leading: [(option: LayoutOptions, field: Field)] = [
        (.notary, .notaryFlags), (.filename, .queueFile), (.envelopeID, .envelopeID), (.messageID, .messageID),
        (.username, .username), (.connection, .connection), (.sensitivity, .sensitivity), (.priority, .priority),
        (.intermediate, .intermediateAddress), (.filter, .filter),
    ]

    /// Takes the optional fields up to the filter; false at a slot that does not have its field's shape.
    mutating func readLeading(_ text: Span<UInt8>, _ record: inout LogRecord) -> Bool {
        for (option, field) in TextReader.leading where options.contains(option) {
            if field == .messageID { skipDoubledBlank(text) }
            if field == .intermediateAddress {
                readIntermediate(text, &record)
            } else if !read(field, text, &record) {
                return false
            }
        }
        return true
    }

    /// Some manuals print two blanks before a message-ID (AG05, example 21-8): no empty slot, as nothing behind the
    /// message-ID begins with a bracket.
    private mutating func skipDoubledBlank(_ text: Span<UInt8>) {
        guard position + 3 < end, text[position + 1] == 0x20, text[position + 2] == UInt8(ascii: "<"),
            text[position + 3] != UInt8(ascii: ">")
        else { return }
        position += 1
    }

    /// The initial address has a slot only where there is one. With filters on, what stands before their quote is it;
    /// else it must look like an address.
    private mutating func readIntermediate(_ text: Span<UInt8>, _ record: inout LogRecord) {
        guard hasSlot else { return }
        if let command = repeatedCommand(text, record) {
            take(.intermediateAddress, to: command, &record)
        } else {
            takeAddress(text, .intermediateAddress, &record)
        }
        guard hasSlot, !isEmptySlot(text) else { return }
        let start = position + 1
        guard text[start] != UInt8(ascii: "'") else { return }
        let slotEnd = text.endOfAddress(start, end)
        guard let sign = text.firstIndex(of: UInt8(ascii: "@"), in: start..<slotEnd), sign > start,
            text.endOfType(start..<slotEnd) == nil, text[slotEnd - 1] != UInt8(ascii: ":"),
            text[start] != UInt8(ascii: "<")
        else { return }
        take(.initialAddress, to: slotEnd, &record)
    }

    /// The end of a B record's command, blanks and all, where the intermediate address repeats it.
    private func repeatedCommand(_ text: Span<UInt8>, _ record: LogRecord) -> Int? {
        guard record.actionLetter == UInt8(ascii: "B"), let command = record.place(of: .currentRecipient) else {
            return nil
        }
        let slotEnd = position + 1 + command.count
        guard !command.isEmpty, slotEnd <= end, text.endsSlot(slotEnd, end) else { return nil }
        for offset in 0..<command.count where text[command.lowerBound + offset] != text[position + 1 + offset] {
            return nil
        }
        return slotEnd
    }
}
