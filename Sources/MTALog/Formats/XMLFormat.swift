/// LOG_FORMAT=4: a record is one element with attributes and nothing in it, `<en ts="..." ac="D" .../>`.
enum XMLFormat {
    /// Reads the element that begins at `start`; false, and nothing changed, where none does.
    ///
    /// An element that is cut off gives what is there. Nothing is dropped: names that no field is known for and text
    /// behind the element are kept as unknown. O(length).
    static func parse(_ record: inout LogRecord, from start: Int) -> Bool {
        let end = record.textLength
        guard isElement(record.bytes.span, start..<end) else { return false }
        let (first, second) = (record.bytes[start + 1], record.bytes[start + 2])
        record.format = .xml
        var attributes = XMLAttributes(in: start + 3..<end)
        while let attribute = attributes.next(in: record.bytes.span) {
            if let value = attribute.value {
                record.note(attribute.name, record.decodingReferences(in: value))
            } else {
                let name = attribute.name
                record.unknownPlaces.append((name, name.upperBound..<name.upperBound))
            }
        }
        record.noteRest(attributes.offset..<end)
        record.settle(LogRecord.Kind(element: first, second))
        return true
    }

    /// Whether `<`, a name of two small letters, and its end stand there: the MTA has `en`, `co` and `he`, the
    /// message store others.
    private static func isElement(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard range.count >= 3, text[range.lowerBound] == UInt8(ascii: "<"),
            text[range.lowerBound + 1].isLowerCaseLetter, text[range.lowerBound + 2].isLowerCaseLetter
        else { return false }
        guard range.count > 3 else { return true }
        let next = text[range.lowerBound + 3]
        return next.isBlankOrLineEnd || next == UInt8(ascii: "/") || next == UInt8(ascii: ">")
    }
}

extension UInt8 {
    @inline(__always) var isLowerCaseLetter: Bool { self &- 0x61 < 26 }
}
