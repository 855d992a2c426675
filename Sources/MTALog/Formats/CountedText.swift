/// Gives the slots of a format 3 record their fields. As the slots are exact, so is the number of fields: a layout
/// either has a field for each or does not fit.
enum CountedText {
    /// The fields behind the current recipient in their order.
    static let fields: [(option: LayoutOptions, field: Field)] =
        TextReader.leading + [
            (.reason, .reason), (.diagnostics, .diagnostic), (.remoteMTA, .remoteMTA), (.transport, .transport),
            (.application, .application), (.queueTime, .queueTime),
        ]

    private static let envelope: [Field] = [.envelopeFrom, .originalRecipient, .currentRecipient]

    /// Takes the fields of a message's record; false where their number or kind does not fit the options.
    static func read(_ slots: CountedSlots, to end: Int, _ options: LayoutOptions, _ record: inout LogRecord) -> Bool {
        guard slots.end == end else { return false }
        readEnvelope(slots, &record)
        let letter = record.actionLetter
        var options = options
        if letter != UInt8(ascii: "R"), letter != UInt8(ascii: "K") { options.remove(.reason) }
        let excess = slots.count - envelope.count - (options.intersection(columns).rawValue.nonzeroBitCount)
        // The initial address has a slot only where there is one.
        let hasInitial = excess == 1 && options.contains(.intermediate)
        guard excess == 0 || hasInitial else { return false }
        return assign(slots, options, hasInitial, &record)
    }

    /// Takes the envelope, the queue file and the ids by their shapes, and the rest as diagnostic.
    static func readLoosely(_ slots: CountedSlots, _ text: Span<UInt8>, to end: Int, _ record: inout LogRecord) {
        record.clearFields(behind: .size)
        readEnvelope(slots, &record)
        var index = envelope.count
        while index < slots.count {
            let range = slots[index].range
            if record.place(of: .queueFile) == nil, QueueFileName(text, in: range) != nil {
                record.set(.queueFile, range)
            } else if !range.isEmpty, text[range.lowerBound] == UInt8(ascii: "<") {
                record.set(.envelopeID, record.place(of: .messageID))
                record.set(.messageID, range)
            } else if !range.isEmpty, record.place(of: .queueFile) != nil || record.place(of: .messageID) != nil {
                break
            }
            index += 1
        }
        let start = index < slots.count ? slots[index].range.lowerBound : min(slots.end + 1, end)
        if start < end { record.set(.diagnostic, start..<end) }
    }

    /// Takes the fields of a connection's record: transport, application, and texts that stand only where there is
    /// something to tell.
    static func readConnection(_ slots: CountedSlots, to end: Int, _ record: inout LogRecord) -> Bool {
        let isAuthentication = record.actionLetter == UInt8(ascii: "U")
        let texts: [Field]
        switch slots.count {
        case 3: texts = [.transport, .application, .diagnostic]
        case 4: texts = [.transport, .application, isAuthentication ? .information : .username, .diagnostic]
        default: texts = [.transport, .application, .information, .username, .diagnostic]
        }
        for (index, field) in texts.enumerated() where index < slots.count { record.set(field, slots[index].range) }
        guard slots.end == end, slots.count <= texts.count else {
            let last = slots.count > texts.count ? slots[texts.count - 1].range.lowerBound : min(slots.end + 1, end)
            if last < end { record.set(.diagnostic, last..<end) }
            return false
        }
        return true
    }

    private static let columns = fields.reduce(into: LayoutOptions()) { $0.formUnion($1.option) }

    private static func readEnvelope(_ slots: CountedSlots, _ record: inout LogRecord) {
        for (index, field) in envelope.enumerated() where index < slots.count { record.set(field, slots[index].range) }
    }

    private static func assign(
        _ slots: CountedSlots, _ options: LayoutOptions, _ hasInitial: Bool, _ record: inout LogRecord
    ) -> Bool {
        var index = envelope.count
        for (option, field) in fields where options.contains(option) {
            guard slots[index].isCounted != field.isNumber else { return false }
            record.set(field, slots[index].range)
            index += 1
            if field == .intermediateAddress, hasInitial {
                guard slots[index].isCounted else { return false }
                record.set(.initialAddress, slots[index].range)
                index += 1
            }
        }
        return true
    }
}

extension Field {
    /// Whether its text is digits, which format 3 does not count.
    var isNumber: Bool {
        switch self {
        case .size, .notaryFlags, .sensitivity, .priority, .queueTime: true
        default: false
        }
    }
}
