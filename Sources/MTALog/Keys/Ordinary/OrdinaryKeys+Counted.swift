import ByteScanning

/// Format 3: each text behind its length, so that nothing has to be looked at but the slots of file and ids.
extension OrdinaryKeys {
    /// The slots of queue file, envelope id and message-ID.
    private static let keySlots = 3

    /// Reads the slots from the sender's on.
    @inline(never)
    mutating func readCounted(_ record: Span<UInt8>, _ line: borrowing LineMasks, from addresses: Int) -> Bool {
        guard line.mark(from: 0) >= addresses else { return false }
        var walk = CountedWalk(behind: addresses &- 1, end: length)
        for _ in 0..<OrdinaryKeys.addresses {
            guard let slot = walk.next(in: record), slot.isCounted else { return false }
        }
        // Flags of LOG_NOTARY are not counted.
        let flags = walk
        if let slot = walk.next(in: record), slot.isCounted { walk = flags }
        var number = 0
        var (hasFile, hasID) = (false, false)
        while let slot = walk.next(in: record) {
            defer { number += 1 }
            guard !slot.range.isEmpty else { continue }
            let isKeySlot = number < OrdinaryKeys.keySlots
            if !hasFile, let base = base(record, of: slot.range) {
                guard isKeySlot, messageIDCount == 0 else { return false }
                note(file: base)
                (hasFile, number) = (true, 0)
            } else if record[slot.range.lowerBound] == UInt8(ascii: "<") {
                guard isKeySlot, readBracketed(record, line, from: slot.range.lowerBound) == slot.range.upperBound
                else { return false }
                hasID = true
            } else if isKeySlot {
                guard readCountedID(record, line, slot, isBehindFile: hasFile && !hasID) else { return false }
            } else if hasFile || hasID {
                return true
            }
        }
        return walk.place == length
    }

    /// Takes a text for an id where it can be one; false where it may hold several.
    private mutating func readCountedID(
        _ record: Span<UInt8>, _ line: borrowing LineMasks, _ slot: CountedSlots.Slot, isBehindFile: Bool
    ) -> Bool {
        guard slot.isCounted, isBehindFile || record.contains(UInt8(ascii: "@"), in: slot.range),
            record.canBeCountedID(slot.range)
        else { return true }
        guard line.mark(from: slot.range.lowerBound) >= slot.range.upperBound, record[slot.range.lowerBound] != 0x20,
            record[slot.range.upperBound - 1] != 0x20, !record.contains(UInt8(ascii: ","), in: slot.range)
        else { return false }
        isSure = false
        return append(id: slot.range)
    }
}

/// A walk over the slots of a record of format 3.
struct CountedWalk {
    /// The blank before the next slot, or where the slots end.
    private(set) var place: Int
    private let end: Int

    init(behind blank: Int, end: Int) { (place, self.end) = (blank, end) }

    @inline(always)
    mutating func next(in record: Span<UInt8>) -> CountedSlots.Slot? {
        guard place < end, record[place] == 0x20,
            let slot = CountedSlots.slot(record, place &+ 1, end)
        else { return nil }
        place = slot.range.upperBound
        return slot
    }
}
