import MTALog
import Tracing

/// A stay in a queue: a table of attempts.
extension StoryArticle {
    func append(_ hop: Hop, number: Int, to html: inout HTMLWriter) {
        html.element("h2", "\(number). \(digest.title(hop))")
        html.element("p class=\"dim\"") { html in
            if let enqueued = hop.enqueued { html.text("Enqueued \(enqueued.dateAndTime)") }
            if digest.story.recipients.count > 1 { html.text(" for \(digest.addresses(hop.recipients))") }
            if let file = hop.queueFiles.first { html.text(" as \(log: file)") }
        }
        appendRecords(hop.enqueueRecords, to: &html)
        guard !hop.attempts.isEmpty else { return }
        let excerpt = AttemptExcerpt(AttemptRow.rows(of: hop))
        html.element("table role=\"table\"") { html in
            appendHead(to: &html)
            html.element("tbody role=\"rowgroup\"") { html in
                for row in excerpt.first { append(row, of: hop, to: &html) }
                if let hidden = excerpt.hidden {
                    html.element("tr role=\"row\"") {
                        $0.element("td role=\"cell\" colspan=\"4\" class=\"dim\"", hidden)
                    }
                }
                for row in excerpt.last { append(row, of: hop, to: &html) }
            }
        }
    }

    private func appendHead(to html: inout HTMLWriter) {
        html.markup("<thead role=\"rowgroup\"><tr role=\"row\">")
        html.markup("<th role=\"columnheader\" scope=\"col\">Attempt</th>")
        html.markup("<th role=\"columnheader\" scope=\"col\">When</th>")
        html.markup("<th role=\"columnheader\" scope=\"col\">Result</th>")
        html.markup("<th role=\"columnheader\" scope=\"col\">What was said, and what it means</th>")
        html.markup("</tr></thead>\n")
    }

    private func append(_ row: AttemptRow, of hop: Hop, to html: inout HTMLWriter) {
        let attempt = row.attempt
        html.element("tr role=\"row\"") { html in
            html.element("td role=\"cell\" class=\"num\" data-name=\"Attempt\"") { html in
                if let number = attempt.number { html.escaped(Amounts.count(number)) }
            }
            html.element("td role=\"cell\" class=\"when\"") { html in
                html.escaped(attempt.stamp?.dateAndTime ?? "no stamp")
                if let since = attempt.sinceLast ?? attempt.sinceEnqueued {
                    html.markup("<br/>")
                    html.element("span class=\"dim\"", ViewText("+\(Amounts.span(since))"))
                }
            }
            html.element("td role=\"cell\"") { $0.result(attempt) }
            html.element("td role=\"cell\"") { html in appendSaid(row, of: hop, to: &html) }
        }
    }

    private func appendSaid(_ row: AttemptRow, of hop: Hop, to html: inout HTMLWriter) {
        let attempt = row.attempt
        if Set(hop.recipients).count > 1 { html.element("div", "for \(digest.addresses(row.recipients))") }
        let end = attempt.remoteEnd
        if !end.isEmpty { html.element("div", end) }
        if let words = row.words {
            let isFailure = attempt.result == .postponed || attempt.result == .failed
            html.words(words, row.reason, isFailure: isFailure, isKnown: row.repeatsReason)
        }
        if let told = attempt.numberInName, let number = attempt.number, told != number {
            html.element("div class=\"dim\"", "The file name says attempt \(told).")
        }
        appendRecords(row.records, to: &html)
    }
}

extension HTMLWriter {
    /// The word for a result in its colour.
    fileprivate mutating func result(_ attempt: Attempt) {
        let word = ViewText(attempt.result.word)
        switch attempt.result {
        case .delivered: element("span class=\"tag good\"", word)
        case .handedOn, .handedOnUnseen, .expanded: element("span class=\"tag blue\"", word)
        case .postponed, .warned, .discarded: element("span class=\"tag soft\"", word)
        case .failed: element("span class=\"tag bad\"", word)
        case .other: element("span class=\"tag\"", "action \(log: [attempt.action])")
        }
    }
}
