import ByteScanning

/// The slots of a format 3 record (format page 1.4): `N:text` for texts, plain digits or nothing for numbers.
struct CountedSlots {
    struct Slot {
        var range = 0..<0
        var isCounted = false
    }

    /// More fields than any record has.
    private static let most = 32

    private var slots = InlineArray<32, Slot>(repeating: Slot())
    private(set) var count = 0
    /// Where the slots that could be read end: the record's end, unless something is damaged.
    private(set) var end: Int

    subscript(index: Int) -> Slot { slots[index] }

    /// Whether the blank at `offset` is followed by a counted text. O(its length).
    static func begin(_ text: Span<UInt8>, at offset: Int, _ end: Int) -> Bool {
        guard offset < end, text[offset] == 0x20, let slot = slot(text, offset + 1, end) else { return false }
        return slot.isCounted
    }

    /// Reads the slots behind the blank at `start`. O(length).
    init(_ text: Span<UInt8>, from start: Int, to end: Int) {
        self.end = start
        while self.end < end, count < CountedSlots.most, text[self.end] == 0x20,
            let slot = CountedSlots.slot(text, self.end + 1, end)
        {
            slots[count] = slot
            count += 1
            self.end = slot.range.upperBound
        }
    }

    /// Whether digits and a colon stand at `offset`, as before a counted text.
    static func isCount(_ text: Span<UInt8>, at offset: Int, _ end: Int) -> Bool {
        var index = offset
        while index < end, text[index].isDigit { index += 1 }
        return index > offset && index < end && text[index] == UInt8(ascii: ":")
    }

    /// The slot that begins at `start`; nil where none that ends before `end` does. O(its length).
    static func slot(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Slot? {
        var index = start
        var length = 0
        while index < end, text[index].isDigit, index - start < 9 {
            length = length * 10 + Int(text[index] - UInt8(ascii: "0"))
            index += 1
        }
        if text.endsSlot(index, end) { return Slot(range: start..<index) }
        guard index > start, text[index] == UInt8(ascii: ":") else { return nil }
        let textStart = index + 1
        let bytes = textStart + length
        if bytes <= end, beginsSlot(text, bytes, end) { return Slot(range: textStart..<bytes, isCounted: true) }
        guard let scalars = offset(text, behind: length, from: textStart, end), beginsSlot(text, scalars, end) else {
            return nil
        }
        return Slot(range: textStart..<scalars, isCounted: true)
    }

    /// Whether the record ends here or another slot can begin: a blank, then a digit, a blank or the end.
    private static func beginsSlot(_ text: Span<UInt8>, _ offset: Int, _ end: Int) -> Bool {
        guard offset < end else { return true }
        guard text[offset] == 0x20 else { return false }
        return offset + 1 >= end || text[offset + 1].isDigit || text[offset + 1] == 0x20
    }

    /// The offset behind so many UTF-8 scalars. No source says whether N counts bytes or characters.
    private static func offset(_ text: Span<UInt8>, behind scalars: Int, from start: Int, _ end: Int) -> Int? {
        guard scalars <= end - start else { return nil }
        var index = start
        for _ in 0..<scalars {
            guard index < end else { return nil }
            index += 1
            while index < end, text[index] & 0xc0 == 0x80 { index += 1 }
        }
        return index
    }
}
