/// What XML's attributes and JSON's members have in common.
extension LogRecord {
    /// Notes an attribute. What is no field, and what comes a second time, is kept under its name.
    mutating func note(_ name: Range<Int>, _ value: Range<Int>) {
        if name.count == 2, note(bytes[name.lowerBound], bytes[name.lowerBound + 1], value) { return }
        unknownPlaces.append((name, value))
    }

    /// Keeps text that is no attribute under an empty name; blanks alone are nothing.
    mutating func noteRest(_ rest: Range<Int>) {
        let rest = bytes.span.trimmingBlanks(rest)
        if !rest.isEmpty { unknownPlaces.append((rest.lowerBound..<rest.lowerBound, rest)) }
    }

    /// Whether an attribute of two letters is the stamp or a field that was not there yet.
    private mutating func note(_ first: UInt8, _ second: UInt8, _ value: Range<Int>) -> Bool {
        if let field = Field(attribute: first, second) {
            guard place(of: field) == nil else { return false }
            set(field, value)
            return true
        }
        guard first == UInt8(ascii: "t"), second == UInt8(ascii: "s"), stamp == nil else { return false }
        return noteStamp(value)
    }

    /// Reads the stamp; false where the value says more than a stamp can hold, so that it is kept as well.
    private mutating func noteStamp(_ value: Range<Int>) -> Bool {
        guard let (moment, isExact) = LogRecord.stamp(bytes.span.extracting(value)) else { return false }
        stamp = moment
        return isExact
    }

    private static func stamp(_ text: Span<UInt8>) -> (stamp: Stamp, isExact: Bool)? {
        if let (stamp, end) = Stamp.parseISO(text, at: 0) {
            return (stamp, end == text.count && !Stamp.saysMore(text, at: 0))
        }
        guard let (stamp, end) = Stamp.parse(text, at: 0) else { return nil }
        return (stamp, end == text.count)
    }

    /// Settles the kind, which says what `mi` is.
    mutating func settle(_ kind: Kind) {
        self.kind = kind
        guard kind == .connection, let information = place(of: .messageID) else { return }
        set(.messageID, nil)
        set(.information, information)
    }
}

extension LogRecord.Kind {
    /// The kind of record that an element is: `en`, `co`, `he`. The message store has others.
    init(element first: UInt8, _ second: UInt8) {
        switch (first, second) {
        case (UInt8(ascii: "e"), UInt8(ascii: "n")): self = .message
        case (UInt8(ascii: "c"), UInt8(ascii: "o")): self = .connection
        case (UInt8(ascii: "h"), UInt8(ascii: "e")): self = .header
        default: self = .foreign
        }
    }
}

extension Span<UInt8> {
    /// The part of a range between the blanks at its ends.
    func trimmingBlanks(_ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, self[start].isBlankOrLineEnd { start += 1 }
        while end > start, self[end - 1].isBlankOrLineEnd { end -= 1 }
        return start..<end
    }

    /// The first offset in a range that holds no blank and no line end, else the range's end.
    func skippingSpace(_ range: Range<Int>) -> Int {
        var index = range.lowerBound
        while index < range.upperBound, self[index].isBlankOrLineEnd { index += 1 }
        return index
    }
}
