import ByteScanning

/// The rule that cuts a log into records: a line that begins with a stamp, blanks before it allowed, starts one;
/// every other line continues the record before it.
///
/// The MTA writes one line a record; the manuals fold them, and a stray line end in a diagnostic does the same.
public enum RecordStart {
    /// Blanks looked through before a stamp. Deeper indentation is a continuation, whatever it says.
    static let deepestIndentation = 64

    /// Whether the line that begins at `offset` starts a record. O(1).
    @inline(__always)
    public static func isPresent(_ text: Span<UInt8>, at offset: Int) -> Bool {
        guard offset < text.count else { return false }
        if text[offset].isDigit { return StampShape(text, at: offset) != nil }
        return text[offset].isBlank && StampShape(text, at: skippingBlanks(text, from: offset)) != nil
    }

    /// The moment of the record that starts at `offset`, nil where it has no stamp. O(1).
    public static func stamp(_ text: Span<UInt8>, at offset: Int) -> Stamp? {
        Stamp.parse(text, at: skippingBlanks(text, from: offset))?.stamp
    }

    /// The last start of a record in `range`, or nil: where a decoded buffer can be cut. O(distance from the end).
    public static func last(_ text: Span<UInt8>, in range: Range<Int>) -> Int? {
        var end = range.upperBound
        while end > range.lowerBound, let newline = text.lastIndex(of: 0x0a, in: range.lowerBound..<end) {
            if isPresent(text, at: newline + 1) { return newline + 1 }
            end = newline
        }
        return nil
    }

    /// The offset of the stamp of a record that starts at `offset`, behind its blanks.
    static func skippingBlanks(_ text: Span<UInt8>, from offset: Int) -> Int {
        var index = offset
        let end = min(text.count, offset + deepestIndentation)
        while index < end, text[index].isBlank { index += 1 }
        return index
    }
}
