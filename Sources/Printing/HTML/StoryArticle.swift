import MTALog
import SystemPackage
import Tracing

/// One story on the page.
struct StoryArticle {
    let digest: StoryDigest
    let options: ViewOptions
    /// Tells the page's pictures apart.
    let number: Int
    let isRelated: Bool

    init(_ story: Story, number: Int, isRelated: Bool, _ options: ViewOptions) {
        digest = StoryDigest(story)
        self.number = number
        self.isRelated = isRelated
        self.options = options
    }

    func append(to html: inout HTMLWriter) {
        html.element("article") { html in
            html.element("p class=\"kind\"", isRelated ? "Related message" : "Message trace")
            html.element("h1", digest.headline)
            appendFacts(to: &html)
            if !digest.story.isUnderstood {
                html.element("h2", "Records")
                listRecords(Array(digest.story.records.indices), to: &html)
            }
            StoryPicture(digest, number: number)?.append(to: &html)
            appendRecipients(to: &html)
            for place in digest.listedHops { append(digest.story.hops[place], number: place + 1, to: &html) }
            let more = digest.story.hops.count - digest.listedHops.count
            if more > 0 {
                html.element(
                    "p class=\"dim\"",
                    ViewText("And \(Amounts.count(more)) more \(more == 1 ? "stay in a queue" : "stays in queues")."))
            }
            appendRefusals(to: &html)
            appendConnections(to: &html)
            appendGaps(to: &html)
        }
    }

    private func appendFacts(to html: inout HTMLWriter) {
        html.element("dl") { html in
            for fact in digest.facts {
                html.element("dt", ViewText(fact.name))
                html.element("dd", fact.value)
            }
        }
    }

    /// One recipient needs no list: the first sentence has said it all.
    private func appendRecipients(to html: inout HTMLWriter) {
        let recipients = digest.story.recipients
        guard recipients.count > 1 else { return }
        html.element("h2", "Recipients")
        html.element("table role=\"table\"") { html in
            html.markup("<thead role=\"rowgroup\"><tr role=\"row\">")
            html.markup("<th role=\"columnheader\" scope=\"col\">Address</th>")
            html.markup("<th role=\"columnheader\" scope=\"col\">Outcome</th></tr></thead>\n")
            html.element("tbody role=\"rowgroup\"") { html in
                for place in digest.listedRecipients {
                    html.element("tr role=\"row\"") { html in
                        html.element("td role=\"cell\"", ViewText(log: digest.address(place)))
                        html.element("td role=\"cell\"") { html in
                            html.outcome(recipients[place].outcome, digest.outcome(of: recipients[place]))
                        }
                    }
                }
            }
        }
        appendMore(recipients.count - digest.listedRecipients.count, "more recipient", to: &html)
    }

    private func appendRefusals(to html: inout HTMLWriter) {
        let refusals = digest.story.refusals
        guard !refusals.isEmpty else { return }
        html.element("h2", "Not accepted")
        for refusal in refusals.prefix(StoryDigest.mostRecipients) {
            html.element("p", digest.line(refusal))
            if let words = refusal.diagnostic, !words.isEmpty {
                html.words(words, Reason(words, action: refusal.kind.action), isFailure: true)
            }
            appendRecords([refusal.record], to: &html)
        }
        appendMore(refusals.count - StoryDigest.mostRecipients, "more refusal", to: &html)
    }

    private func appendConnections(to html: inout HTMLWriter) {
        let connections = digest.story.connections
        guard !connections.isEmpty else { return }
        html.element("h2", "Connections")
        for connection in connections.prefix(StoryDigest.mostRecipients) {
            html.element("h3", digest.line(connection))
            html.element("ul") { html in
                for step in connection.steps.prefix(StoryDigest.mostRecipients) {
                    html.element("li", digest.line(step))
                }
            }
            appendMore(connection.steps.count - StoryDigest.mostRecipients, "more step", to: &html)
            appendRecords(connection.steps.map(\.record), to: &html)
        }
        appendMore(connections.count - StoryDigest.mostRecipients, "more connection", to: &html)
    }

    private func appendGaps(to html: inout HTMLWriter) {
        let basis = digest.basisSentence
        if !digest.story.gaps.isEmpty {
            html.element("section class=\"box\"") { html in
                html.element("h2", "Not told by the archives")
                for sentence in digest.gapSentences { html.element("p", sentence) }
            }
        }
        if !basis.line().isEmpty { html.element("p class=\"dim\"", basis) }
    }

    func appendMore(_ count: Int, _ noun: String, to html: inout HTMLWriter) {
        guard count > 0 else { return }
        html.element("p class=\"dim\"", ViewText("And \(Amounts.count(count, noun))."))
    }

    /// The records of a step, each behind its archive and offset.
    func appendRecords(_ places: [Int], to html: inout HTMLWriter) {
        if options.showsRecords { listRecords(places, to: &html) }
    }

    private func listRecords(_ places: [Int], to html: inout HTMLWriter) {
        for place in places.prefix(StoryDigest.mostRecipients) where digest.story.records.indices.contains(place) {
            let record = digest.story.records[place]
            let name = ViewText(log: Array(record.path.string.utf8))
            html.element("div class=\"records\"") { html in
                html.text("\(name):\(String(record.offset)): \(log: record.bytes.withoutLineEnd)", longest: .max)
            }
        }
        appendMore(places.count - StoryDigest.mostRecipients, "more record", to: &html)
    }
}

extension HTMLWriter {
    /// An outcome in its colour, never by colour alone.
    mutating func outcome(_ outcome: StoryRecipient.Outcome, _ text: ViewText) {
        switch outcome {
        case .delivered, .relayed: element("span class=\"good\"", text)
        case .failed: element("span class=\"bad\"", text)
        case .delayed, .held, .unfinished, .discarded: element("span class=\"soft\"", text)
        case .expanded: element("span class=\"blue\"", text)
        }
    }

    /// What a server or the MTA said, and what it means.
    ///
    /// - Parameter isKnown: whether the same reason was explained just before.
    mutating func words(_ words: [UInt8], _ reason: Reason, isFailure: Bool, isKnown: Bool = false) {
        element("div class=\"words\"", ViewText(log: words), longest: LogExcerpt.longestWords)
        guard isFailure else { return }
        element("div class=\"why\"") { html in
            html.element("code", ViewText(reason.category.rawValue))
            html.escaped(isKnown ? " as above" : " \(reason.sentences)")
        }
    }
}
