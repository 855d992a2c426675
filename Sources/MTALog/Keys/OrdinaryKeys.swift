import ByteScanning

/// The keys of a record of the shape that nearly all have, read in one walk over the bytes that delimit its words.
///
/// It is a short cut and nothing more: what it gives is what `KeyExtractor` reads from the places of the same record, and
/// where anything at all is unusual it gives nothing.
public struct OrdinaryKeys: Equatable, Sendable {
    /// The base name of the queue file; empty where the record has none.
    public private(set) var queueFile = 0..<0
    /// Empty where the record has none.
    public private(set) var messageID = 0..<0

    /// Columns looked at before the action, the one behind the stamp with them.
    private static let mostColumns = 5
    /// Envelope sender, original and current recipient.
    private static let addresses = 3

    /// Reads a record that begins with `StampWords`.
    ///
    /// - Parameters:
    ///   - record: without its line end, and no line end in it.
    ///   - knownDay: the beginning of a stamp that was read before, to be kept between records of one log.
    /// - Returns: nil where the record is not an ordinary one. O(length / 64 + words).
    @inline(__always)
    init?(_ record: Range<Int>, in text: Span<UInt8>, knownDay: inout UInt64) {
        guard OrdinaryKeys.hasValidDay(record, in: text, knownDay: &knownDay) else { return nil }
        var words = Words(record.lowerBound + StampWords.length..<record.upperBound)
        switch OrdinaryKeys.skipHeader(&words, in: text) {
        case .unusual: return nil
        case .connection: return
        case .message: guard readMessage(&words, in: text) else { return nil }
        }
    }

    @inline(__always)
    private static func hasValidDay(_ record: Range<Int>, in text: Span<UInt8>, knownDay: inout UInt64) -> Bool {
        guard record.count > StampWords.length else { return false }
        let day = StampWords.day(text, at: record.lowerBound)
        guard day != knownDay else { return true }
        guard Stamp.parse(text, at: record.lowerBound) != nil else { return false }
        knownDay = day
        return true
    }
}

// MARK: Columns

extension OrdinaryKeys {
    private enum Header { case message, connection, unusual }

    /// Passes over the columns up to the addresses, as `RecordHeader` reads them.
    @inline(__always)
    private static func skipHeader(_ words: inout Words, in text: Span<UInt8>) -> Header {
        var isConnection = false
        for column in 0..<mostColumns {
            guard let word = words.nextFilled(in: text) else { return .unusual }
            let isAction = column > 0 && text[word.lowerBound].isUpperCaseLetter && isUpperCase(word, in: text)
            if isAction, isConnection { return .connection }
            if isAction, word.upperBound + 1 < words.end, text[word.upperBound + 1].isDigit {
                guard text[word.lowerBound] != UInt8(ascii: "B"), let size = words.next(in: text),
                    isNumber(size, in: text), size.upperBound < words.end
                else { return .unusual }
                return .message
            }
            isConnection = column > 0 && word.count == 1 && text[word.lowerBound].isDirection
        }
        return .unusual
    }

    @inline(__always)
    private static func isUpperCase(_ word: Range<Int>, in text: Span<UInt8>) -> Bool {
        for index in word where !text[index].isUpperCaseLetter { return false }
        return true
    }

    @inline(__always)
    private static func isNumber(_ word: Range<Int>, in text: Span<UInt8>) -> Bool {
        for index in word where !text[index].isDigit { return false }
        return true
    }
}

// MARK: Keys

extension OrdinaryKeys {
    /// Reads addresses, queue file and message-ID.
    @inline(__always)
    private mutating func readMessage(_ words: inout Words, in text: Span<UInt8>) -> Bool {
        // Format 3 begins with the length of the sender.
        guard words.start < words.end, !text[words.start].isDigit else { return false }
        for _ in 0..<OrdinaryKeys.addresses {
            guard let address = words.next(in: text), address.upperBound < words.end else { return false }
        }
        guard let file = words.next(in: text), let base = OrdinaryKeys.base(of: file, in: text) else { return false }
        queueFile = base
        guard words.start < words.end else { return true }
        guard let id = words.nextBracketed(in: text) else { return false }
        messageID = id
        return words.start >= words.end || !mayBeBareID(&words, in: text)
    }

    /// The unique part of a queue file's name, where the extension has two characters and the rest is as usual too.
    @inline(__always)
    private static func base(of file: Range<Int>, in text: Span<UInt8>) -> Range<Int>? {
        let dot = file.upperBound &- 3
        guard dot > file.lowerBound, text[dot] == UInt8(ascii: "."), text[dot + 1].isLetterOrDigit,
            text[dot + 2].isLetterOrDigit, let length = text.run(of: WordByte(), before: dot),
            length >= 2 + QueueFileName.shortestBase, length < 64
        else { return nil }
        let start = dot - length
        guard start > file.lowerBound, text[start - 1] == UInt8(ascii: "/"), text[start].isAttemptDigit,
            text[start + 1].isAttemptDigit
        else { return nil }
        return start + 2..<dot
    }

    /// Whether the id in brackets may have been an envelope id, and what follows is the message-ID or another one.
    @inline(__always)
    private func mayBeBareID(_ words: inout Words, in text: Span<UInt8>) -> Bool {
        guard let word = words.next(in: text) else { return true }
        return text.firstIndex(of: UInt8(ascii: "@"), in: word) != nil
    }
}

/// Words with one blank between them.
private struct Words {
    /// Where the next word begins.
    public private(set) var start: Int
    let end: Int
    private var delimiters: ByteMatches<Delimiter>

    @inline(__always)
    init(_ range: Range<Int>) {
        start = range.lowerBound
        end = range.upperBound
        delimiters = ByteMatches(of: Delimiter(), in: range)
    }

    /// The bytes up to the next blank, maybe none, or up to the end; nil where another delimiter stands.
    @inline(__always)
    mutating func next(in text: Span<UInt8>) -> Range<Int>? {
        let first = start
        guard let delimiter = delimiters.next(in: text) else {
            start = end
            return first..<end
        }
        start = delimiter &+ 1
        return text[delimiter] == 0x20 ? first..<delimiter : nil
    }

    /// The next word that is not empty.
    @inline(__always)
    mutating func nextFilled(in text: Span<UInt8>) -> Range<Int>? {
        let first = text.skippingSpaces(from: start)
        guard first < end else { return nil }
        start = first
        delimiters.skip(to: first)
        guard let word = next(in: text), !word.isEmpty else { return nil }
        return word
    }

    /// What stands between angle brackets here, the word's end behind them.
    @inline(__always)
    mutating func nextBracketed(in text: Span<UInt8>) -> Range<Int>? {
        guard let open = delimiters.next(in: text), open == start, text[open] == UInt8(ascii: "<"),
            let close = delimiters.next(in: text), text[close] == UInt8(ascii: ">"), close > open &+ 1
        else { return nil }
        start = end
        if close &+ 1 < end {
            guard delimiters.next(in: text) == close &+ 1, text[close &+ 1] == 0x20 else { return nil }
            start = close &+ 2
        }
        return open &+ 1..<close
    }
}

extension UInt8 {
    @inline(__always) fileprivate var isLetterOrDigit: Bool { isLetter || isDigit }
    /// A digit in base 36, as the prefix that counts attempts has two.
    @inline(__always) fileprivate var isAttemptDigit: Bool { isUpperCaseLetter || isDigit }
    /// What stands for inbound or outbound in the record of a connection.
    @inline(__always) fileprivate var isDirection: Bool { self == UInt8(ascii: "+") || self == UInt8(ascii: "-") }
}
