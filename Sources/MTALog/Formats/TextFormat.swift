import ByteScanning

/// The text formats, LOG_FORMAT 1 to 3: takes apart a record that begins with a stamp.
enum TextFormat {
    enum Verdict {
        /// No record of the MTA.
        case foreign
        /// Every field has the shape that its place in the layout asks for.
        case fits
        /// Something does not; the record's fields are set as far as they were read.
        case misfit
    }

    /// Takes the record apart from `start` on, reading optional fields as `options` says. O(length).
    static func parse(_ record: inout LogRecord, from start: Int, options: LayoutOptions) -> Verdict {
        let bytes = record.bytes
        let text = bytes.span
        let end = record.textLength
        guard let header = TextHeader(text, from: start, to: end, options: options) else { return .foreign }
        begin(header, &record)
        switch header.body {
        case .headerLine:
            readHeaderLine(text, header.rest..<end, &record)
            return .fits
        case .connection: return readConnection(text, header.rest..<end, &record)
        case .message: return readMessage(text, header, end, options, &record)
        }
    }

    private static func begin(_ header: TextHeader, _ record: inout LogRecord) {
        record.clearFields(behind: .node)
        record.stamp = header.stamp
        record.format = nil
        record.set(.node, header.node)
        record.set(.processID, header.processID)
        switch header.body {
        case .headerLine: record.kind = .header
        case .connection:
            record.kind = .connection
            record.set(.direction, header.direction)
        case .message:
            record.kind = .message
            record.set(.destinationChannel, header.destination ?? header.action.lowerBound..<header.action.lowerBound)
            record.set(.size, header.size)
        }
        guard header.body != .headerLine else { return }
        record.set(.sourceChannel, header.source)
        record.set(.action, header.action)
    }

    /// `Name: value` behind the `>` (format page 1.8).
    private static func readHeaderLine(_ text: Span<UInt8>, _ range: Range<Int>, _ record: inout LogRecord) {
        let start = range.lowerBound < range.upperBound ? range.lowerBound + 1 : range.upperBound
        guard let colon = text.firstIndex(of: UInt8(ascii: ":"), in: start..<range.upperBound) else {
            return record.set(.headerValue, start..<range.upperBound)
        }
        record.set(.headerName, start..<colon)
        let hasBlank = colon + 1 < range.upperBound && text[colon + 1] == 0x20
        record.set(.headerValue, colon + (hasBlank ? 2 : 1)..<range.upperBound)
    }

    private static func readConnection(
        _ text: Span<UInt8>, _ range: Range<Int>, _ record: inout LogRecord
    ) -> Verdict {
        if CountedSlots.begin(text, at: range.lowerBound, range.upperBound) {
            record.format = .counted
            let slots = CountedSlots(text, from: range.lowerBound, to: range.upperBound)
            return CountedText.readConnection(slots, to: range.upperBound, &record) ? .fits : .misfit
        }
        ConnectionText.read(text, range, &record)
        return .fits
    }

    private static func readMessage(
        _ text: Span<UInt8>, _ header: TextHeader, _ end: Int, _ options: LayoutOptions, _ record: inout LogRecord
    ) -> Verdict {
        if CountedSlots.begin(text, at: header.rest, end) {
            record.format = .counted
            let slots = CountedSlots(text, from: header.rest, to: end)
            if CountedText.read(slots, to: end, options, &record) { return .fits }
            CountedText.readLoosely(slots, text, to: end, &record)
            return .misfit
        }
        var reader = TextReader(text, options, from: header.rest, to: end)
        if isMailserv(text, header) {
            readMailserv(text, &reader, &record)
            return .fits
        }
        let verdict = readFields(text, &reader, &record)
        if reader.sawBrackets {
            record.format = .angleBrackets
        } else if reader.sawEmptyAddress {
            record.format = .standard
        }
        return verdict
    }

    private static func readFields(
        _ text: Span<UInt8>, _ reader: inout TextReader, _ record: inout LogRecord
    ) -> Verdict {
        if record.actionLetter == UInt8(ascii: "B") {
            reader.readCommand(text, &record)
            return .fits
        }
        reader.readEnvelope(text, &record)
        guard reader.readLeading(text, &record) else {
            let rest = min(reader.position + 1, reader.end)..<reader.end
            record.set(.diagnostic, rest)
            return .misfit
        }
        reader.readTrailing(text, &record)
        return record.place(of: .diagnostic).map { beginsWithField(text, $0) } == true ? .misfit : .fits
    }

    /// Whether a diagnostic begins with what no server says: a field that the layout does not know of.
    private static func beginsWithField(_ text: Span<UInt8>, _ diagnostic: Range<Int>) -> Bool {
        var start = diagnostic.lowerBound
        let end = diagnostic.upperBound
        while start < end, text[start].isBlank { start += 1 }
        guard start < end else { return false }
        let word = start..<text.endOfWord(start, end)
        switch text[start] {
        case UInt8(ascii: "<"): return text[word.upperBound - 1] == UInt8(ascii: ">")
        case UInt8(ascii: "'"): return text.endOfQuoted(start, end) != nil
        default: break
        }
        if text.endOfNumber(start, word.upperBound) != nil {
            let next = min(word.upperBound + 1, end)
            let isBeforeFile = QueueFileName(text, in: next..<text.endOfWord(next, end)) != nil
            return isBeforeFile || !text.beginsReply(start..<end)
        }
        return QueueFileName(text, in: word) != nil || text.begins(word, with: "TCP|")
            || text.endOfSystem(start, end) != nil
    }

    /// The Mailserv channel's records (PMDF, Mailserv logging): F or S, and two times of day as one number of twelve
    /// digits in the destination's column.
    private static func isMailserv(_ text: Span<UInt8>, _ header: TextHeader) -> Bool {
        guard let destination = header.destination, destination.count == 12, header.action.count == 1 else {
            return false
        }
        return text.endOfNumber(destination.lowerBound, destination.upperBound) == destination.upperBound
    }

    /// The sender, then the command's text and its seconds, kept together.
    private static func readMailserv(_ text: Span<UInt8>, _ reader: inout TextReader, _ record: inout LogRecord) {
        reader.takeAddress(text, .envelopeFrom, &record)
        if reader.hasSlot { record.set(.diagnostic, reader.position + 1..<reader.end) }
    }
}
