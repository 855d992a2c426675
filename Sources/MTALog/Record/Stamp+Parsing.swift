extension Stamp {
    /// Reads a text stamp, `dd-Mon-yyyy hh:mm:ss[.cc]`: a day of one or two digits, the month in any case.
    ///
    /// - Parameter offset: where the day begins; blanks before it are the caller's.
    /// - Returns: the moment and the offset behind it, or nil where no stamp stands. A fraction of more than two
    ///   digits is cut to hundredths. O(1).
    public static func parse(_ text: Span<UInt8>, at offset: Int) -> (stamp: Stamp, end: Int)? {
        guard let shape = StampShape(text, at: offset) else { return nil }
        let month = monthNumber(text, at: shape.month)
        let day = number(text, offset..<shape.month - 1)
        let time = shape.month + 9
        guard month > 0, (1...31).contains(day) else { return nil }
        let stamp = Stamp(
            year: number(text, shape.month + 4..<shape.month + 8), month: month, day: day,
            hour: number(text, time..<time + 2), minute: number(text, time + 3..<time + 5),
            second: number(text, time + 6..<time + 8), hundredth: shape.hundredths(in: text))
        return (stamp, shape.end)
    }

    private static func number(_ text: Span<UInt8>, _ range: Range<Int>) -> Int {
        var value = 0
        for index in range { value = value * 10 + Int(text[index] - UInt8(ascii: "0")) }
        return value
    }

    /// 1 for January to 12 for December, 0 for anything else.
    private static func monthNumber(_ text: Span<UInt8>, at offset: Int) -> Int {
        let name = (0..<3).reduce(UInt32(0)) { $0 << 8 | UInt32(text[offset + $1] | 0x20) }
        switch name {
        case 0x6a616e: return 1  // jan
        case 0x666562: return 2
        case 0x6d6172: return 3
        case 0x617072: return 4
        case 0x6d6179: return 5
        case 0x6a756e: return 6
        case 0x6a756c: return 7
        case 0x617567: return 8
        case 0x736570: return 9
        case 0x6f6374: return 10
        case 0x6e6f76: return 11
        case 0x646563: return 12
        default: return 0
        }
    }
}

/// Where the parts of a text stamp stand, found without reading their values.
struct StampShape {
    /// The offset of the month's name.
    let month: Int
    /// The offset behind the seconds, where a fraction may stand.
    let fraction: Int
    /// The offset behind the stamp.
    let end: Int

    @inline(__always)
    init?(_ text: Span<UInt8>, at offset: Int) {
        guard offset + 19 <= text.count, text[offset].isDigit else { return nil }
        month = offset + (text[offset + 1] == UInt8(ascii: "-") ? 2 : 3)
        guard text[month - 1] == UInt8(ascii: "-"), month == offset + 2 || text[offset + 1].isDigit else { return nil }
        fraction = month + 17
        guard fraction <= text.count,
            text[month + 3] == UInt8(ascii: "-"), text[month + 8] == UInt8(ascii: " "),
            text[month + 11] == UInt8(ascii: ":"), text[month + 14] == UInt8(ascii: ":"),
            text[month].isLetter, text[month + 1].isLetter, text[month + 2].isLetter
        else { return nil }
        guard StampShape.digits(text, month + 4), StampShape.digits(text, month + 6),
            StampShape.digits(text, month + 9), StampShape.digits(text, month + 12),
            StampShape.digits(text, month + 15)
        else { return nil }
        end = StampShape.endOfFraction(text, at: fraction)
        if end < text.count, !text[end].isBlankOrBreak { return nil }
    }

    @inline(__always)
    private static func digits(_ text: Span<UInt8>, _ offset: Int) -> Bool {
        text[offset].isDigit && text[offset + 1].isDigit
    }

    private static func endOfFraction(_ text: Span<UInt8>, at offset: Int) -> Int {
        guard offset < text.count, text[offset] == UInt8(ascii: ".") else { return offset }
        var end = offset + 1
        while end < text.count, text[end].isDigit { end += 1 }
        return end
    }

    func hundredths(in text: Span<UInt8>) -> Int {
        var value = 0
        for place in 1...2 {
            let index = fraction + place
            value = value * 10 + (index < end ? Int(text[index] - UInt8(ascii: "0")) : 0)
        }
        return value
    }
}
