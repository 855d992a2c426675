/// Finds a layout in three passes over records: the options from the left, then those from the right, then the fit.
struct LayoutVote {
    enum Pass: CaseIterable {
        case leading, trailing, fit
    }

    /// Found so far.
    private(set) var options: LayoutOptions = []
    private var pass = Pass.leading
    private var leading = LeadingVote()
    private var trailing = TrailingVote()
    /// Of records that were refused, which decide where there are no others.
    private var refusedLeading = LeadingVote()
    private var refusedTrailing = TrailingVote()
    private var regularRecords = 0
    private var slotCounts = CountedVote()
    private var (records, nodes, processes, messages, fitting) = (0, 0, 0, 0, 0)

    var layout: Layout {
        Layout(options, fit: messages == 0 ? 1 : Double(fitting) / Double(messages))
    }

    /// Begins a pass; those before it must be complete.
    mutating func begin(_ next: Pass) {
        pass = next
        switch next {
        case .leading: break
        case .trailing:
            options = regularRecords > 0 ? leading.options() : refusedLeading.options()
            if nodes * 2 > records { options.insert(.node) }
            if processes * 2 > records { options.insert(.process) }
        case .fit: finish()
        }
    }

    private mutating func finish() {
        let last = regularRecords > 0 ? trailing : refusedTrailing
        options.formUnion(slotCounts.hasVotes ? slotCounts.options(behind: options) : last.options())
    }

    /// Counts an unfolded record, whose fields are overwritten.
    mutating func add(_ record: inout LogRecord, from start: Int?) {
        guard let start else { return }
        let bytes = record.bytes
        let text = bytes.span
        let end = record.textLength
        guard let header = TextHeader(text, from: start, to: end, options: nil) else { return }
        if pass == .leading { addHeader(header) }
        guard header.body == .message else { return }
        guard pass != .fit else {
            messages += 1
            if TextFormat.parse(&record, from: start, options: options) == .fits { fitting += 1 }
            return
        }
        let letter = text[header.action.lowerBound]
        record.set(.action, header.action)
        if CountedSlots.begin(text, at: header.rest, end) {
            addCounted(CountedSlots(text, from: header.rest, to: end), text, end, letter)
        } else if LayoutVote.isRegular(letter) {
            if pass == .leading { regularRecords += 1 }
            LayoutVote.addText(text, header.rest..<end, letter, &record, (options, pass), &leading, &trailing)
        } else if regularRecords == 0, LayoutVote.isRefused(letter) {
            LayoutVote.addText(
                text, header.rest..<end, letter, &record, (options, pass), &refusedLeading, &refusedTrailing)
        }
    }

    private mutating func addHeader(_ header: TextHeader) {
        records += 1
        nodes += header.node == nil ? 0 : 1
        processes += header.processID == nil ? 0 : 1
    }

    private static func addText(
        _ text: Span<UInt8>, _ range: Range<Int>, _ letter: UInt8, _ record: inout LogRecord,
        _ state: (options: LayoutOptions, pass: Pass), _ leading: inout LeadingVote, _ trailing: inout TrailingVote
    ) {
        var reader = TextReader(text, state.options, from: range.lowerBound, to: range.upperBound)
        reader.readEnvelope(text, &record)
        if letter == UInt8(ascii: "B") { reader.position = LayoutVote.endOfCommand(text, reader.position, reader.end) }
        if state.pass == .trailing {
            if reader.readLeading(text, &record) {
                trailing.add(text, reader.position..<reader.end, letter: letter)
            }
            return
        }
        let isArrival = letter == UInt8(ascii: "E") || LayoutVote.isRefused(letter)
        leading.beginRecord(isArrival: isArrival)
        var position = reader.position
        var column = 0
        var last = ColumnShape.empty
        while column < LeadingVote.width, position < reader.end {
            let found = ColumnShape.find(text, position + 1, reader.end)
            let (shape, slotEnd) = found ?? (.empty, position + 1)
            // Brackets for nothing are two bytes long.
            let isBrackets = found == nil && !text.endsSlot(slotEnd, reader.end)
            let slot = position + 1..<slotEnd
            position = isBrackets ? slotEnd + 2 : slotEnd
            if LayoutVote.isInitial(shape, behind: last) { continue }
            leading.add(shape, text, slot, column: column, isArrival: isArrival)
            if shape.endsColumns { break }
            last = shape
            column += 1
        }
    }

    private mutating func addCounted(_ slots: CountedSlots, _ text: Span<UInt8>, _ end: Int, _ letter: UInt8) {
        guard slots.end == end, slots.count >= 3 else { return }
        guard pass == .leading else { return slotCounts.add(slots, text, letter: letter) }
        guard LayoutVote.isRegular(letter) else { return }
        regularRecords += 1
        let isArrival = letter == UInt8(ascii: "E")
        leading.beginRecord(isArrival: isArrival)
        var column = 0
        var last = ColumnShape.empty
        for index in 3..<slots.count where column < LeadingVote.width {
            let slot = slots[index]
            let known: ColumnShape = slot.isCounted ? ColumnShape(text, slot: slot.range) : .number
            var shape = slot.range.isEmpty ? .empty : known
            // An envelope id without brackets, as clients give it.
            if shape.isBareWord, index + 1 < slots.count, LayoutVote.isID(slots[index + 1], text) { shape = .id }
            if LayoutVote.isInitial(shape, behind: last) { continue }
            leading.add(shape, text, slot.range, column: column, isArrival: isArrival)
            last = shape
            column += 1
        }
    }

    private static func isID(_ slot: CountedSlots.Slot, _ text: Span<UInt8>) -> Bool {
        guard slot.isCounted, !slot.range.isEmpty else { return false }
        let shape = ColumnShape(text, slot: slot.range)
        return shape == .id || shape == .idPair
    }

    /// An address behind an address is the initial one behind the intermediate one: it has no column of its own, as
    /// most records do not have it.
    private static func isInitial(_ shape: ColumnShape, behind last: ColumnShape) -> Bool {
        shape == .address && last == .address
    }

    /// Where a bad command ends, which may have blanks: before the first system or reply. What stands between nobody can tell.
    private static func endOfCommand(_ text: Span<UInt8>, _ position: Int, _ end: Int) -> Int {
        var blank = position
        while blank < end {
            if blank + 1 < end, text.beginsReply(blank + 1..<end) || text.endOfSystem(blank + 1, end) != nil {
                return blank
            }
            blank = text.endOfWord(blank + 1, end)
        }
        return position
    }

    /// Rejections, aborted transactions and bad commands.
    private static func isRefused(_ letter: UInt8) -> Bool {
        letter == UInt8(ascii: "J") || letter == UInt8(ascii: "V") || letter == UInt8(ascii: "B")
    }

    /// Rejections, bad commands and aborted transactions lack what the others have, or have it in other places.
    private static func isRegular(_ letter: UInt8) -> Bool {
        letter == UInt8(ascii: "E") || TrailingVote.isDeparture(letter)
    }
}
