import ByteScanning

/// Formats 5 and 6: the members of an object, of which those without keys are passed over from quote to quote.
extension OrdinaryKeys {
    /// What a flat object has, which tells the kind of its record.
    private struct Members {
        var hasFile = false
        var ids: Range<Int>?
        var action: Range<Int>?
        var hasSize = false
        var hasDirection = false
        /// Where they end.
        var end = 0
    }

    /// Reads `{"en":{"a":"...","b":1}}` and the same flat, of members named by two letters, without blanks between them.
    @inline(never)
    mutating func readObject(_ record: Span<UInt8>, _ line: borrowing LineMasks) -> Bool {
        guard length > 8 else { return false }
        let isNested =
            record[1] == UInt8(ascii: "\"") && record[4] == UInt8(ascii: "\"") && record[5] == UInt8(ascii: ":")
            && record[6] == UInt8(ascii: "{")
        guard let members = readMembers(record, line, from: isNested ? 7 : 1) else { return false }
        let kind: LogRecord.Kind
        if isNested {
            kind = LogRecord.Kind(element: record[2], record[3])
            guard kind == .message || kind == .connection, members.end &+ 1 == length,
                record[members.end] == UInt8(ascii: "}")
            else { return false }
        } else {
            guard members.end == length, let action = members.action, !action.isEmpty,
                record[action.lowerBound].isUpperCaseLetter
            else { return false }
            let isConnection =
                members.hasDirection || (!members.hasSize && LogRecord.isConnectionAction(record[action.lowerBound]))
            kind = isConnection ? .connection : .message
        }
        guard kind == .message, let ids = members.ids, !ids.isEmpty else { return true }
        return readPlainIDs(record, ids)
    }

    /// Reads the members up to the object's end.
    @inline(always)
    private mutating func readMembers(
        _ record: Span<UInt8>, _ line: borrowing LineMasks, from start: Int
    ) -> Members? {
        var members = Members()
        var place = start
        while place &+ 6 < length, record[place] == UInt8(ascii: "\""), record[place &+ 1].isLowerCaseLetter,
            record[place &+ 2].isLowerCaseLetter, record[place &+ 3] == UInt8(ascii: "\""),
            record[place &+ 4] == UInt8(ascii: ":")
        {
            let isString = record[place &+ 5] == UInt8(ascii: "\"")
            let value = isString ? place &+ 6 : place &+ 5
            let found = isString ? endOfString(record, line, from: value) : endOfLiteral(record, from: value)
            guard let end = found else { return nil }
            let isRead = note(
                record, record[place &+ 1], record[place &+ 2], value..<end, isString: isString, &members)
            guard isRead else { return nil }
            place = isString ? end &+ 1 : end
            guard place < length else { return nil }
            if record[place] == UInt8(ascii: "}") {
                members.end = place &+ 1
                return members
            }
            guard record[place] == UInt8(ascii: ",") else { return nil }
            place &+= 1
        }
        return nil
    }

    /// Notes a member; false where it is not as the MTA writes it. Of two of a name the first counts.
    @inline(always)
    private mutating func note(
        _ record: Span<UInt8>, _ first: UInt8, _ second: UInt8, _ value: Range<Int>, isString: Bool,
        _ members: inout Members
    ) -> Bool {
        switch (first, second) {
        case (UInt8(ascii: "f"), UInt8(ascii: "i")) where !members.hasFile:
            members.hasFile = true
            return isString && readFile(record, value, escape: UInt8(ascii: "\\"))
        case (UInt8(ascii: "m"), UInt8(ascii: "i")) where members.ids == nil:
            members.ids = value
            return isString
        case (UInt8(ascii: "a"), UInt8(ascii: "c")) where members.action == nil:
            members.action = value
            return isString
        case (UInt8(ascii: "s"), UInt8(ascii: "z")): members.hasSize = true
        case (UInt8(ascii: "d"), UInt8(ascii: "r")): members.hasDirection = true
        // A header record's names are nowhere documented.
        case (UInt8(ascii: "h"), _): return false
        default: break
        }
        return true
    }

    /// The quote that ends a string; nil where the byte before is a backslash, which may be one that escapes it.
    @inline(always)
    private func endOfString(_ record: Span<UInt8>, _ line: borrowing LineMasks, from start: Int) -> Int? {
        let end = endOfQuoted(record, line, from: start)
        return end.flatMap { record[$0 &- 1] == UInt8(ascii: "\\") ? nil : $0 }
    }

    /// The end of a number, or of true, false or null.
    @inline(always)
    private func endOfLiteral(_ record: Span<UInt8>, from start: Int) -> Int? {
        var end = start
        while end < length, record[end].isDigit || record[end].isLowerCaseLetter { end &+= 1 }
        return end > start ? end : nil
    }

    /// Reads `<id>` or `<new>,<old>`; false where anything else stands there.
    private mutating func readPlainIDs(_ record: Span<UInt8>, _ value: Range<Int>) -> Bool {
        guard !record.contains(UInt8(ascii: "\\"), in: value) else { return false }
        var place = value.lowerBound
        while true {
            guard place < value.upperBound, record[place] == UInt8(ascii: "<"),
                let close = record.firstIndex(of: UInt8(ascii: ">"), in: place..<value.upperBound),
                close > place &+ 1, append(id: place &+ 1..<close)
            else { return false }
            place = close &+ 1
            if place == value.upperBound { return true }
            guard record[place] == UInt8(ascii: ",") else { return false }
            place &+= 1
        }
    }
}
