import ByteScanning

/// The rule that cuts a log into records: a line that begins with a stamp, or with an element or object of formats 4
/// to 6, starts one; a byte order mark, blanks and what grep or syslog put before it are allowed. Every other line
/// continues the record before. `RecordStart+Places` says what begins a line.
///
/// The MTA writes one line a record; the manuals fold them, and a stray line end in a diagnostic does the same.
public enum RecordStart {
    /// Blanks looked through before a record. Deeper indentation is a continuation, whatever it says.
    static let deepestIndentation = 64

    /// Whether a line that begins at `offset` starts a record: nothing behind that line is looked at. O(1).
    @inline(__always)
    public static func isPresent(_ text: Span<UInt8>, at offset: Int) -> Bool {
        guard offset < text.count else { return false }
        if text[offset].isDigit, StampShape(text, at: offset) != nil { return true }
        return isPresentUncommonly(text, at: offset)
    }

    @inline(never)
    private static func isPresentUncommonly(_ text: Span<UInt8>, at offset: Int) -> Bool {
        let line = skippingByteOrderMark(text, from: offset)
        let start = skippingBlanks(text, from: line)
        if start > line { return isRecord(text, at: start) }
        if isRecord(text, at: line) { return true }
        return RecordPrefix.length(text, at: line) != nil
    }

    /// Whether a record stands right at `offset`.
    static func isRecord(_ text: Span<UInt8>, at offset: Int) -> Bool {
        guard offset < text.count else { return false }
        switch text[offset] {
        case UInt8(ascii: "<"): return isElement(text, at: offset)
        case UInt8(ascii: "{"): return isObject(text, at: offset)
        default: return StampShape(text, at: offset) != nil
        }
    }

    /// `<en ts="`: two small letters, blanks, and the first attribute as far as its quote.
    private static func isElement(_ text: Span<UInt8>, at offset: Int) -> Bool {
        guard offset + 8 < text.count, text[offset + 1].isLetter, text[offset + 2].isLetter, text[offset + 3].isBlank
        else { return false }
        var index = skippingBlanks(text, from: offset + 4)
        let name = index
        while index < text.count, index - name < 32, text[index].isLetter { index += 1 }
        guard index > name, index + 1 < text.count, text[index] == UInt8(ascii: "=") else { return false }
        return text[index + 1] == UInt8(ascii: "\"") || text[index + 1] == UInt8(ascii: "'")
    }

    /// `{"ts":` or `{"en":`: a brace, and the first member as far as its colon.
    private static func isObject(_ text: Span<UInt8>, at offset: Int) -> Bool {
        var index = skippingBlanks(text, from: offset + 1)
        guard index < text.count, text[index] == UInt8(ascii: "\"") else { return false }
        index += 1
        let name = index
        while index < text.count, index - name < 32, text[index].isLetter { index += 1 }
        guard index > name, index < text.count, text[index] == UInt8(ascii: "\"") else { return false }
        index = skippingBlanks(text, from: index + 1)
        return index < text.count && text[index] == UInt8(ascii: ":")
    }

    /// The moment of the record that starts at `offset`, nil where it has no stamp. O(1) in text formats, O(record) in
    /// the others.
    public static func stamp(_ text: Span<UInt8>, at offset: Int) -> Stamp? {
        let start = contentStart(text, at: offset)
        guard start < text.count else { return nil }
        switch text[start] {
        case UInt8(ascii: "<"), UInt8(ascii: "{"): return memberStamp(text, from: start)
        default: return Stamp.parse(text, at: start)?.stamp
        }
    }

    /// Where a record that starts at `offset` begins behind a byte order mark, blanks and prefix.
    static func contentStart(_ text: Span<UInt8>, at offset: Int) -> Int {
        let line = skippingByteOrderMark(text, from: offset)
        let start = skippingBlanks(text, from: line)
        guard !isRecord(text, at: start), let prefix = RecordPrefix.length(text, at: line) else { return start }
        return line + prefix
    }

    /// The value of the attribute or member `ts` on the line.
    private static func memberStamp(_ text: Span<UInt8>, from start: Int) -> Stamp? {
        let end = text.firstBreak(in: start..<text.count) ?? text.count
        var letters = ByteMatches(of: UInt8(ascii: "t"), in: start..<end)
        while let letter = letters.next(in: text) {
            guard letter + 4 < end, text[letter + 1] == UInt8(ascii: "s"), !text[letter - 1].isLetter else { continue }
            var value = letter + 2
            while value < end, !text[value].isDigit, value < letter + 16 { value += 1 }
            if let parsed = Stamp.parseISO(text, at: value) { return parsed.stamp }
        }
        return nil
    }

    /// The offset behind the byte order mark of UTF-8 at `offset`, as programs for Windows begin a file with; files put
    /// behind one another have it inside.
    static func skippingByteOrderMark(_ text: Span<UInt8>, from offset: Int) -> Int {
        guard offset + 3 <= text.count, text[offset] == 0xef, text[offset + 1] == 0xbb, text[offset + 2] == 0xbf else {
            return offset
        }
        return offset + 3
    }

    /// The offset behind the blanks at `offset`, as many as may stand before a record.
    static func skippingBlanks(_ text: Span<UInt8>, from offset: Int) -> Int {
        var index = offset
        let end = min(text.count, offset + deepestIndentation)
        while index < end, text[index].isBlank { index += 1 }
        return index
    }
}
