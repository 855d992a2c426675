import MTALog
import SystemPackage
import Tracing

/// The stays in queues, and what was tried in each.
extension StoryText {
    mutating func addHops() {
        for place in digest.listedHops { add(digest.story.hops[place], number: place + 1) }
        let more = digest.story.hops.count - digest.listedHops.count
        guard more > 0 else { return }
        lines.addBlank()
        addMore(more, "stay in a queue", plural: "stays in queues")
    }

    private mutating func add(_ hop: Hop, number: Int) {
        let title = "\(number). \(digest.title(hop).line())"
        addHeading(title)
        if Set(hop.recipients).count > 1 || digest.story.recipients.count > 1 {
            lines.addFolded("for \(digest.addresses(hop.recipients).line())", behind: "     ")
        }
        if let enqueued = hop.enqueued {
            let label = "     \("enqueued".padded(to: StoryText.resultWidth))"
            lines.addFolded(enqueued.dateAndTime, behind: label)
        }
        addRecords(hop.enqueueRecords, indent: StoryText.wordsIndent)
        let excerpt = AttemptExcerpt(AttemptRow.rows(of: hop))
        for row in excerpt.first { add(row, in: hop) }
        if let hidden = excerpt.hidden { lines.addFolded(hidden.line(), behind: "     ... ", ink: .faint) }
        for row in excerpt.last { add(row, in: hop) }
    }

    static let resultWidth = 11
    /// As deep as the times stand.
    static let wordsIndent = 16

    private mutating func add(_ row: AttemptRow, in hop: Hop) {
        let attempt = row.attempt
        let number = attempt.number.map(Amounts.count) ?? ""
        let label = String(repeating: " ", count: max(0, 3 - number.count)) + number + "  "
        let word = attempt.result == .other ? "action \(EscapedText.line([attempt.action]))" : attempt.result.word
        let result = word.padded(to: StoryText.resultWidth)
        var moment = attempt.stamp?.dateAndTime ?? "no stamp"
        if let since = attempt.sinceLast ?? attempt.sinceEnqueued { moment += "  +\(Amounts.span(since))" }
        lines.addFolded(moment, behind: label + result, labelInk: attempt.result.ink)
        if Set(hop.recipients).count > 1 { addDetail("for \(digest.addresses(row.recipients).line())") }
        let end = attempt.remoteEnd
        if !end.isEmpty { addDetail("\(attempt.result.preposition) \(end.line())") }
        if let words = row.words {
            let isFailure = attempt.result == .postponed || attempt.result == .failed
            add(
                words: words, row.reason, indent: StoryText.wordsIndent, isFailure: isFailure,
                isKnown: row.repeatsReason)
        }
        if let told = attempt.numberInName, let number = attempt.number, told != number {
            addDetail("(the file name says attempt \(told))")
        }
        addRecords(row.records, indent: StoryText.wordsIndent)
    }

    private mutating func addDetail(_ text: String) {
        lines.addFolded(text, behind: String(repeating: " ", count: StoryText.wordsIndent))
    }

    /// The words of a server or of the MTA, and where wanted what they mean.
    ///
    /// - Parameter isKnown: whether the same reason was explained just before.
    mutating func add(words: [UInt8], _ reason: Reason, indent: Int, isFailure: Bool, isKnown: Bool = false) {
        let margin = String(repeating: " ", count: indent)
        let line = LogExcerpt.line(words, longest: LogExcerpt.longestWords)
        lines.addFolded(line, behind: margin, ink: isFailure ? .red : nil)
        guard options.explains, isFailure else { return }
        let explanation = isKnown ? "as above" : reason.sentences
        let told = explanation.isEmpty ? reason.category.rawValue : "\(reason.category.rawValue): \(explanation)"
        lines.addFolded(told, behind: margin + "= ", ink: .faint)
    }

    /// The records of a step, each behind its archive and offset; exact bytes where they may be.
    mutating func addRecords(_ places: [Int], indent: Int) {
        if options.showsRecords { listRecords(places, indent: indent) }
    }

    mutating func listRecords(_ places: [Int], indent: Int) {
        let margin = Array(String(repeating: " ", count: indent).utf8)
        for place in places.prefix(StoryDigest.mostRecipients) where digest.story.records.indices.contains(place) {
            let record = digest.story.records[place]
            let name = EscapedText.line(Array(record.path.string.utf8))
            lines.add(raw: margin + Array(lines.painted("\(name):\(record.offset):", .faint).utf8))
            let bytes = record.bytes.withoutLineEnd
            lines.add(raw: options.escapesRecords ? Array(EscapedText.lines(bytes.withoutCarriageReturns).utf8) : bytes)
        }
        addMore(places.count - StoryDigest.mostRecipients, "record", indent: indent)
    }

    private mutating func addMore(_ count: Int, _ noun: String, plural: String) {
        lines.add("  and \(Amounts.count(count)) more \(count == 1 ? noun : plural)")
    }
}

extension Attempt.Result {
    var ink: TextLines.Ink {
        switch self {
        case .delivered: .green
        case .handedOn, .handedOnUnseen, .expanded: .cyan
        case .postponed, .warned, .other, .discarded: .yellow
        case .failed: .red
        }
    }

    /// Between the result and the host.
    fileprivate var preposition: String { self == .delivered ? "to" : "at" }
}
