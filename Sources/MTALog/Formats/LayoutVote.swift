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
            options = leading.options()
            if nodes * 2 > records { options.insert(.node) }
            if processes * 2 > records { options.insert(.process) }
        case .fit: finish()
        }
    }

    private mutating func finish() {
        options.formUnion(slotCounts.hasVotes ? slotCounts.options(behind: options) : trailing.options())
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
            addText(text, header.rest..<end, letter, &record)
        }
    }

    private mutating func addHeader(_ header: TextHeader) {
        records += 1
        nodes += header.node == nil ? 0 : 1
        processes += header.processID == nil ? 0 : 1
    }

    private mutating func addText(
        _ text: Span<UInt8>, _ range: Range<Int>, _ letter: UInt8, _ record: inout LogRecord
    ) {
        var reader = TextReader(text, options, from: range.lowerBound, to: range.upperBound)
        reader.readEnvelope(text, &record)
        if pass == .trailing {
            if reader.readLeading(text, &record) {
                trailing.add(text, reader.position..<reader.end, letter: letter)
            }
            return
        }
        let isArrival = letter == UInt8(ascii: "E")
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
        let isArrival = letter == UInt8(ascii: "E")
        leading.beginRecord(isArrival: isArrival)
        var column = 0
        var last = ColumnShape.empty
        for index in 3..<slots.count where column < LeadingVote.width {
            let slot = slots[index]
            let known: ColumnShape = slot.isCounted ? ColumnShape(text, slot: slot.range) : .number
            let shape = slot.range.isEmpty ? .empty : known
            if LayoutVote.isInitial(shape, behind: last) { continue }
            leading.add(shape, text, slot.range, column: column, isArrival: isArrival)
            last = shape
            column += 1
        }
    }

    /// An address behind an address is the initial one behind the intermediate one: it has no column of its own, as
    /// most records do not have it.
    private static func isInitial(_ shape: ColumnShape, behind last: ColumnShape) -> Bool {
        shape == .address && last == .address
    }

    /// Rejections, bad commands and aborted transactions lack what the others have, or have it in other places.
    private static func isRegular(_ letter: UInt8) -> Bool {
        letter == UInt8(ascii: "E") || TrailingVote.isDeparture(letter)
    }
}
