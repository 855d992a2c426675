import ByteScanning

/// The slot of LOG_CONNECTION in a message's record, and words that tell it from what stands behind it.
extension Span<UInt8> {
    /// `helo (rdns [ip])`, `name ([ip])` or `[ip] ([ip])`: where it ends, nil where it is none of them.
    func endOfSystem(_ start: Int, _ end: Int) -> Int? {
        let name = endOfWord(start, end)
        guard name > start, name + 2 < end, self[name + 1] == UInt8(ascii: "("),
            !begins(name + 2..<end, with: "TCP|"), endOfType(start..<name) == nil
        else { return nil }
        var index = name + 2
        while index < end, self[index] != UInt8(ascii: "(") {
            if self[index] == UInt8(ascii: ")"), self[index - 1] == UInt8(ascii: "]"), endsSlot(index + 1, end) {
                return index + 1
            }
            index += 1
        }
        return nil
    }

    /// Whether a word can be a host: letters, digits, dots, hyphens, or an address in brackets.
    func isHost(_ word: Range<Int>) -> Bool {
        var dots = 0
        var letters = 0
        for index in word {
            switch self[index] {
            case UInt8(ascii: "."): dots += 1
            case UInt8(ascii: "-"), UInt8(ascii: "_"): break
            case UInt8(ascii: ":"), UInt8(ascii: "["), UInt8(ascii: "]"):
                guard self[word.lowerBound] == UInt8(ascii: "[") else { return false }
                letters += 1
            default:
                guard self[index].isDigit || self[index].isLetter else { return false }
                letters += self[index].isLetter ? 1 : 0
            }
        }
        return letters > 0 && dots > 0 && self[word.upperBound - 1] != UInt8(ascii: ".")
    }

    /// A user: the process' owner, or `*user@some.org`.
    func isUser(_ word: Range<Int>) -> Bool {
        guard !word.isEmpty, self[word.upperBound - 1] != UInt8(ascii: ":") else { return false }
        for index in word {
            switch self[index] {
            case UInt8(ascii: ";"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"),
                UInt8(ascii: "|"), UInt8(ascii: "["), UInt8(ascii: "/"), UInt8(ascii: "'"), UInt8(ascii: ","):
                return false
            default: break
            }
        }
        return true
    }

    /// `*user@some.org`, which an id without brackets never looks like.
    func isAuthenticatedUser(_ word: Range<Int>) -> Bool {
        !word.isEmpty && self[word.lowerBound] == UInt8(ascii: "*")
    }

    /// Whether a word that does not begin with an angle bracket can be an id: it is no number, which would be that of
    /// another field, and looks like no user, host, queue file or part of a diagnostic.
    func canBeBareID(_ word: Range<Int>, before end: Int) -> Bool {
        !word.isEmpty && canBeBareWord(word, before: end) && QueueFileName(self, in: word) == nil
    }

    /// The same of a word that is no queue file.
    func canBeBareWord(_ word: Range<Int>, before end: Int) -> Bool {
        canBeCountedID(word) && endOfNumber(word.lowerBound, word.upperBound) == nil
            && endOfSystem(word.lowerBound, end) == nil
    }

    /// The same of a text whose end is told by its length.
    func canBeCountedID(_ slot: Range<Int>) -> Bool {
        endOfType(slot) == nil && !isAuthenticatedUser(slot) && !contains(UInt8(ascii: "|"), in: slot)
            && !contains(UInt8(ascii: "("), in: slot)
    }

    /// `SMTP`, `SMTP/host/host/TLS...`, `LMTP`: capitals, digits behind them, and perhaps a slash and more.
    func isApplication(_ word: Range<Int>) -> Bool {
        var index = word.lowerBound
        while index < word.upperBound, self[index].isUpperCaseLetter || self[index].isDigit { index += 1 }
        guard index >= word.lowerBound + 3, self[word.lowerBound].isUpperCaseLetter else { return false }
        guard index == word.upperBound else { return self[index] == UInt8(ascii: "/") }
        return index >= word.lowerBound + 4 && self[index - 2] == UInt8(ascii: "T")
            && self[index - 1] == UInt8(ascii: "P")
    }

    /// Whether a server's reply begins here: `550 ` and more.
    func beginsReply(_ range: Range<Int>) -> Bool {
        let start = range.lowerBound
        guard range.count >= 3, (0x32...0x35).contains(self[start]), self[start + 1].isDigit, self[start + 2].isDigit
        else { return false }
        return range.count == 3 || self[start + 3] == 0x20 || self[start + 3] == UInt8(ascii: "-")
    }
}
