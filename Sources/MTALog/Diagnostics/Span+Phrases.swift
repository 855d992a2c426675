import ByteScanning

/// Searching words in a delivery status.
extension Span<UInt8> {
    /// The range without blanks at its beginning and end.
    func withoutBlanks(_ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, self[start].isBlankOrLineEnd { start += 1 }
        while end > start, self[end - 1].isBlankOrLineEnd { end -= 1 }
        return start..<end
    }

    /// Whether the range begins with a text in lower case, ASCII letters of either case being the same.
    func beginsIgnoringCase(_ range: Range<Int>, with prefix: String) -> Bool {
        var index = range.lowerBound
        for byte in prefix.utf8 {
            guard index < range.upperBound, self[index].lowercased == byte else { return false }
            index += 1
        }
        return true
    }

    /// Digits, at least one.
    func isNumber(_ range: Range<Int>) -> Bool {
        for index in range where !self[index].isDigit { return false }
        return !range.isEmpty
    }

    /// The first place of a text. O(length), times the text's where it nearly matches often.
    func firstRange(of needle: String, in range: Range<Int>) -> Range<Int>? {
        let length = needle.utf8.count
        guard let first = needle.utf8.first else { return nil }
        var matches = ByteMatches(of: first, in: range)
        while let index = matches.next(in: self) {
            if begins(index..<range.upperBound, with: needle) { return index..<index + length }
        }
        return nil
    }
}

extension UInt8 {
    /// An ASCII letter in lower case, any other byte itself.
    var lowercased: UInt8 { isUpperCaseLetter ? self | 0x20 : self }
}
