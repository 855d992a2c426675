import ByteScanning

/// Where in a text records start: a rule that looks at a few bytes around a place and nothing else, so that a scan for
/// the index, a chunk's cut, a lookup that begins in the middle, and any other reader find the same records.
///
/// A record starts where a line that begins behind a line feed, a carriage return or a NUL has a record's shape
/// (`isPresent`). Where a run of NULs ends, one starts whatever stands there: a file system that lost what was written
/// leaves such runs, and what follows has nothing to do with what stands before. No record begins with a NUL, and NULs
/// that reach up to the next start, or to the end of the text, belong to none.
extension RecordStart {
    /// As many NULs are a run. So many bytes before a place decide, where the text has them, whether a record starts
    /// there: whoever reads from the middle of a text needs them.
    public static let context = 8
    /// More than the rule looks at behind a start, prefix and all.
    static let longestShape = 1024

    /// Whether a record starts at `offset`, told by the bytes around it. O(1).
    static func isStart(_ text: Span<UInt8>, at offset: Int) -> Bool {
        guard offset < text.count, text[offset] != 0 else { return false }
        guard offset == 0 || text[offset - 1].isBreak else { return false }
        return isPresent(text, at: offset) || isBehindRun(text, offset)
    }

    /// Whether NULs stand before `offset`, so many that they are a run, or from the text's first byte on.
    private static func isBehindRun(_ text: Span<UInt8>, _ offset: Int) -> Bool {
        for index in max(0, offset - context)..<offset where text[index] != 0 { return false }
        return offset > 0
    }

    /// The first start of a record in `range`. O(distance).
    public static func first(_ text: Span<UInt8>, in range: Range<Int>) -> Int? {
        var place = range.lowerBound
        if place < range.upperBound, isStart(text, at: place) { return place }
        while place < range.upperBound, let found = text.firstBreak(in: place..<range.upperBound) {
            place = text.endOfNULs(in: found + 1..<range.upperBound)
            if place < range.upperBound, isStart(text, at: place) { return place }
        }
        return nil
    }

    /// The last start of a record that stands behind a break in `range`, or nil. O(distance from the end).
    ///
    /// A start so near the end of the text that what follows may show that it is none is passed over.
    public static func last(_ text: Span<UInt8>, in range: Range<Int>) -> Int? {
        var end = range.upperBound
        while end > range.lowerBound, let found = text.lastBreak(in: range.lowerBound..<end) {
            if isStart(text, at: found + 1), isSettled(text, found + 1) { return found + 1 }
            end = text[found] == 0 ? text.startOfNULs(in: range.lowerBound..<found + 1) : found
        }
        return nil
    }

    /// Whether more text could not show that no record starts at `offset`, which is a start as far as can be seen.
    private static func isSettled(_ text: Span<UInt8>, _ offset: Int) -> Bool {
        if isBehindRun(text, offset) || offset + longestShape < text.count { return true }
        if let stamp = StampShape(text, at: skippingBlanks(text, from: offset)) { return stamp.end < text.count }
        return text.firstBreak(in: offset..<text.count) != nil
    }
}

// MARK: Texts that come in pieces

extension RecordStart {
    /// Where a text is cut of which more is to come: what stands before is scanned, the rest begins the next text.
    public struct Cut: Sendable, Equatable {
        public let place: Int
        /// Whether nothing of what stands before goes on behind: a record starts there, or does behind NULs. Else the rest
        /// begins inside of a record longer than any may be, and its first `context` bytes can start none.
        public let isAtRecord: Bool

        /// That of a text of which there is no more.
        public static func atEnd(of text: Span<UInt8>) -> Cut { Cut(place: text.count, isAtRecord: true) }
    }

    /// Where `text` is cut; nil where more of it is needed. O(distance from the end).
    ///
    /// - Parameter isSkipping: whether it begins inside of a record that was cut at the greatest length.
    public static func cut(_ text: Span<UInt8>, isSkipping: Bool) -> Cut? {
        if isBehindRun(text, text.count) { return .atEnd(of: text) }
        if let start = last(text, in: text.indices) { return Cut(place: start, isAtRecord: true) }
        guard isSkipping || text.count > RecordScanner.maximumRecordLength + longestShape + context else { return nil }
        // All lines but the last were seen to start no record.
        let lastBreak = text.lastBreak(in: max(0, text.count - longestShape)..<text.count)
        let place = (lastBreak.map { $0 + 1 } ?? text.count) - context
        return place > 0 ? Cut(place: place, isAtRecord: false) : nil
    }
}

// MARK: Whether a text is a log

extension RecordStart {
    /// Whether a record with a readable moment starts in the text: what tells a log from other texts, of which many have
    /// lines that begin with an element or an object. O(length).
    public static func isLog(_ text: Span<UInt8>) -> Bool {
        var place = text.endOfNULs(in: text.indices)
        while place < text.count {
            if isPresent(text, at: place), stamp(text, at: place) != nil { return true }
            guard let found = text.firstBreak(in: place..<text.count) else { return false }
            place = text.endOfNULs(in: found + 1..<text.count)
        }
        return false
    }
}
