import ByteScanning

/// What stands behind the action of a connection's record in formats 1 and 2 (format page 1.7): transport and
/// application, then a text.
enum ConnectionText {
    /// Texts that authentication records (action U) show before the user, as seen in XML's `mi`.
    private static let outcomes = [
        "Authentication successful - switched to channel ", "Authentication successful", "Authentication failed",
        "Bad password", "Bad username or password", "No such user",
    ]

    static func read(_ text: Span<UInt8>, _ range: Range<Int>, _ record: inout LogRecord) {
        var reader = TextReader(text, [], from: range.lowerBound, to: range.upperBound)
        readTransport(text, &reader, &record)
        readApplication(text, &reader, &record)
        guard reader.hasSlot else { return }
        let rest = reader.position + 1..<reader.end
        if record.actionLetter == UInt8(ascii: "U") {
            readAuthentication(text, rest, &record)
        } else {
            record.set(.diagnostic, rest)
        }
    }

    /// A connection that never came about (action Y) has an empty slot, or none.
    private static func readTransport(_ text: Span<UInt8>, _ reader: inout TextReader, _ record: inout LogRecord) {
        guard reader.hasSlot else { return }
        if reader.isEmptySlot(text) { return reader.takeEmpty(.transport, &record) }
        let word = reader.position + 1..<text.endOfWord(reader.position + 1, reader.end)
        if text.contains(UInt8(ascii: "|"), in: word) { reader.take(.transport, to: word.upperBound, &record) }
    }

    private static func readApplication(_ text: Span<UInt8>, _ reader: inout TextReader, _ record: inout LogRecord) {
        guard reader.hasSlot else { return }
        if reader.isEmptySlot(text) { return reader.takeEmpty(.application, &record) }
        let word = reader.position + 1..<text.endOfWord(reader.position + 1, reader.end)
        if text.isApplication(word) { reader.take(.application, to: word.upperBound, &record) }
    }

    /// `information user reply`: told apart by the reply's code, and by the texts that are known.
    private static func readAuthentication(_ text: Span<UInt8>, _ range: Range<Int>, _ record: inout LogRecord) {
        var reply = range.lowerBound
        while reply < range.upperBound, !text.beginsReply(reply..<range.upperBound) {
            reply = text.endOfWord(reply, range.upperBound) + 1
        }
        let told = range.lowerBound..<max(range.lowerBound, min(reply - 1, range.upperBound))
        if reply < range.upperBound { record.set(.diagnostic, reply..<range.upperBound) }
        guard !told.isEmpty else { return }
        let informationEnd = endOfOutcome(text, told) ?? endBeforeUser(text, told)
        record.set(.information, told.lowerBound..<informationEnd)
        if informationEnd < told.upperBound { record.set(.username, informationEnd + 1..<told.upperBound) }
    }

    private static func endOfOutcome(_ text: Span<UInt8>, _ range: Range<Int>) -> Int? {
        for outcome in outcomes where text.begins(range, with: outcome) {
            let textEnd = range.lowerBound + outcome.utf8.count
            // The first text goes on with a channel's name.
            let end = text[textEnd - 1] == 0x20 ? text.endOfWord(textEnd, range.upperBound) : textEnd
            if text.endsSlot(end, range.upperBound) { return end }
        }
        return nil
    }

    /// In a text that is not known, a last word with an `@` or a star is the user.
    private static func endBeforeUser(_ text: Span<UInt8>, _ range: Range<Int>) -> Int {
        let word = text.startOfLastWord(range)..<range.upperBound
        let isUser =
            !word.isEmpty
            && (text[word.lowerBound] == UInt8(ascii: "*") || text.contains(UInt8(ascii: "@"), in: word))
        return isUser ? max(range.lowerBound, word.lowerBound - 1) : range.upperBound
    }
}
