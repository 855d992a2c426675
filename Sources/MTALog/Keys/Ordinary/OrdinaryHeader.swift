import ByteScanning

/// The columns of a text record up to its addresses, by the masks of its line: what `RecordHeader` reads, or nothing.
struct OrdinaryHeader {
    enum Body {
        case message
        /// A bad command, which has blanks where an address should be.
        case command
        case connection
        case headerLine
    }

    let body: Body
    /// Where the slots behind the size begin, of a message; else where the columns end.
    let end: Int

    /// Columns looked at before the action, the one behind the stamp with them.
    private static let mostColumns = 5

    @inline(always)
    init?(_ record: Span<UInt8>, _ line: borrowing LineMasks, length: Int, from stampEnd: Int) {
        var place = stampEnd
        var isConnection = false
        for column in 0..<OrdinaryHeader.mostColumns {
            let start = line.filled(from: place)
            guard start < length else { return nil }
            let end = line.blank(from: start)
            if column > 0, record[start].isUpperCaseLetter {
                guard let isAction = record.isUpperCase(start..<end, before: length) else { return nil }
                if isAction, isConnection {
                    (body, self.end) = (.connection, end)
                    return
                }
                if isAction, let size = OrdinaryHeader.size(record, line, behind: start..<end, length) {
                    let sizeEnd = line.blank(from: size)
                    guard sizeEnd < length, record.isShortNumber(size..<sizeEnd, before: length) else { return nil }
                    (body, self.end) = (record[start] == UInt8(ascii: "B") ? .command : .message, sizeEnd &+ 1)
                    return
                }
            }
            if end &- start == 1, record[start] == UInt8(ascii: ">") {
                guard column <= RecordHeader.mostColumnsBeforeHeaderMark else { return nil }
                (body, self.end) = (.headerLine, end)
                return
            }
            isConnection = column > 0 && end &- start == 1 && record[start].isDirection
            place = end
        }
        return nil
    }

    /// Where the size begins behind a word of capitals; nil where there is none, so that the word is no action.
    @inline(always)
    private static func size(
        _ record: Span<UInt8>, _ line: borrowing LineMasks, behind action: Range<Int>, _ length: Int
    ) -> Int? {
        var start = action.upperBound &+ 1
        guard start < length else { return nil }
        if record[start] == 0x20 {
            start = line.filled(from: start)
            guard start < length, start &- action.lowerBound <= RecordHeader.widestAction else { return nil }
        }
        return record[start].isDigit ? start : nil
    }
}

extension Span<UInt8> {
    /// Whether a word is all capitals; nil where that cannot be told from eight bytes before `end`.
    @inline(always)
    fileprivate func isUpperCase(_ word: Range<Int>, before end: Int) -> Bool? {
        guard word.count <= 8, end &- word.lowerBound >= 8 else { return nil }
        return self.word(at: word.lowerBound).bytesInFront(from: UInt8(ascii: "A"), through: UInt8(ascii: "Z"))
            >= word.count
    }

    /// Whether a word is all digits; false too where that cannot be told from eight bytes before `end`.
    @inline(always)
    func isShortNumber(_ word: Range<Int>, before end: Int) -> Bool {
        guard word.count <= 8, end &- word.lowerBound >= 8 else { return false }
        return self.word(at: word.lowerBound).bytesInFront(from: UInt8(ascii: "0"), through: UInt8(ascii: "9"))
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

extension UInt8 {
    /// What stands for inbound or outbound in the record of a connection.
    @inline(always) fileprivate var isDirection: Bool { self == UInt8(ascii: "+") || self == UInt8(ascii: "-") }
}
