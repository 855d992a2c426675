import ByteScanning

/// Formats 1 and 2: slots behind single blanks.
///
/// The first mark that was not read yet is kept on the way: a bracket, a quote or a control that stands where none
/// belongs makes the record no ordinary one.
extension OrdinaryKeys {
    /// Envelope sender, original and current recipient.
    static let addresses = 3

    @inline(always)
    mutating func readText(
        _ record: Span<UInt8>, _ line: borrowing LineMasks, knownDay: inout UInt64
    ) -> Bool {
        guard let stampEnd = stampEnd(record, knownDay: &knownDay),
            let header = OrdinaryHeader(record, line, length: length, from: stampEnd)
        else { return false }
        switch header.body {
        case .message: break
        case .connection: return line.mark(from: 0) >= header.end
        case .headerLine: return readHeaderLine(record, line, header.end)
        case .command: return hasNoKeys(record, line, from: header.end)
        }
        guard header.end < length else { return line.mark(from: 0) >= length }
        if record[header.end].isDigit, CountedSlots.isCount(record, at: header.end, length) {
            return readCounted(record, line, from: header.end)
        }
        return readSlots(record, line, from: header.end)
    }

    /// Reads `> Name: value`, whose `>` is the record's first mark; `Message-ID: <id>` alone has keys.
    @inline(never)
    private mutating func readHeaderLine(_ record: Span<UInt8>, _ line: borrowing LineMasks, _ markEnd: Int) -> Bool {
        guard line.mark(from: 0) == markEnd &- 1 else { return false }
        let name = min(markEnd &+ 1, length)
        let colon = name &+ LogRecord.messageIDHeaderLength
        guard colon < length, record[colon] == UInt8(ascii: ":"),
            LogRecord.isMessageIDHeader(record.bytes(in: name..<colon)[...])
        else { return true }
        let value = line.filled(from: colon &+ 1)
        return value < length && record[value] == UInt8(ascii: "<")
            && readBracketed(record, line, from: value) == length
    }

    /// Where the stamp ends; nil where it is none.
    @inline(always)
    private func stampEnd(_ record: Span<UInt8>, knownDay: inout UInt64) -> Int? {
        guard record.count > StampWords.length else { return uncommonStampEnd(record) }
        let day = StampWords.day(record, at: 0)
        if day == knownDay, StampWords.areRest(record, at: 0) { return StampWords.length }
        guard StampWords.arePresent(record, at: 0) else { return uncommonStampEnd(record) }
        guard Stamp.parse(record, at: 0) != nil else { return nil }
        knownDay = day
        return StampWords.length
    }

    @inline(never)
    private func uncommonStampEnd(_ record: Span<UInt8>) -> Int? { Stamp.parse(record, at: 0)?.end }

    @inline(always)
    private mutating func readSlots(
        _ record: Span<UInt8>, _ line: borrowing LineMasks, from addresses: Int
    ) -> Bool {
        var mark = line.mark(from: 0)
        var slot = addresses
        var last = addresses
        for _ in 0..<OrdinaryKeys.addresses {
            let end = line.blank(from: slot)
            if mark < end {
                guard mark == slot, areBrackets(record, slot..<end) else { return false }
                mark = line.mark(from: end)
            }
            guard end < length else { return endsInAddresses(record, line, addresses, last, slot) }
            last = slot
            slot = end &+ 1
        }
        let first = slot
        var end = line.blank(from: slot)
        if slot < length, record[slot].isDigit, end < length, record.isShortNumber(slot..<end, before: length) {
            // Flags of LOG_NOTARY.
            slot = end &+ 1
            end = line.blank(from: slot)
        }
        guard let base = ordinaryBase(record, of: slot..<end) else {
            guard !mayHaveLostSlot(record, line, addresses, last) else { return false }
            return readWords(record, line, from: first)
        }
        guard mark >= end else { return false }
        note(file: base)
        guard end &+ 1 < length else { return true }
        return readIDs(record, line, from: end &+ 1)
    }

    /// Reads what stands behind a queue file.
    @inline(always)
    private mutating func readIDs(
        _ record: Span<UInt8>, _ line: borrowing LineMasks, from slot: Int
    ) -> Bool {
        guard record[slot] == UInt8(ascii: "<"), let end = readBracketed(record, line, from: slot) else {
            return readWordsBehindFile(record, line, from: slot)
        }
        guard end &+ 1 < length else { return true }
        return readBehindID(record, line, from: end &+ 1)
    }

