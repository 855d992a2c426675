import ByteScanning

/// Format 4: the attributes of an element, of which those without keys are passed over from quote to quote.
extension OrdinaryKeys {
    /// Reads `<en a="..." b="..."/>` and `<co .../>`, of attributes named by two letters, one blank before each.
    @inline(never)
    mutating func readElement(_ record: Span<UInt8>, _ line: borrowing LineMasks) -> Bool {
        guard length > 6 else { return false }
        let kind = LogRecord.Kind(element: record[1], record[2])
        guard kind == .message || kind == .connection else { return false }
        var (hasFile, hasID) = (false, false)
        var place = 3
        while place &+ 5 < length, record[place] == 0x20, record[place &+ 1].isLowerCaseLetter,
            record[place &+ 2].isLowerCaseLetter, record[place &+ 3] == UInt8(ascii: "="),
            record[place &+ 4] == UInt8(ascii: "\"")
        {
            let start = place &+ 5
            guard let end = endOfQuoted(record, line, from: start) else { return false }
            switch (record[place &+ 1], record[place &+ 2]) {
            case (UInt8(ascii: "f"), UInt8(ascii: "i")) where !hasFile:
                hasFile = true
                guard readFile(record, start..<end, escape: UInt8(ascii: "&")) else { return false }
            case (UInt8(ascii: "m"), UInt8(ascii: "i")) where !hasID && kind == .message:
                hasID = true
                guard readReferencedIDs(record, start..<end) else { return false }
            default: break
            }
            place = end &+ 1
        }
        return place &+ 2 == length && record[place] == UInt8(ascii: "/") && record[place &+ 1] == UInt8(ascii: ">")
    }

    /// The quote that ends a value.
    @inline(always)
    func endOfQuoted(_ record: Span<UInt8>, _ line: borrowing LineMasks, from start: Int) -> Int? {
        var mark = line.mark(from: start)
        while mark < length, record[mark] != UInt8(ascii: "\"") { mark = line.mark(from: mark &+ 1) }
        return mark < length ? mark : nil
    }

    /// Reads the path of a queue file; false where it is written with escapes.
    mutating func readFile(_ record: Span<UInt8>, _ value: Range<Int>, escape: UInt8) -> Bool {
        guard !record.contains(escape, in: value) else { return false }
        if let base = base(record, of: value) { note(file: base) }
        return true
    }

    /// Reads `&lt;id&gt;` or `&lt;new&gt;,&lt;old&gt;`; false where anything else stands there.
    private mutating func readReferencedIDs(_ record: Span<UInt8>, _ value: Range<Int>) -> Bool {
        guard !value.isEmpty else { return true }
        var place = value.lowerBound
        while true {
            let start = place &+ 4
            guard start < value.upperBound, record.isReference(UInt8(ascii: "l"), at: place),
                let close = record.firstIndex(of: UInt8(ascii: "&"), in: start..<value.upperBound), close > start,
                close &+ 4 <= value.upperBound, record.isReference(UInt8(ascii: "g"), at: close),
                !record.contains(UInt8(ascii: ">"), in: start..<close), append(id: start..<close)
            else { return false }
            place = close &+ 4
            if place == value.upperBound { return true }
            guard record[place] == UInt8(ascii: ",") else { return false }
            place &+= 1
        }
    }
}

extension Span<UInt8> {
    /// Whether `&lt;` stands there, or `&gt;`; four bytes must be there.
    @inline(always)
    fileprivate func isReference(_ letter: UInt8, at place: Int) -> Bool {
        self[place] == UInt8(ascii: "&") && self[place &+ 1] == letter && self[place &+ 2] == UInt8(ascii: "t")
            && self[place &+ 3] == UInt8(ascii: ";")
    }
}
