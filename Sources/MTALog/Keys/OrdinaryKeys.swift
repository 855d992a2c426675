import ByteScanning

/// The keys of a record of the shape that nearly all have, read in one walk over the blanks between its words.
///
/// It is a short cut and nothing more: what it gives is what `KeyExtractor` reads from the places of the same record, and
/// where anything at all is unusual it gives nothing. Its steps are inlined (`always`, for less is not heeded here): the
/// record and the line would be passed on for each.
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
    ///   - line: the whole record.
    ///   - knownDay: the beginning of a stamp that was read before, to be kept between records of one log.
    /// - Returns: nil where the record is not an ordinary one. O(length / 64 + words).
    @inline(always)
    init?(_ line: borrowing LineMasks, in text: Span<UInt8>, knownDay: inout UInt64) {
        let record = text.extracting(line.range)
        guard OrdinaryKeys.hasValidDay(record, knownDay: &knownDay) else { return nil }
        guard let header = OrdinaryKeys.header(record, line) else { return nil }
        guard let addresses = header.addresses else {
            // That of a connection. No mark may stand in what was read.
            guard line.mark(from: 0) >= header.end else { return nil }
            return
        }
        guard let keys = OrdinaryKeys.keys(record, line, from: addresses, in: text) else { return nil }
        let start = line.range.lowerBound
        queueFile = start &+ keys.file.lowerBound..<start &+ keys.file.upperBound
        messageID = start &+ keys.id.lowerBound..<start &+ keys.id.upperBound
    }

    @inline(always)
    private static func hasValidDay(_ record: Span<UInt8>, knownDay: inout UInt64) -> Bool {
        guard record.count > StampWords.length else { return false }
        let day = StampWords.day(record, at: 0)
        guard day != knownDay else { return true }
        guard Stamp.parse(record, at: 0) != nil else { return false }
        knownDay = day
        return true
    }
}

// MARK: Columns

extension OrdinaryKeys {
    /// The columns up to the addresses.
    private struct Header {
        let end: Int
        /// nil in the record of a connection.
        let addresses: Int?
    }

    /// Reads the columns as `RecordHeader` does; nil where they are unusual.
    @inline(always)
    private static func header(_ record: Span<UInt8>, _ line: borrowing LineMasks) -> Header? {
        var place = StampWords.length
        var isConnection = false
        for column in 0..<mostColumns {
            let start = line.filled(from: place)
            guard start < record.count else { return nil }
            let end = line.blank(from: start)
            if column > 0, record[start].isUpperCaseLetter {
                guard let isAction = isUpperCase(record, start..<end) else { return nil }
                if isAction, isConnection { return Header(end: end, addresses: nil) }
                if isAction, end &+ 1 < record.count, record[end &+ 1].isDigit {
                    let sizeEnd = line.blank(from: end &+ 1)
                    guard record[start] != UInt8(ascii: "B"), isNumber(record, end &+ 1..<sizeEnd) else { return nil }
                    return Header(end: sizeEnd, addresses: sizeEnd &+ 1)
                }
            }
            isConnection = column > 0 && end &- start == 1 && record[start].isDirection
            place = end
        }
        return nil
    }

    /// nil where that cannot be told from eight bytes of the record.
    @inline(always)
    private static func isUpperCase(_ record: Span<UInt8>, _ word: Range<Int>) -> Bool? {
        guard word.count <= 8, record.count &- word.lowerBound >= 8 else { return nil }
        return record.word(at: word.lowerBound).bytesInFront(from: UInt8(ascii: "A"), through: UInt8(ascii: "Z"))
            >= word.count
    }

    /// False too where that cannot be told from eight bytes of the record.
    @inline(always)
    private static func isNumber(_ record: Span<UInt8>, _ word: Range<Int>) -> Bool {
        guard word.count <= 8, record.count &- word.lowerBound >= 8 else { return false }
        return record.word(at: word.lowerBound).bytesInFront(from: UInt8(ascii: "0"), through: UInt8(ascii: "9"))
            >= word.count
    }
}

extension UInt64 {
    /// How many of eight bytes, from the lowest on, are ASCII between two bounds. Without a branch, for the lengths of the
    /// words that it is asked about cannot be foreseen.
    @inline(always)
    fileprivate func bytesInFront(from low: UInt8, through high: UInt8) -> Int {
        let each: UInt64 = 0x0101_0101_0101_0101
        let seven = self & (each &* 0x7f)
        let reachesLow = seven &+ each &* UInt64(0x80 - low)
        let passesHigh = seven &+ each &* UInt64(0x7f - high)
        let isBetween = reachesLow & ~passesHigh & ~self & (each &* 0x80)
        return (isBetween ^ (each &* 0x80)).trailingZeroBitCount >> 3
    }
}