    /// `<>`, which stands for an empty slot.
    @inline(always)
    func areBrackets(_ record: Span<UInt8>, _ slot: Range<Int>) -> Bool {
        slot.count == 2 && record[slot.lowerBound] == UInt8(ascii: "<")
            && record[slot.lowerBound &+ 1] == UInt8(ascii: ">")
    }

    /// The unique part of a queue file's name, where the extension has two characters and the rest is as usual too.
    @inline(always)
    private func ordinaryBase(_ record: Span<UInt8>, of file: Range<Int>) -> Range<Int>? {
        let dot = file.upperBound &- 3
        guard dot > file.lowerBound, record[dot] == UInt8(ascii: "."), record[dot &+ 1].isLetterOrDigit,
            record[dot &+ 2].isLetterOrDigit, let length = record.wordLength(before: dot),
            length >= 2 + QueueFileName.shortestBase, length < 32
        else { return nil }
        let start = dot &- length
        guard start > file.lowerBound, record[start &- 1] == UInt8(ascii: "/"), record[start].isAttemptDigit,
            record[start &+ 1].isAttemptDigit
        else { return nil }
        return start &+ 2..<dot
    }

    /// The unique part of any queue file's name.
    @inline(always)
    func base(_ record: Span<UInt8>, of file: Range<Int>) -> Range<Int>? {
        ordinaryBase(record, of: file) ?? QueueFileName(record, in: file)?.base
    }
}

// MARK: Records without keys

extension OrdinaryKeys {
    /// Whether a record that ends in its addresses, of which the last two begin at `previous` and `last`, has no keys.
    @inline(always)
    private func endsInAddresses(
        _ record: Span<UInt8>, _ line: borrowing LineMasks, _ addresses: Int, _ previous: Int, _ last: Int
    ) -> Bool {
        guard !mayHaveLostSlot(record, line, addresses, last) else { return false }
        // Two slots may be lost.
        return previous == last || !isQueueFile(record, previous..<last &- 1)
    }

    /// Whether the sender's empty slot may be lost, so that what should be the last address is something else.
    @inline(always)
    private func mayHaveLostSlot(
        _ record: Span<UInt8>, _ line: borrowing LineMasks, _ addresses: Int, _ last: Int
    ) -> Bool {
        let first = addresses..<line.blank(from: addresses)
        if record.holds(UInt8(ascii: ";"), in: first), record.endOfType(first) != nil { return true }
        return isQueueFile(record, last..<line.blank(from: last))
    }

    /// Whether what should be an address is the name of a queue file, which has no `@`.
    @inline(always)
    private func isQueueFile(_ record: Span<UInt8>, _ address: Range<Int>) -> Bool {
        !record.holds(UInt8(ascii: "@"), in: address) && QueueFileName(record, in: address) != nil
    }

    /// Whether nothing of a rejected command can be a key: no bracket, no `@`, no queue file.
    @inline(never)
    private func hasNoKeys(_ record: Span<UInt8>, _ line: borrowing LineMasks, from start: Int) -> Bool {
        guard start <= length, line.mark(from: 0) == length,
            record.firstIndex(of: UInt8(ascii: "@"), in: start..<length) == nil
        else { return false }
        var hasFile = false
        RecordWords.forEach(record, in: start..<length) {
            hasFile = hasFile || QueueFileName(record, in: $0) != nil
        }
        return !hasFile
    }
}

extension Span<UInt8> {
    /// `contains`, for a word: nearly all are shorter than the block that is compared.
    @inline(always)
    func holds(_ byte: UInt8, in word: Range<Int>) -> Bool {
        guard word.count < 64 else { return contains(byte, in: word) }
        let behind = ~0 &<< UInt64(truncatingIfNeeded: word.count)
        return matches(of: byte, inBlockAt: word.lowerBound) & ~behind != 0
    }
}

extension UInt8 {
    @inline(always) fileprivate var isLetterOrDigit: Bool { isLetter || isDigit }
    /// A digit in base 36, as the prefix that counts attempts has two.
    @inline(always) fileprivate var isAttemptDigit: Bool { isUpperCaseLetter || isDigit }
}
