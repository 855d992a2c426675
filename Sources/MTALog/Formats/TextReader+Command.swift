import ByteScanning

/// Records of bad commands (action B): the recipient's slot holds what the client said, blanks and all (AG63, 25-1).
extension TextReader {
    /// How many words of a command are tried as its last one.
    private static let mostWords = 32

    /// Takes the command and all behind it: the shortest command that lets the rest have its shape.
    mutating func readCommand(_ text: Span<UInt8>, _ record: inout LogRecord) {
        takeAddress(text, .envelopeFrom, &record)
        takeAddress(text, .originalRecipient, &record)
        guard hasSlot else { return }
        let start = position + 1
        var commandEnd = start
        for _ in 0..<TextReader.mostWords {
            commandEnd = text.endOfWord(commandEnd, end)
            if reads(text, command: start..<commandEnd, &record) { return }
            guard commandEnd < end else { break }
            commandEnd += 1
        }
        readCommandBeforeReply(text, start..<end, &record)
    }

    private mutating func reads(_ text: Span<UInt8>, command: Range<Int>, _ record: inout LogRecord) -> Bool {
        record.clearFields(behind: .currentRecipient)
        record.set(.currentRecipient, command)
        var trial = self
        trial.position = command.upperBound
        guard trial.readLeading(text, &record) else { return false }
        // `GET /path` is a path too.
        if let file = record.place(of: .queueFile), !file.isEmpty, QueueFileName(text, in: file) == nil { return false }
        trial.readTrailing(text, &record)
        guard let status = record.place(of: .diagnostic), !status.isEmpty else {
            self = trial
            return true
        }
        guard text.beginsReply(status), options.contains(.diagnostics) else { return false }
        self = trial
        return true
    }

    /// Where nothing fits: the command reaches as far as the first reply, the diagnostic is the rest.
    private mutating func readCommandBeforeReply(
        _ text: Span<UInt8>, _ range: Range<Int>, _ record: inout LogRecord
    ) {
        record.clearFields(behind: .currentRecipient)
        position = range.upperBound
        var start = range.lowerBound
        while start < range.upperBound, !text.beginsReply(start..<range.upperBound) {
            start = text.endOfWord(start, range.upperBound) + 1
        }
        guard start < range.upperBound else { return record.set(.currentRecipient, range) }
        record.set(.currentRecipient, range.lowerBound..<max(range.lowerBound, start - 1))
        record.set(.diagnostic, start..<range.upperBound)
    }
}
