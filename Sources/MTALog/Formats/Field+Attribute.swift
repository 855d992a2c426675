extension Field {
    /// The field that is written under a name of two letters in XML and JSON, whatever the kind of record. O(1).
    @inline(__always)
    init?(attribute first: UInt8, _ second: UInt8) {
        let (row, column) = (Int(first &- UInt8(ascii: "a")), Int(second &- UInt8(ascii: "a")))
        guard row < 26, column < 26, let field = Field.byAttribute[row * 26 + column] else { return nil }
        self = field
    }

    /// Made from `attribute`, so that there is one list of the names only.
    private static let byAttribute: [Field?] = {
        var fields = [Field?](repeating: nil, count: 26 * 26)
        for field in Field.allCases {
            let name = field.attribute.utf8.map { Int($0 - UInt8(ascii: "a")) }
            let place = name[0] * 26 + name[1]
            // `mi` is a message-ID until the record turns out to be a connection's.
            if fields[place] == nil { fields[place] = field }
        }
        return fields
    }()
}
