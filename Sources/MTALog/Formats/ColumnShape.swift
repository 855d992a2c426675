import ByteScanning

/// What a slot behind the current recipient looks like, for the vote on a layout (format page 1.2).
enum ColumnShape: Int, CaseIterable {
    case empty
    case number
    case queueFile
    /// `<...>`, or a word before such.
    case id
    /// `<new>,<old>`
    case idPair
    /// `helo (rdns [ip])`
    case system
    case host
    /// `*user@some.org`
    case starredUser
    case address
    case word
    /// `'...'`
    case quoted
    /// What begins a diagnostic or ends a record: `dns;host`, `TCP|...`, `SMTP/...`, words that others follow.
    case other

    /// Whether the columns behind it are no columns any more but free text.
    var endsColumns: Bool { self == .other }

    /// Whether it may be an id without brackets.
    var isBareWord: Bool { self == .word || self == .host || self == .address }

    /// The shape of a whole slot whose end is known, as in format 3.
    init(_ text: Span<UInt8>, slot: Range<Int>) {
        guard let (shape, end) = ColumnShape.find(text, slot.lowerBound, slot.upperBound) else {
            self = .empty
            return
        }
        self = end == slot.upperBound ? shape : .other
    }

    /// The shape of the slot that begins at `start`, and where it ends; nil where it is empty.
    static func find(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> (shape: ColumnShape, end: Int)? {
        guard !text.endsSlot(start, end) else { return nil }
        let word = start..<text.endOfWord(start, end)
        if text[start] == UInt8(ascii: "<") {
            let idEnd = text.endOfIDs(start, end)
            guard idEnd > start + 2 else { return nil }
            return (hasTwo(text, start..<idEnd) ? .idPair : .id, idEnd)
        }
        if let quotedEnd = text.endOfQuoted(start, end) { return (.quoted, quotedEnd) }
        if let systemEnd = text.endOfSystem(start, end) { return (.system, systemEnd) }
        if QueueFileName(text, in: word) != nil { return (.queueFile, word.upperBound) }
        if let numberEnd = text.endOfNumber(start, word.upperBound) {
            let isReply =
                text.beginsReply(start..<end) && word.upperBound + 2 < end
                && text[word.upperBound + 2] == UInt8(ascii: ".")
            return (isReply ? .other : .number, numberEnd)
        }
        return (ofWord(text, word, end), word.upperBound)
    }

    private static func ofWord(_ text: Span<UInt8>, _ word: Range<Int>, _ end: Int) -> ColumnShape {
        guard text.isUser(word), !text.isApplication(word) else { return .other }
        if isFollowedByID(text, word.upperBound, end) { return .id }
        if DiagnosticPhrase.beginsOwn(text, word.lowerBound..<end) { return .other }
        if text[word.lowerBound] == UInt8(ascii: "*") { return .starredUser }
        if text.contains(UInt8(ascii: "@"), in: word) { return .address }
        if text.isHost(word) { return .host }
        return isFollowedByWord(text, word.upperBound, end) ? .other : .word
    }

    /// Whether a plain word follows, as in running text: no host, id, number, status or empty slot.
    private static func isFollowedByWord(_ text: Span<UInt8>, _ offset: Int, _ end: Int) -> Bool {
        guard offset + 1 < end, text[offset + 1].isLetter else { return false }
        let word = offset + 1..<text.endOfWord(offset + 1, end)
        return text.isUser(word) && !text.isHost(word) && !text.contains(UInt8(ascii: "@"), in: word)
            && text.endOfSystem(word.lowerBound, end) == nil && !text.isApplication(word)
    }

    /// Whether an id in brackets follows: then the word is an envelope id without brackets, as clients give it.
    private static func isFollowedByID(_ text: Span<UInt8>, _ offset: Int, _ end: Int) -> Bool {
        guard offset + 3 < end, text[offset + 1] == UInt8(ascii: "<") else { return false }
        let idEnd = text.endOfIDs(offset + 1, end)
        return idEnd > offset + 3 && text[idEnd - 1] == UInt8(ascii: ">")
    }

    private static func hasTwo(_ text: Span<UInt8>, _ ids: Range<Int>) -> Bool {
        for index in ids.lowerBound + 1..<ids.upperBound - 1
        where text[index] == UInt8(ascii: ",") && text[index - 1] == UInt8(ascii: ">") {
            return true
        }
        return false
    }
}
