import ByteScanning

/// Where ids without angle brackets can stand in a record of the text formats.
///
/// MTAs write ids as strangers made them, brackets or not, and a layout may put any word of a damaged record into the
/// message-ID's place. So the bytes of the record alone decide which words can be ids: the full parse takes no others
/// for keys, and `OrdinaryKeys` and the candidates of any other record have them all.
enum BareIDs {
    /// Words behind a queue file that may be ids: an envelope id and a message-ID.
    static let mostBehindFile = 2
    /// Slots behind the addresses in which any word may be an id: those of the queue file and the message-ID.
    static let anyWordSlots = 2
    /// Slots behind the addresses in which a word with an `@` may be an id: those of an envelope id and flags too.
    static let addressSlots = 4

    /// Calls `body` with each place, perhaps more than once. O(length).
    static func forEach(_ text: Span<UInt8>, in range: Range<Int>, _ body: (Range<Int>) -> Void) {
        forEachBehindFile(text, range, body)
        guard let header = header(text, range), case .message(let addresses) = header.body else { return }
        if CountedSlots.begin(text, at: addresses - 1, range.upperBound) {
            forEachCounted(text, CountedSlots(text, from: addresses - 1, to: range.upperBound), body)
        }
        if text.contains(UInt8(ascii: "\""), in: range) || text.contains(0x0a, in: range) {
            // Blanks in quotes make more words of an address, a fold takes its blank away.
            RecordWords.forEach(text, in: addresses..<range.upperBound) { word in
                if text.contains(UInt8(ascii: "@"), in: word) { body(word) }
            }
        } else {
            let isCommand = text[header.action.lowerBound] == UInt8(ascii: "B")
            forEachColumn(text, addresses..<range.upperBound, isCommand: isCommand, body)
        }
    }

    /// The header of a record, behind its prefix.
    static func header(_ text: Span<UInt8>, _ range: Range<Int>) -> RecordHeader? {
        let start = RecordStart.contentStart(text, at: range.lowerBound)
        return start < range.upperBound ? RecordHeader(text, in: start..<range.upperBound) : nil
    }

    /// The words behind a queue file; behind an id in brackets only what looks like another.
    private static func forEachBehindFile(_ text: Span<UInt8>, _ range: Range<Int>, _ body: (Range<Int>) -> Void) {
        var left = 0
        var isBehindID = false
        RecordWords.forEach(text, in: range) { word in
            if QueueFileName(text, in: RecordWords.withoutQuotes(text, word)) != nil {
                (left, isBehindID) = (mostBehindFile, false)
            } else if left > 0 {
                let isAnyWord = !isBehindID || text.contains(UInt8(ascii: "@"), in: word)
                if isAnyWord, canBeID(text, word, range.upperBound) { body(word) }
                isBehindID = text[word.lowerBound] == UInt8(ascii: "<")
                left -= 1
            }
        }
    }

    /// The first slots behind the three addresses. A rejected command has blanks, and where it ends nobody can tell:
    /// what has no `@` is no id then.
    private static func forEachColumn(
        _ text: Span<UInt8>, _ range: Range<Int>, isCommand: Bool, _ body: (Range<Int>) -> Void
    ) {
        var slot = 0
        var isBehindID = false
        var start = range.lowerBound
        // A null sender's slot may be lost: then the first address has a type.
        var addressesLeft = hasLostSlot(text, range) ? 2 : 3
        while start < range.upperBound, slot < addressSlots {
            let word = start..<text.endOfWord(start, range.upperBound)
            start = word.upperBound + 1
            guard addressesLeft == 0 else {
                addressesLeft -= 1
                continue
            }
            // Flags of a recipient.
            let isNumber = !word.isEmpty && text.endOfNumber(word.lowerBound, range.upperBound) != nil
            if slot > 0 || !isNumber { slot += 1 }
            guard !word.isEmpty else { continue }
            let isAnyWord = slot <= anyWordSlots && !isBehindID && !isCommand
            if isAnyWord || text.contains(UInt8(ascii: "@"), in: word), canBeID(text, word, range.upperBound) {
                body(word)
            }
            isBehindID = text[word.lowerBound] == UInt8(ascii: "<")
        }
    }

    /// Whether the slot of a null sender is lost: then the first address has a type, and no queue file stands behind three
    /// addresses.
    private static func hasLostSlot(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var word = range.lowerBound..<text.endOfWord(range.lowerBound, range.upperBound)
        guard text.endOfType(word) != nil else { return false }
        for _ in 0..<3 {
            let start = min(word.upperBound + 1, range.upperBound)
            word = start..<text.endOfWord(start, range.upperBound)
        }
        return QueueFileName(text, in: word) == nil
    }

    /// An id in brackets, or a word that can be one without.
    private static func canBeID(_ text: Span<UInt8>, _ word: Range<Int>, _ end: Int) -> Bool {
        text[word.lowerBound] == UInt8(ascii: "<") || text.canBeBareID(word, before: end)
    }

    /// Slots of format 3, which may hold anything: `22:an id with blanks@host`.
    private static func forEachCounted(_ text: Span<UInt8>, _ slots: CountedSlots, _ body: (Range<Int>) -> Void) {
        var left = 0
        var isBehindID = false
        for index in 0..<slots.count where !slots[index].range.isEmpty {
            let slot = slots[index].range
            let isBracketed = text[slot.lowerBound] == UInt8(ascii: "<")
            if QueueFileName(text, in: slot) != nil {
                (left, isBehindID) = (mostBehindFile, false)
            } else if left > 0 && !isBehindID || text.contains(UInt8(ascii: "@"), in: slot) {
                if isBracketed || text.canBeCountedID(slot) { body(slot) }
                left -= 1
            }
            isBehindID = isBracketed
        }
    }
}
