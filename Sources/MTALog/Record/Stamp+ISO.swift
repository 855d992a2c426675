extension Stamp {
    /// Reads an ISO 8601 stamp, `yyyy-mm-ddThh:mm:ss[.fraction][zone]`, as XML and JSON have it.
    ///
    /// - Parameter offset: where the year begins.
    /// - Returns: the moment and the offset behind it, or nil where no such stamp stands. A fraction is cut to
    ///   hundredths. A zone (`Z`, `+hh`, `+hhmm`, `+hh:mm`) is passed over: the moment stays that of the wall clock
    ///   that wrote it. O(length of the stamp).
    public static func parseISO(_ text: Span<UInt8>, at offset: Int) -> (stamp: Stamp, end: Int)? {
        guard let shape = ISOShape(text, at: offset) else { return nil }
        let month = text.number(at: offset + 5, digits: 2)
        let day = text.number(at: offset + 8, digits: 2)
        let hour = text.number(at: offset + 11, digits: 2)
        let minute = text.number(at: offset + 14, digits: 2)
        let second = text.number(at: offset + 17, digits: 2)
        // A leap second is 60.
        guard (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second <= 60 else { return nil }
        let stamp = Stamp(
            year: text.number(at: offset, digits: 4), month: month, day: day, hour: hour, minute: minute,
            second: second, hundredth: shape.hundredths(in: text))
        return (stamp, shape.end)
    }

    /// Whether a stamp from `offset` to `end` says what a `Stamp` cannot hold: a zone, or more digits of the second.
    static func saysMore(_ text: Span<UInt8>, at offset: Int) -> Bool {
        guard let shape = ISOShape(text, at: offset) else { return false }
        return shape.end > shape.fractionEnd || shape.fractionEnd > shape.fraction + 3
    }
}

/// Where the parts of an ISO stamp stand that do not stand at fixed places.
private struct ISOShape {
    /// The offset behind the seconds.
    let fraction: Int
    /// The offset behind the fraction.
    let fractionEnd: Int
    /// The offset behind the zone.
    let end: Int

    init?(_ text: Span<UInt8>, at offset: Int) {
        fraction = offset + 19
        guard offset >= 0, fraction <= text.count,
            text.hasDigits(4, at: offset), text[offset + 4] == UInt8(ascii: "-"),
            text.hasDigits(2, at: offset + 5), text[offset + 7] == UInt8(ascii: "-"),
            text.hasDigits(2, at: offset + 8),
            text[offset + 10] | 0x20 == UInt8(ascii: "t") || text[offset + 10] == 0x20,
            text.hasDigits(2, at: offset + 11), text[offset + 13] == UInt8(ascii: ":"),
            text.hasDigits(2, at: offset + 14), text[offset + 16] == UInt8(ascii: ":"),
            text.hasDigits(2, at: offset + 17)
        else { return nil }
        fractionEnd = ISOShape.endOfFraction(text, at: fraction)
        end = ISOShape.endOfZone(text, at: fractionEnd)
    }

    private static func endOfFraction(_ text: Span<UInt8>, at offset: Int) -> Int {
        guard offset < text.count, text[offset] == UInt8(ascii: ".") || text[offset] == UInt8(ascii: ",") else {
            return offset
        }
        var end = offset + 1
        while end < text.count, text[end].isDigit { end += 1 }
        return end
    }

    private static func endOfZone(_ text: Span<UInt8>, at offset: Int) -> Int {
        guard offset < text.count else { return offset }
        if text[offset] | 0x20 == UInt8(ascii: "z") { return offset + 1 }
        guard text[offset] == UInt8(ascii: "+") || text[offset] == UInt8(ascii: "-"),
            text.hasDigits(2, at: offset + 1)
        else { return offset }
        let hours = offset + 3
        if text.hasDigits(2, at: hours) { return hours + 2 }
        let hasMinutes = hours < text.count && text[hours] == UInt8(ascii: ":") && text.hasDigits(2, at: hours + 1)
        return hasMinutes ? hours + 3 : hours
    }

    func hundredths(in text: Span<UInt8>) -> Int {
        var value = 0
        for place in 1...2 {
            let index = fraction + place
            value = value * 10 + (index < fractionEnd ? Int(text[index] - UInt8(ascii: "0")) : 0)
        }
        return value
    }
}

extension Span<UInt8> {
    fileprivate func hasDigits(_ digits: Int, at offset: Int) -> Bool {
        guard offset + digits <= count else { return false }
        for index in offset..<offset + digits where !self[index].isDigit { return false }
        return true
    }

    /// The value of so many digits, which must be there.
    fileprivate func number(at offset: Int, digits: Int) -> Int {
        var value = 0
        for index in offset..<offset + digits { value = value * 10 + Int(self[index] - UInt8(ascii: "0")) }
        return value
    }
}
