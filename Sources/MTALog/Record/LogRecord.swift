/// A record taken apart: what kind it is, and where the bytes of each field stand.
///
/// Kept by a reader and filled again for each record: nothing is allocated once it is warm. The bytes are the record's
/// own, unfolded (line ends and the blanks around them made one blank), with the decoded values of XML and JSON behind
/// them, where an entity or an escape made the value other than what is written.
public struct LogRecord: Sendable {
    public enum Kind: Sendable, Hashable {
        /// A step of a message: E, D, Q, R and so on.
        case message
        /// A step of a connection: O, C, X, Y, I, U.
        case connection
        /// A header line of a message.
        case header
        /// Text that is no record of the MTA: kept, never dropped.
        case foreign
    }

    public internal(set) var kind = Kind.foreign
    /// nil where the kind is foreign.
    public internal(set) var format: LogFormat?
    public internal(set) var stamp: Stamp?
    /// What grep or syslog put before the record.
    public internal(set) var prefix: Range<Int> = 0..<0

    /// The unfolded record, and decoded values behind it: where all places lie.
    public internal(set) var bytes: [UInt8] = []
    /// How many of the bytes are the unfolded record.
    public internal(set) var textLength = 0
    /// Where the remainder stands in `bytes`; empty where there is none.
    var remainderPlace: Range<Int> = 0..<0
    /// Where the fields stand in `bytes`, by their raw values; nil where the record does not have the field, empty
    /// where its slot is empty.
    private var places: [Range<Int>?] = []
    /// Attributes or members that no field is known for, in their order: names and values.
    public internal(set) var unknownPlaces: [(name: Range<Int>, value: Range<Int>)] = []

    public init() {}

    /// The bytes of a field; nil where the record does not have it.
    public subscript(field: Field) -> ArraySlice<UInt8>? {
        place(of: field).map { bytes[$0] }
    }

    /// The whole record, unfolded: what a foreign record is kept as.
    public var text: ArraySlice<UInt8> { bytes[..<textLength] }

    /// Lines behind a blank one, which are not the record's but stand before the next one's start: kept as they are.
    public var remainder: ArraySlice<UInt8> { bytes[remainderPlace] }

    /// Attributes or members that no field is known for: kept, never dropped.
    public var unknown: [(name: ArraySlice<UInt8>, value: ArraySlice<UInt8>)] {
        unknownPlaces.map { (bytes[$0.name], bytes[$0.value]) }
    }

    /// The action's letter; nil where there is no action.
    public var actionLetter: UInt8? { self[.action]?.first }

    /// Empties the record and fills in the text of the next one, unfolded.
    mutating func begin(_ text: Span<UInt8>, _ range: Range<Int>) {
        kind = .foreign
        format = nil
        stamp = nil
        prefix = 0..<0
        remainderPlace = 0..<0
        bytes.removeAll(keepingCapacity: true)
        places.removeAll(keepingCapacity: true)
        places.append(contentsOf: repeatElement(nil, count: Field.allCases.count))
        unknownPlaces.removeAll(keepingCapacity: true)
        appendUnfolded(text, range)
    }

    /// Takes back every field behind this one, for another try at the same text.
    mutating func clearFields(behind field: Field) {
        for index in field.rawValue + 1..<places.count { places[index] = nil }
    }

    /// Says where a field stands.
    mutating func set(_ field: Field, _ place: Range<Int>?) {
        places[field.rawValue] = place
    }

    /// Where the bytes of a field stand in `bytes`; nil where the record does not have it. O(1).
    public func place(of field: Field) -> Range<Int>? {
        field.rawValue < places.count ? places[field.rawValue] : nil
    }
}
