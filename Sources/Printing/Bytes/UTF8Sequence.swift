/// Where UTF-8 is well-formed (Unicode, table 3-7).
public enum UTF8Sequence {
    /// The length of the well-formed sequence that stands at `offset`, 0 where there is none. O(1).
    public static func length(_ bytes: Span<UInt8>, at offset: Int, end: Int) -> Int {
        guard offset < end else { return 0 }
        let (length, second) = form(bytes[offset])
        guard length > 1 else { return length }
        guard end - offset >= length, second.contains(bytes[offset + 1]) else { return 0 }
        for index in offset + 2..<offset + length where !(0x80...0xbf).contains(bytes[index]) { return 0 }
        return length
    }

    /// Whether all the bytes of a range are well-formed UTF-8. O(length).
    public static func isValid(_ bytes: Span<UInt8>, in range: Range<Int>) -> Bool {
        var offset = range.lowerBound
        while offset < range.upperBound {
            if bytes[offset] < 0x80 {
                offset += 1
            } else {
                let length = length(bytes, at: offset, end: range.upperBound)
                guard length > 0 else { return false }
                offset += length
            }
        }
        return true
    }

    /// The length that a first byte announces, 0 for none, and what the second byte may be.
    private static func form(_ first: UInt8) -> (length: Int, second: ClosedRange<UInt8>) {
        switch first {
        case 0...0x7f: (1, 0...0)
        case 0xc2...0xdf: (2, 0x80...0xbf)
        case 0xe0: (3, 0xa0...0xbf)
        case 0xed: (3, 0x80...0x9f)
        case 0xe1...0xef: (3, 0x80...0xbf)
        case 0xf0: (4, 0x90...0xbf)
        case 0xf1...0xf3: (4, 0x80...0xbf)
        case 0xf4: (4, 0x80...0x8f)
        default: (0, 0...0)
        }
    }
}

extension [UInt8] {
    /// Whether the bytes are well-formed UTF-8.
    public var isUTF8: Bool { UTF8Sequence.isValid(span, in: indices) }
}
