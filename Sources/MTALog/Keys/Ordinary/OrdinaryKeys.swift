import ByteScanning

/// The keys of an ordinary record, of any format: read from their places in one walk over the masks of its line.
///
/// Ordinary is what the MTA writes, with whatever options: the slots of formats 1 and 2, full or empty, the counts of
/// format 3, the attributes and members of formats 4 to 6. Where a piece of a record could be taken for something else, as
/// a quote or a bracket in the wrong place may be, it gives nothing, and the record's keys are looked for in all of its
/// pieces. The bytes of the record alone decide.
public struct OrdinaryKeys: Sendable {
    /// How many message-IDs there are.
    public private(set) var messageIDCount = 0
    /// Whether they are the record's keys and nothing else. Otherwise some of the ids are words without brackets that may
    /// as well be a user or a host.
    public internal(set) var isSure = true

    /// Two slots of ids, each of which may hold two.
    static let mostIDs = 4
    private var messageIDs = InlineArray<4, Place>(repeating: Place())
    private var file = Place()
    /// Where the record begins in the text. The readers are given the text from there on, so that whole blocks can be
    /// compared up to the record's end.
    private let start: Int
    /// Of the record, without its line end.
    let length: Int

    /// A place in the record, which is a marked line and no longer: small, for these keys are handed on for each record.
    private struct Place {
        var start: UInt16 = 0
        var end: UInt16 = 0

        @inline(always)
        init(_ range: Range<Int> = 0..<0) {
            (start, end) = (UInt16(truncatingIfNeeded: range.lowerBound), UInt16(truncatingIfNeeded: range.upperBound))
        }
    }

    /// Reads a record.
    ///
    /// - Parameters:
    ///   - line: the whole record, from its stamp, element or object on.
    ///   - knownDay: the beginning of a stamp that was read before, to be kept between records of one log.
    /// - Returns: nil where the record is not an ordinary one. O(length / 64 + words).
    @inline(always)
    init?(_ line: borrowing LineMasks, in text: Span<UInt8>, knownDay: inout UInt64) {
        start = line.range.lowerBound
        length = line.range.count
        guard length > 0 else { return nil }
        let record = text.extracting(start..<text.count)
        switch record[0] {
        case UInt8(ascii: "<"): guard readElement(record, line) else { return nil }
        case UInt8(ascii: "{"): guard readObject(record, line) else { return nil }
        default: guard readText(record, line, knownDay: &knownDay) else { return nil }
        }
    }

    /// The base name of the queue file, its place in the text; empty where the record has none.
    @inline(__always)
    public var queueFile: Range<Int> { inText(file) }

    /// The place in the text of the message-ID of this number, which is less than their count.
    @inline(__always)
    public func messageID(_ number: Int) -> Range<Int> { inText(messageIDs[number]) }

    /// Notes the base name of the queue file by its place in the record.
    @inline(always)
    mutating func note(file place: Range<Int>) { file = Place(place) }

    /// Adds an id by its place in the record; false where there are too many.
    @inline(always)
    mutating func append(id place: Range<Int>) -> Bool {
        guard messageIDCount < OrdinaryKeys.mostIDs else { return false }
        messageIDs[messageIDCount] = Place(place)
        messageIDCount &+= 1
        return true
    }

    @inline(always)
    private func inText(_ place: Place) -> Range<Int> { start &+ Int(place.start)..<start &+ Int(place.end) }
}
