/// The words of a delivery status, made ready to be searched: lower case, one blank between words, no addresses.
///
/// What stands in angle brackets, and words with an `@` or `://`, name people and places: a mailbox called
/// `greylisted` is no reason.
struct DiagnosticWords {
    private var text: [UInt8] = [0x20]

    /// Of a long status only the beginning is searched: replies say what happened in their first lines.
    static let longest = 4096

    /// O(length).
    init(_ source: Span<UInt8>, in range: Range<Int>) {
        let end = min(range.upperBound, range.lowerBound + DiagnosticWords.longest)
        var index = range.lowerBound
        while index < end {
            let wordEnd = DiagnosticWords.endOfWord(source, index, end)
            if wordEnd > index, !DiagnosticWords.isName(source, index..<wordEnd) {
                for place in index..<wordEnd { text.append(source[place].lowercased) }
                text.append(0x20)
            }
            index = wordEnd + 1
        }
    }

    /// Whether the words hold a phrase, no letter or digit touching it. O(length).
    func contain(_ phrase: String) -> Bool {
        let text = text.span
        var start = 0
        while let found = text.firstRange(of: phrase, in: start..<text.count) {
            if !text[found.lowerBound - 1].isWordCharacter, !text[found.upperBound].isWordCharacter { return true }
            start = found.lowerBound + 1
        }
        return false
    }

    private static func endOfWord(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
        var index = start
        while index < end, !text[index].isBlankOrLineEnd { index += 1 }
        return index
    }

    /// `<user>`, `user@host`, `http://host/`.
    private static func isName(_ text: Span<UInt8>, _ word: Range<Int>) -> Bool {
        text[word.lowerBound] == UInt8(ascii: "<") || text.contains(UInt8(ascii: "@"), in: word)
            || text.firstRange(of: "://", in: word) != nil
    }
}

extension UInt8 {
    fileprivate var isWordCharacter: Bool { isLetter || isDigit || self >= 0x80 }
}
