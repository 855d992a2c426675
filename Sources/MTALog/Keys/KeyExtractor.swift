public import ByteScanning

/// Finds the keys of records, fast: this is what the index is made from.
///
/// The keys of an ordinary record are read from their places (`OrdinaryKeys`), which nearly all records are. Where anything
/// is unusual, *every* piece that could be a key is given: a posting too many costs nothing, a key missed would be a wrong
/// answer. The bytes of the record alone decide, so that a lookup that decodes the record again finds the same keys.
///
/// Kept by a worker and used again for each record: nothing is allocated for a record without folds once it is warm.
public struct KeyExtractor: ~Copyable {
    /// The keys of the record given last. Where they are sure, the queue file comes first.
    public internal(set) var keys: [Key] = []
    /// Whether they were read from their places, so that they are the record's keys and nothing else.
    public private(set) var isSure = false

    /// The record taken apart, where its format asks for that.
    private var parsed = LogRecord()
    private var line = LineMasks()
    /// The day of the stamp read last.
    private var knownDay: UInt64 = 0

    public init() {}

    /// Finds the keys of `record`, a range that a `RecordScanner` gave for `text`. O(length).
    public mutating func extract(_ record: Range<Int>, in text: Span<UInt8>) {
        let end = KeyExtractor.endWithoutLineEnd(text, record)
        guard record.lowerBound < end else {
            keys.removeAll(keepingCapacity: true)
            return isSure = true
        }
        // What grep or syslog put before a record is none of its words.
        let isPlainStart = StampWords.arePresent(text, at: record.lowerBound)
        let start = isPlainStart ? record.lowerBound : RecordStart.contentStart(text, at: record.lowerBound)
        if start < end {
            line.read(text, from: start, before: end)
            if line.isWhole, line.stop == end, let ordinary = OrdinaryKeys(line, in: text, knownDay: &knownDay) {
                return take(ordinary)
            }
        }
        extractUnusual(record.lowerBound..<end, from: start, in: text)
    }

    /// The keys of an ordinary record; nil for any other, of which `extract` finds the keys.
    ///
    /// - Parameter line: a record that `RecordScanner` tells to be plain.
    @inline(__always)
    public mutating func ordinaryKeys(of line: borrowing LineMasks, in text: Span<UInt8>) -> OrdinaryKeys? {
        OrdinaryKeys(line, in: text, knownDay: &knownDay)
    }

    private mutating func take(_ ordinary: OrdinaryKeys) {
        keys.removeAll(keepingCapacity: true)
        isSure = ordinary.isSure
        if !ordinary.queueFile.isEmpty { append(.queueFile, ordinary.queueFile) }
        for number in 0..<ordinary.messageIDCount { append(.messageID, ordinary.messageID(number)) }
    }

    /// Finds the keys of a record that is no ordinary one.
    ///
    /// - Parameter start: where it begins behind what other programs put before it.
    private mutating func extractUnusual(_ range: Range<Int>, from start: Int, in text: Span<UInt8>) {
        keys.removeAll(keepingCapacity: true)
        isSure = start < range.upperBound && readMembers(start..<range.upperBound, in: text)
        guard !isSure else { return }
        keys.removeAll(keepingCapacity: true)
        collectCandidates(range, in: text, isDecoded: false)
        guard text.contains(0x0a, in: range) else { return }
        // A fold may run through a key that is whole unfolded.
        parsed.begin(text, range)
        let unfolded = parsed.bytes
        collectCandidates(0..<parsed.textLength, in: unfolded.span, isDecoded: true)
        collectCandidates(parsed.remainderPlace, in: unfolded.span, isDecoded: true)
    }

    /// The own bytes of a key of the record given last.
    @_lifetime(borrow self, copy text)
    public func bytes(of key: Key, in text: Span<UInt8>) -> Span<UInt8> {
        key.isDecoded ? parsed.bytes.span.extracting(key.range) : text.extracting(key.range)
    }

    /// The whole name of a queue file whose base name is a key: attempt prefix, base name, extension.
    public func name(of key: Key, in text: Span<UInt8>) -> [UInt8]? {
        guard key.kind == .queueFile else { return nil }
        let bytes = key.isDecoded ? parsed.bytes.span : text
        var end = key.range.upperBound
        while end < bytes.count, bytes[end].isLetter || bytes[end].isDigit || bytes[end] == UInt8(ascii: ".") {
            end += 1
        }
        let name = key.range.lowerBound - 2..<end
        return QueueFileName(bytes, in: name).map { bytes.bytes(in: $0.name) }
    }

    @inline(__always)
    private static func endWithoutLineEnd(_ text: Span<UInt8>, _ record: Range<Int>) -> Int {
        var end = record.upperBound
        while end > record.lowerBound, text[end - 1].isBreak { end -= 1 }
        return end
    }

    mutating func append(_ kind: KeyKind, _ range: Range<Int>, isDecoded: Bool = false) {
        keys.append(Key(kind: kind, range: range, isDecoded: isDecoded))
    }

    /// Takes an element or object apart, and the keys from its fields; false where it is none, or no record of the MTA.
    private mutating func readMembers(_ range: Range<Int>, in text: Span<UInt8>) -> Bool {
        let first = text[range.lowerBound]
        guard first == UInt8(ascii: "<") || first == UInt8(ascii: "{") else { return false }
        parsed.begin(text, range)
        let isParsed =
            first == UInt8(ascii: "<") ? XMLFormat.parse(&parsed, from: 0) : JSONFormat.parse(&parsed, from: 0)
        guard isParsed, parsed.kind != .foreign else { return false }
        // The names of a header record's attributes are nowhere documented.
        if parsed.kind == .header, parsed[.headerName] == nil { return false }
        parsed.forEachKey { kind, place in keys.append(Key(kind: kind, range: place, isDecoded: true)) }
        return true
    }
}
