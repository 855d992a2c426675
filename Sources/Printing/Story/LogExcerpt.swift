import MTALog

/// Log text shortened for people, who are told how much there is. JSON and the records have all of it.
enum LogExcerpt {
    /// Of addresses, hosts, ids and the like, in bytes.
    static let longestName = 200
    /// Of what servers say, in bytes.
    static let longestWords = 1200

    /// One escaped line of at most so many bytes of the log. O(length shown).
    static func line(_ bytes: [UInt8], longest: Int) -> String {
        var end = min(bytes.count, longest)
        // A character is not cut in two.
        if end < bytes.count {
            while end > 0, bytes[end] & 0xc0 == 0x80, end > longest - 4 { end -= 1 }
        }
        var text: [UInt8] = []
        EscapedText.append(bytes.span, 0..<end, to: &text)
        let line = String(decoding: text, as: UTF8.self)
        return end < bytes.count ? "\(line)... (\(Amounts.count(bytes.count)) bytes)" : line
    }
}