// MARK: Keys

extension OrdinaryKeys {
    /// Reads addresses, queue file and message-ID; nil where they are unusual.
    @inline(always)
    private static func keys(
        _ record: Span<UInt8>, _ line: borrowing LineMasks, from addresses: Int, in text: Span<UInt8>
    ) -> (file: Range<Int>, id: Range<Int>)? {
        // Format 3 begins with the length of the sender.
        guard addresses < record.count, !record[addresses].isDigit else { return nil }
        var file = addresses
        for _ in 0..<OrdinaryKeys.addresses {
            let end = line.blank(from: file)
            guard end < record.count else { return nil }
            file = end &+ 1
        }
        let fileEnd = line.blank(from: file)
        guard fileEnd > file else { return hasNoKeys(record, line, file: file) ? (0..<0, 0..<0) : nil }
        guard let base = base(record, of: file, fileEnd) else { return nil }
        // A quote, an angle bracket or a control in what was read so far would be the first mark.
        let mark = line.mark(from: 0)
        guard fileEnd &+ 1 < record.count else { return mark >= fileEnd ? (base, 0..<0) : nil }
        guard mark == fileEnd &+ 1, let id = messageID(record, line, from: mark, in: text) else { return nil }
        return (base, id)
    }

    /// Whether this is the record of a message that was refused before it had a queue file or an id: nothing in their
    /// places, nor in the two words behind them, in which an id without brackets could stand.
    @inline(never)
    private static func hasNoKeys(_ record: Span<UInt8>, _ line: borrowing LineMasks, file: Int) -> Bool {
        let address = record.lastIndex(of: 0x20, in: 0..<file &- 1)! &+ 1..<file &- 1
        guard line.mark(from: 0) == record.count, QueueFileName(record, in: address) == nil else { return false }
        guard file &+ 1 < record.count else { return true }
        guard record[file &+ 1] == 0x20 else { return false }
        var start = file &+ 2
        for _ in 0..<2 where start < record.count {
            let end = line.blank(from: start)
            guard record.firstIndex(of: UInt8(ascii: "@"), in: start..<end) == nil,
                QueueFileName(record, in: start..<end) == nil
            else { return false }
            start = end &+ 1
        }
        return true
    }

    /// The one id in brackets, which nothing may follow that could be another.
    @inline(always)
    private static func messageID(
        _ record: Span<UInt8>, _ line: borrowing LineMasks, from open: Int, in text: Span<UInt8>
    ) -> Range<Int>? {
        let close = line.mark(from: open &+ 1)
        guard record[open] == UInt8(ascii: "<"), close < record.count, record[close] == UInt8(ascii: ">"),
            close > open &+ 1, line.blank(from: open) > close
        else { return nil }
        let id = open &+ 1..<close
        guard close &+ 1 < record.count else { return id }
        guard record[close &+ 1] == 0x20 else { return nil }
        // An id in brackets may have been an envelope id, and this word the message-ID or another one.
        let word = close &+ 2
        let end = line.blank(from: word)
        // In the text, where whole blocks can be compared up to the record's end.
        let start = line.range.lowerBound
        guard line.mark(from: word) >= end,
            text.firstIndex(of: UInt8(ascii: "@"), in: start &+ word..<start &+ end) == nil
        else { return nil }
        return id
    }

    /// The unique part of a queue file's name, where the extension has two characters and the rest is as usual too.
    @inline(always)
    private static func base(_ record: Span<UInt8>, of file: Int, _ fileEnd: Int) -> Range<Int>? {
        let dot = fileEnd &- 3
        guard dot > file, record[dot] == UInt8(ascii: "."), record[dot &+ 1].isLetterOrDigit,
            record[dot &+ 2].isLetterOrDigit, let length = record.wordLength(before: dot),
            length >= 2 + QueueFileName.shortestBase, length < 32
        else { return nil }
        let start = dot &- length
        guard start > file, record[start &- 1] == UInt8(ascii: "/"), record[start].isAttemptDigit,
            record[start &+ 1].isAttemptDigit
        else { return nil }
        return start &+ 2..<dot
    }
}

extension UInt8 {
    @inline(always) fileprivate var isLetterOrDigit: Bool { isLetter || isDigit }
    /// A digit in base 36, as the prefix that counts attempts has two.
    @inline(always) fileprivate var isAttemptDigit: Bool { isUpperCaseLetter || isDigit }
    /// What stands for inbound or outbound in the record of a connection.
    @inline(always) fileprivate var isDirection: Bool { self == UInt8(ascii: "+") || self == UInt8(ascii: "-") }
}
