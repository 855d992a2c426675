import ByteScanning

/// The slots in which an id may stand, with brackets and without: `BareIDs` has the same rule for any record.
extension OrdinaryKeys {
    /// Reads `<id>` or `<new>,<old>`; gives where the slot ends.
    @inline(always)
    mutating func readBracketed(_ record: Span<UInt8>, _ line: borrowing LineMasks, from start: Int) -> Int? {
        var open = start
        while true {
            let close = line.mark(from: open &+ 1)
            guard close < length, record[close] == UInt8(ascii: ">"), close > open &+ 1,
                line.blank(from: open) > close, append(id: open &+ 1..<close)
            else { return nil }
            let next = close &+ 1
            guard next < length, record[next] != 0x20 else { return next }
            guard record[next] == UInt8(ascii: ","), next &+ 1 < length, record[next &+ 1] == UInt8(ascii: "<")
            else { return nil }
            open = next &+ 1
        }
    }

    /// Reads the slot behind an id in brackets, which may have been an envelope id.
    @inline(always)
    mutating func readBehindID(
        _ record: Span<UInt8>, _ line: borrowing LineMasks, from slot: Int
    ) -> Bool {
        let isDoubled = record[slot] == 0x20 && slot &+ 1 < length && record[slot &+ 1] == UInt8(ascii: "<")
        if isDoubled || record[slot] == UInt8(ascii: "<") {
            return readSecondBracketed(record, line, from: isDoubled ? slot &+ 1 : slot)
        }
        let end = line.blank(from: slot)
        guard record.holds(UInt8(ascii: "@"), in: slot..<end) else { return line.mark(from: slot) >= end }
        return readBare(record, line, slot..<end)
    }

    @inline(never)
    private mutating func readSecondBracketed(
        _ record: Span<UInt8>, _ line: borrowing LineMasks, from slot: Int
    ) -> Bool {
        if areBrackets(record, slot..<line.blank(from: slot)) { return true }
        return readBracketed(record, line, from: slot) != nil
    }

    /// Takes a word for an id where it can be one; false where a mark or a comma stands in it.
    @inline(never)
    private mutating func readBare(_ record: Span<UInt8>, _ line: borrowing LineMasks, _ word: Range<Int>) -> Bool {
        guard line.mark(from: word.lowerBound) >= word.upperBound else { return false }
        guard record.canBeBareID(word, before: length) else { return true }
        guard !record.holds(UInt8(ascii: ","), in: word) else { return false }
        isSure = false
        return append(id: word)
    }

    /// Reads the first words behind a queue file where the first is no id in brackets.
    @inline(never)
    mutating func readWordsBehindFile(
        _ record: Span<UInt8>, _ line: borrowing LineMasks, from first: Int
    ) -> Bool {
        var slot = first
        for _ in 0..<BareIDs.mostBehindFile {
            slot = skippingEmpty(record, line, from: slot)
            guard slot < length else { return true }
            if record[slot] == UInt8(ascii: "<") {
                guard let end = readBracketed(record, line, from: slot) else { return false }
                return end &+ 1 < length ? readBehindID(record, line, from: end &+ 1) : true
            }
            let word = slot..<line.blank(from: slot)
            guard readBare(record, line, word) else { return false }
            // What is no id is what stands behind them.
            guard record.canBeBareID(word, before: length) else { return true }
            slot = word.upperBound &+ 1
        }
        return true
    }

    /// The first slot from `slot` on that is not empty.
    private func skippingEmpty(_ record: Span<UInt8>, _ line: borrowing LineMasks, from slot: Int) -> Int {
        var slot = slot
        while slot < length {
            if record[slot] == 0x20 {
                slot &+= 1
            } else if record[slot] == UInt8(ascii: "<"), areBrackets(record, slot..<line.blank(from: slot)) {
                slot &+= 3
            } else {
                return slot
            }
        }
        return slot
    }

    /// Reads the first slots behind the addresses, and behind a number, where the first is no ordinary queue file.
    @inline(never)
    mutating func readWords(
        _ record: Span<UInt8>, _ line: borrowing LineMasks, from first: Int
    ) -> Bool {
        var slot = first
        // Whether nothing but empty slots were read, or a number in the first one.
        var areEmpty = true
        var number = 0
        while number < BareIDs.addressSlots, slot < length {
            let word = slot..<line.blank(from: slot)
            slot = word.upperBound &+ 1
            let mark = line.mark(from: word.lowerBound)
            if word.isEmpty || areBrackets(record, word) {
                number += 1
                continue
            }
            if mark < word.upperBound {
                guard mark == word.lowerBound, record[mark] == UInt8(ascii: "<"),
                    let end = readBracketed(record, line, from: mark)
                else { return false }
                return end &+ 1 < length ? readBehindID(record, line, from: end &+ 1) : true
            }
            if word.lowerBound == first, record.endOfNumber(first, word.upperBound) != nil { continue }
            if let file = QueueFileName(record, in: word) {
                guard areEmpty else { return false }
                note(file: file.base)
                return slot < length ? readWordsBehindFile(record, line, from: slot) : true
            }
            // A directory with blanks in it.
            guard !record.isPath(word) else { return false }
            guard record.canBeBareWord(word, before: length) else { return true }
            areEmpty = false
            if number < BareIDs.anyWordSlots || record.holds(UInt8(ascii: "@"), in: word) {
                guard readBare(record, line, word) else { return false }
            }
            number += 1
        }
        return true
    }
}
