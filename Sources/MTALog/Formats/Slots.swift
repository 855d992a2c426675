import ByteScanning

/// Shapes of single slots in formats 1 and 2: where a slot that begins at an offset ends.
///
/// A slot ends before a blank or at the end of the record. All are O(length of the slot), but for an opening quote or
/// bracket, whose partner is looked for up to the end.
extension Span<UInt8> {
    func endOfWord(_ start: Int, _ end: Int) -> Int {
        firstIndex(of: 0x20, in: start..<end) ?? end
    }

    /// Where the last word of a range begins.
    func startOfLastWord(_ range: Range<Int>) -> Int {
        lastIndex(of: 0x20, in: range).map { $0 + 1 } ?? range.lowerBound
    }

    func begins(_ range: Range<Int>, with prefix: String) -> Bool {
        var index = range.lowerBound
        for byte in prefix.utf8 {
            guard index < range.upperBound, self[index] == byte else { return false }
            index += 1
        }
        return true
    }

    func endsSlot(_ offset: Int, _ end: Int) -> Bool {
        offset >= end || self[offset] == 0x20
    }

    /// An address; blanks in a quoted local part, `"a b"@some.org`, belong to it.
    func endOfAddress(_ start: Int, _ end: Int) -> Int {
        var index = start
        while index < end, self[index] != 0x20 {
            if self[index] == UInt8(ascii: "\"") {
                guard let close = closingQuote(index + 1, end) else { return endOfWord(index, end) }
                index = close
            }
            index += 1
        }
        return index
    }

    /// The quote that ends a quoted local part: an `@`, a dot or the end of the address follows it.
    private func closingQuote(_ start: Int, _ end: Int) -> Int? {
        var index = start
        while index < end, self[index] != UInt8(ascii: "\"") {
            index += self[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard index < end else { return nil }
        guard index + 1 < end else { return index }
        switch self[index + 1] {
        case UInt8(ascii: "@"), UInt8(ascii: "."), UInt8(ascii: ">"), 0x20: return index
        default: return nil
        }
    }

    /// An id or several joined by commas: blanks inside angle brackets belong to it, `<new>,<old one>`.
    func endOfIDs(_ start: Int, _ end: Int) -> Int {
        var index = start
        while index < end, self[index] == UInt8(ascii: "<") {
            guard let close = closingAngle(index, end) else { return endOfWord(index, end) }
            index = close + 1
            guard index < end, self[index] == UInt8(ascii: ",") else { return index }
            index += 1
        }
        return endOfWord(index, end)
    }

    /// The bracket that ends the id beginning at `open`: a blank, a comma or the end follows it, and no other id begins
    /// before it.
    private func closingAngle(_ open: Int, _ end: Int) -> Int? {
        var sawBlank = false
        var index = open + 1
        while index < end {
            switch self[index] {
            case 0x20: sawBlank = true
            case UInt8(ascii: "<") where sawBlank: return nil
            case UInt8(ascii: ">"):
                if endsSlot(index + 1, end) || self[index + 1] == UInt8(ascii: ",") { return index }
            default: break
            }
            index += 1
        }
        return nil
    }

    /// Digits only.
    func endOfNumber(_ start: Int, _ end: Int) -> Int? {
        var index = start
        while index < end, self[index].isDigit { index += 1 }
        return endsSlot(index, end) ? index : nil
    }

    /// `'...'`: the quote that a blank or the end follows.
    func endOfQuoted(_ start: Int, _ end: Int) -> Int? {
        guard start < end, self[start] == UInt8(ascii: "'") else { return nil }
        var index = start + 1
        while let quote = firstIndex(of: UInt8(ascii: "'"), in: min(index, end)..<end) {
            if endsSlot(quote + 1, end) { return quote + 1 }
            index = quote + 1
        }
        return nil
    }

    /// A queue file's path. Blanks in its directory are put up with, as far as some words.
    func endOfQueueFile(_ start: Int, _ end: Int) -> Int? {
        var wordEnd = endOfWord(start, end)
        guard start < wordEnd, isPath(start..<wordEnd) || QueueFileName(self, in: start..<wordEnd) != nil else {
            return nil
        }
        let firstEnd = wordEnd
        for _ in 0..<6 {
            if QueueFileName(self, in: start..<wordEnd) != nil { return wordEnd }
            guard wordEnd < end, self[wordEnd - 1] != UInt8(ascii: ">") else { break }
            wordEnd = endOfWord(wordEnd + 1, end)
        }
        return firstEnd
    }

    func isPath(_ word: Range<Int>) -> Bool {
        let first = self[word.lowerBound]
        if first == UInt8(ascii: "/") { return true }
        guard first.isLetter, !begins(word, with: "TCP|"), !begins(word, with: "SMTP/") else { return false }
        for index in word {
            switch self[index] {
            case UInt8(ascii: ";"), UInt8(ascii: "@"), UInt8(ascii: "("), UInt8(ascii: "<"): return false
            case UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "["): return true
            default: break
            }
        }
        return false
    }

    /// `rfc822;` or another address type, or `dns;`: letters, digits and hyphens up to a semicolon.
    func endOfType(_ word: Range<Int>) -> Int? {
        var index = word.lowerBound
        while index < word.upperBound, self[index].isLetter || self[index].isDigit || self[index] == UInt8(ascii: "-") {
            index += 1
        }
        guard index > word.lowerBound, index < word.upperBound, self[index] == UInt8(ascii: ";") else { return nil }
        return index + 1
    }

    func contains(_ byte: UInt8, in range: Range<Int>) -> Bool {
        firstIndex(of: byte, in: range) != nil
    }
}
