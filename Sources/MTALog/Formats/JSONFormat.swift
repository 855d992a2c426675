/// LOG_FORMAT=5 and 6: a record is one JSON object, its members under the element's name, `{"en":{...}}`, or flat.
enum JSONFormat {
    /// Reads the object that begins at `start`; false, and nothing changed, where none does.
    ///
    /// An object that is cut off gives what is there. Nothing is dropped: names that no field is known for, values
    /// that are objects or arrays, and text behind the object are kept as unknown. O(length), in a stack of its own.
    static func parse(_ record: inout LogRecord, from start: Int) -> Bool {
        let end = record.textLength
        guard start < end, record.bytes[start] == UInt8(ascii: "{") else { return false }
        var members = JSONMembers(in: start + 1..<end)
        guard let first = members.next(in: record.bytes.span) else { return false }
        if let kind = elementKind(first, members, record.bytes.span) {
            record.format = .json
            record.note(membersOf: first.value.range)
            record.note(&members)
            record.settle(kind)
        } else {
            record.format = .flatJSON
            record.note(first)
            record.note(&members)
            record.settle(record.kindOfFlatObject)
        }
        return true
    }

    /// The kind of the record whose members are nested in the first one; nil where that is a member like others.
    private static func elementKind(
        _ first: JSONMembers.Member, _ rest: JSONMembers, _ text: Span<UInt8>
    ) -> LogRecord.Kind? {
        let name = first.name.range
        guard first.value.kind == .object, name.count == 2, text[name.lowerBound].isLowerCaseLetter,
            text[name.lowerBound + 1].isLowerCaseLetter
        else { return nil }
        let kind = LogRecord.Kind(element: text[name.lowerBound], text[name.lowerBound + 1])
        guard kind == .foreign else { return kind }
        // Of an element that is not the MTA's it must be all that there is.
        var rest = rest
        return rest.next(in: text) == nil ? .foreign : nil
    }
}

extension LogRecord {
    /// Notes the members of an object that stands in the text, its braces included in the range.
    fileprivate mutating func note(membersOf object: Range<Int>) {
        var members = JSONMembers(in: object.lowerBound + 1..<object.upperBound)
        note(&members)
    }

    /// Notes the members that are left, and what stands behind them.
    fileprivate mutating func note(_ members: inout JSONMembers) {
        while let member = members.next(in: bytes.span) { note(member) }
        noteRest(members.offset..<members.end)
    }

    fileprivate mutating func note(_ member: JSONMembers.Member) {
        let name = decoded(member.name)
        switch member.value.kind {
        case .string: note(name, decoded(member.value))
        case .literal: note(name, literal: member.value.range)
        case .object, .array, .missing: unknownPlaces.append((name, member.value.range))
        }
    }

    /// Notes a number, true, false or null as its text; a field that is null is an empty one.
    private mutating func note(_ name: Range<Int>, literal: Range<Int>) {
        let isNull = bytes[literal].elementsEqual("null".utf8)
        let isField = name.count == 2 && Field(attribute: bytes[name.lowerBound], bytes[name.lowerBound + 1]) != nil
        note(name, isNull && isField ? literal.upperBound..<literal.upperBound : literal)
    }

    /// The kind of a record whose object does not tell: by its members.
    fileprivate var kindOfFlatObject: Kind {
        if place(of: .headerName) != nil || place(of: .headerValue) != nil { return .header }
        if place(of: .direction) != nil || (isConnectionAction && place(of: .size) == nil) { return .connection }
        return Field.allCases.contains { place(of: $0) != nil } ? .message : .foreign
    }

    private var isConnectionAction: Bool {
        guard let action = place(of: .action), !action.isEmpty else { return false }
        return LogRecord.isConnectionAction(bytes[action.lowerBound])
    }
}

extension LogRecord {
    /// Whether the letter is that of a connection's action.
    @inline(__always)
    static func isConnectionAction(_ letter: UInt8) -> Bool {
        switch letter {
        case UInt8(ascii: "O"), UInt8(ascii: "C"), UInt8(ascii: "X"), UInt8(ascii: "Y"), UInt8(ascii: "I"),
            UInt8(ascii: "U"):
            return true
        default: return false
        }
    }
}
