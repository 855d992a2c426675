import ByteScanning

/// What other programs put before a record (format page 3): `mail.log:` or `mail.log:123:` as grep does over several
/// files, `Jun  5 10:08:29 host tag: ` as syslog does.
public enum RecordPrefix {
    /// How far a prefix may reach.
    static let longest = 512

    /// The length of the prefix of the line that begins at `offset`; nil where there is none.
    ///
    /// It counts only when a stamp, `<xx ` or `{"` follows directly. A line that begins with a digit, a blank, `<` or
    /// `{` has none. O(1): looks at 512 bytes at most.
    public static func length(_ text: Span<UInt8>, at offset: Int) -> Int? {
        guard offset < text.count, !startsRecord(text[offset]) else { return nil }
        let end = min(text.count, offset + longest)
        if let header = endOfSyslogTime(text, offset..<end) {
            return endOfSyslogTag(text, header..<end).map { $0 - offset }
        }
        var index = offset
        while index < end, !text[index].isBlankOrBreak {
            if text[index] == UInt8(ascii: ":"), isRecord(text, at: index + 1) { return index + 1 - offset }
            index += 1
        }
        return nil
    }

    private static func startsRecord(_ byte: UInt8) -> Bool {
        byte.isDigit || byte.isBlankOrBreak || byte == UInt8(ascii: "<") || byte == UInt8(ascii: "{")
    }

    /// Whether a stamp, an element or an object begins here.
    private static func isRecord(_ text: Span<UInt8>, at offset: Int) -> Bool {
        guard offset + 4 <= text.count else { return false }
        switch text[offset] {
        case UInt8(ascii: "<"):
            return text[offset + 1].isLetter && text[offset + 2].isLetter && text[offset + 3].isBlank
        case UInt8(ascii: "{"): return text[offset + 1] == UInt8(ascii: "\"")
        default: return StampShape(text, at: offset) != nil
        }
    }

    /// The offset behind `Jun  5 10:08:29 `.
    private static func endOfSyslogTime(_ text: Span<UInt8>, _ range: Range<Int>) -> Int? {
        let start = range.lowerBound
        guard range.count > 16, text[start].isLetter, text[start + 1].isLetter, text[start + 2].isLetter else {
            return nil
        }
        guard text[start + 3] == 0x20, text[start + 4] == 0x20 || text[start + 4].isDigit, text[start + 5].isDigit,
            text[start + 6] == 0x20, text[start + 9] == UInt8(ascii: ":"), text[start + 12] == UInt8(ascii: ":"),
            text[start + 15] == 0x20
        else { return nil }
        for place in [7, 8, 10, 11, 13, 14] where !text[start + place].isDigit { return nil }
        return start + 16
    }

    /// The offset behind `host tag: `.
    private static func endOfSyslogTag(_ text: Span<UInt8>, _ range: Range<Int>) -> Int? {
        var index = range.lowerBound
        while index + 1 < range.upperBound, !text[index].isBreak {
            if text[index] == UInt8(ascii: ":"), text[index + 1] == 0x20, isRecord(text, at: index + 2) {
                return index + 2
            }
            index += 1
        }
        return nil
    }
}
