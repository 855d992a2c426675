/// How one of the blank-separated formats writes a field of varying length.
protocol TextStyle {
    /// Whether an empty field leaves a trace, so that blanks at the line's end are never cut.
    static var showsEmptyFields: Bool { get }
    /// Whether the manuals' folding applies.
    static var folds: Bool { get }

    static func append(address: FieldText, to buffer: inout [UInt8])
    static func append(text: FieldText, to buffer: inout [UInt8])
    static func append(messageIDs: [FieldText], to buffer: inout [UInt8])
    static func append(filter: FieldText, to buffer: inout [UInt8])
}

extension TextStyle {
    static func append(messageIDs: [FieldText], to buffer: inout [UInt8]) {
        for (place, id) in messageIDs.enumerated() {
            if place > 0 { buffer.append(UInt8(ascii: ",")) }
            buffer.append(id)
        }
    }

    /// An empty list of filter actions shows as a pair of quotes.
    static func append(filter: FieldText, to buffer: inout [UInt8]) {
        if filter.isEmpty { buffer.append(ascii: "''") } else { buffer.append(filter) }
    }
}
