import MTALog
import Tracing

/// What happened, in one sentence.
extension StoryDigest {
    /// A sentence with its full stop.
    var headline: ViewText {
        guard story.isUnderstood else {
            let count = Amounts.count(story.records.count, "record")
            // With LOG_MESSAGE_ID off, logged header lines may still have the id.
            let areHeaders = story.records.allSatisfy { $0.fields?.kind == .header }
            return ViewText(
                areHeaders
                    ? "Found in a header line only (\(count)): no record of a message has this id."
                    : "\(count), not understood: read them yourself.")
        }
        guard !final.isEmpty else { return withoutRecipients }
        return (final.count == 1 ? single(story.recipients[final[0]], final[0]) : several) + loops
    }

    /// How often the message came back to a queue that it had been in: it went in circles.
    private var loops: ViewText {
        var counts = 0
        for place in final {
            var known: Set<[UInt8]> = []
            var returns = 0
            for hop in story.recipients[place].hops where story.hops.indices.contains(hop) {
                let queue = story.hops[hop].destination + [0] + (story.hops[hop].host ?? [])
                if !known.insert(queue).inserted, story.hops[hop].isReturn { returns += 1 }
            }
            counts = max(counts, returns)
        }
        guard counts > 0 else { return ViewText() }
        return ViewText(
            " It came back \(counts == 1 ? "once" : counts == 2 ? "twice" : "\(Amounts.count(counts)) times").")
    }

    private var withoutRecipients: ViewText {
        if !story.recipients.isEmpty { return "Replaced by other recipients, who are not in these archives." }
        guard let refusal = story.refusals.last else { return "No recipient of this message is in these archives." }
        let whom = refusal.current.isEmpty ? refusal.original : refusal.current
        switch refusal.kind {
        case .rejected: return "Not accepted by channel \(log: refusal.channel) for \(log: whom)."
        case .aborted: return "Broken off before channel \(log: refusal.channel) had accepted it."
        case .badCommand: return "A command that channel \(log: refusal.channel) did not accept."
        }
    }

    private func single(_ recipient: StoryRecipient, _ place: Int) -> ViewText {
        let whom = ViewText(log: address(place))
        switch recipient.outcome {
        case .delivered, .relayed:
            let host = recipient.outcome == .relayed ? lastAttempt(of: recipient)?.remoteHost : nil
            let by: ViewText = host.map { " (taken over by \(log: $0))" } ?? ViewText()
            return "Delivered to \(whom)\(by)\(after(recipient))\(atAttempt(recipient))."
        case .failed: return "Not delivered to \(whom): given up\(after(recipient))\(atAttempt(recipient))."
        case .discarded: return "Not delivered to \(whom): thrown away by channel \(channel(recipient))."
        case .delayed: return "Not delivered to \(whom) yet: \(failures(recipient))."
        case .held: return "Held: the message to \(whom) waits in the queue until somebody releases it."
        case .expanded: return "\(whom) was replaced by other recipients."
        case .unfinished: return "Not finished in these archives: what became of the message to \(whom) is not told."
        }
    }

    private func channel(_ recipient: StoryRecipient) -> ViewText {
        recipient.hops.last { story.hops.indices.contains($0) }.map { ViewText(log: story.hops[$0].destination) }
            ?? "that does so"
    }

    private func after(_ recipient: StoryRecipient) -> ViewText {
        recipient.timeToSettle.map { " after \(Amounts.span($0))" } ?? ViewText()
    }

    private func atAttempt(_ recipient: StoryRecipient) -> ViewText {
        guard let last = lastAttempt(of: recipient) else { return ViewText() }
        guard let number = last.number else {
            // The end of a message that waited too long is no attempt.
            let attempts = recipient.attempts.compactMap { attempt($0)?.number }.max() ?? 0
            return attempts > 0 ? ", after \(Amounts.count(attempts, "attempt"))" : ViewText()
        }
        return number == 1 ? ", at the first attempt" : ", at the \(Amounts.ordinal(number)) attempt"
    }

    private func failures(_ recipient: StoryRecipient) -> ViewText {
        let attempts = recipient.attempts.compactMap(attempt).filter { $0.result == .postponed }
        guard let last = attempts.last else { return "it waits in the queue" }
        let count = last.number ?? attempts.count
        guard let stamp = last.stamp else { return ViewText("\(Amounts.count(count, "attempt")) failed") }
        let which = count == 1 ? "at" : "the last at"
        return ViewText("\(Amounts.count(count, "attempt")) failed, \(which) \(stamp.dateAndTime)")
    }

    private var several: ViewText {
        let recipients = final.map { story.recipients[$0] }
        let delivered = recipients.count { $0.outcome.isDelivered }
        let slowest = recipients.filter { $0.outcome.isDelivered }.compactMap(\.timeToSettle).max()
        let after = slowest.map { "\(delivered > 1 ? ", the last" : "") after \(Amounts.span($0))" } ?? ""
        let all = Amounts.count(final.count)
        if delivered == final.count { return ViewText("Delivered to all \(all) recipients\(after).") }
        let others = counts.filter { !$0.outcome.isDelivered && $0.outcome != .expanded }
            .map { "\(Amounts.count($0.count)) \($0.outcome.word)" }.joined(separator: ", ")
        guard delivered > 0 else { return ViewText("Not delivered to any of \(all) recipients: \(others).") }
        return ViewText("Delivered to \(Amounts.count(delivered)) of \(all) recipients\(after); \(others).")
    }
}
