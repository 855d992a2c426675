import MTALog
public import Tracing

/// A story as text for people: compact, aligned, folded to a width; of much, the first and last, and how many more.
///
/// ASCII but for the log's own letters. All log text is escaped: it can neither command a terminal nor turn its text
/// around; only the lines of `showsRecords` are exact where they may be.
public struct StoryText {
    let options: ViewOptions
    let digest: StoryDigest
    var lines: TextLines

    /// Appends the text of a story, ending with a line end. O(records).
    public static func append(_ story: Story, _ options: ViewOptions = ViewOptions(), to output: inout [UInt8]) {
        var text = StoryText(story, options)
        text.addAll()
        output += text.lines.bytes
    }

    private init(_ story: Story, _ options: ViewOptions) {
        self.options = options
        digest = StoryDigest(story)
        lines = TextLines(columns: options.columns, colors: options.colors)
    }

    private mutating func addAll() {
        lines.addFolded(digest.headline.line(), behind: "", ink: .bold)
        addFacts()
        if !digest.story.isUnderstood {
            addHeading("Records")
            listRecords(Array(digest.story.records.indices), indent: 2)
        }
        addRecipients()
        addHops()
        addTimeline()
        addRefusals()
        addConnections()
        addGaps()
    }

    private mutating func addFacts() {
        lines.addBlank()
        for fact in digest.facts { addField(fact.name, fact.value) }
    }

    /// A name, padded, and its value.
    private mutating func addField(_ name: String, _ value: ViewText) {
        lines.addFolded(value.line(), behind: name.padded(to: 13), labelInk: .faint)
    }

    /// One recipient needs no list: the first sentence has said it all.
    private mutating func addRecipients() {
        let recipients = digest.story.recipients
        guard recipients.count > 1 else { return }
        addHeading("Recipients")
        let addresses = digest.listedRecipients.map { "  \(ViewText(log: digest.address($0)).line())" }
        let widest = addresses.map { DisplayWidth.of($0) }.max() ?? 0
        for (place, address) in zip(digest.listedRecipients, addresses) {
            let outcome = digest.outcome(of: recipients[place]).line()
            let ink = recipients[place].outcome.ink
            if widest < options.columns / 2 {
                lines.addFolded(outcome, behind: address.padded(to: widest + 2), ink: ink)
            } else {
                lines.addFolded(address.dropFirst(2).description, behind: "  ")
                lines.addFolded(outcome, behind: "      ", ink: ink)
            }
        }
        addMore(recipients.count - digest.listedRecipients.count, "recipient")
    }

    private mutating func addRefusals() {
        guard !digest.story.refusals.isEmpty else { return }
        addHeading("Not accepted")
        for refusal in digest.story.refusals.prefix(StoryDigest.mostRecipients) {
            lines.addFolded(digest.line(refusal).line(), behind: "  ")
            if let words = refusal.diagnostic, !words.isEmpty {
                add(words: words, Reason(words, action: refusal.kind.action), indent: 6, isFailure: true)
            }
            addRecords([refusal.record], indent: 6)
        }
        addMore(digest.story.refusals.count - StoryDigest.mostRecipients, "refusal")
    }

    private mutating func addConnections() {
        let connections = digest.story.connections
        guard !connections.isEmpty else { return }
        addHeading("Connections")
        for connection in connections.prefix(StoryDigest.mostRecipients) {
            lines.addFolded(digest.line(connection).line(), behind: "  ")
            for step in connection.steps.prefix(StoryDigest.mostRecipients) {
                lines.addFolded(digest.line(step).line(), behind: "      ")
            }
            addMore(connection.steps.count - StoryDigest.mostRecipients, "step", indent: 6)
            addRecords(connection.steps.map(\.record), indent: 6)
        }
        addMore(connections.count - StoryDigest.mostRecipients, "connection")
    }

    private mutating func addGaps() {
        let sentences = digest.gapSentences + [digest.basisSentence].filter { !$0.line().isEmpty }
        guard !sentences.isEmpty else { return }
        addHeading(digest.story.gaps.isEmpty ? "Basis" : "Not told by the archives")
        for sentence in sentences { lines.addFolded(sentence.line(), behind: "  ") }
    }

    mutating func addHeading(_ title: String) {
        lines.addBlank()
        lines.addFolded(title, behind: "", ink: .bold)
    }

    mutating func addMore(_ count: Int, _ noun: String, indent: Int = 2) {
        guard count > 0 else { return }
        lines.addFolded("and \(Amounts.count(count, "more \(noun)"))", behind: String(repeating: " ", count: indent))
    }
}

extension String {
    /// With blanks up to a width; with one where it is wider.
    func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(1, width - DisplayWidth.of(self)))
    }
}

extension Refusal.Kind {
    /// The action's letter.
    var action: UInt8 {
        switch self {
        case .rejected: UInt8(ascii: "J")
        case .aborted: UInt8(ascii: "V")
        case .badCommand: UInt8(ascii: "B")
        }
    }
}

extension StoryRecipient.Outcome {
    var ink: TextLines.Ink {
        switch self {
        case .delivered, .relayed: .green
        case .failed: .red
        case .delayed, .held, .unfinished, .discarded: .yellow
        case .expanded: .cyan
        }
    }
}
