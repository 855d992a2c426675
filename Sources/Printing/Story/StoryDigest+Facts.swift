import MTALog
import Tracing

/// What is told of a message as a whole: a name and a value each.
extension StoryDigest {
    /// Of ids, files and links at most so many are listed.
    static let mostNames = 6

    var facts: [(name: String, value: ViewText)] {
        var facts: [(name: String, value: ViewText)] = []
        func add(_ name: String, _ value: ViewText?) {
            if let value, !value.isEmpty { facts.append((name, value)) }
        }
        add("Message", list(story.messageIDs.map { "<\(log: $0)>" }))
        add(
            "From",
            story.sender.map { $0.isEmpty ? "nobody (a null sender, as notifications have)" : ViewText(log: $0) })
        add("Arrived", story.arrival.map(arrival))
        add("User", story.arrival?.authenticatedUser.map { "\(log: $0), who logged in" })
        add("Client", story.arrival?.connection.map { ViewText(log: $0) })
        add("Transport", story.arrival?.transport.map { ViewText(log: $0) })
        add("Protocol", story.arrival?.application.map { ViewText(log: $0) })
        add("Size", story.blocks.map { ViewText(Amounts.count($0, "block")) })
        add("Reports on", list(story.notificationOf.map { "<\(log: $0.messageID)>" }))
        add("Reported by", list(story.notifications.map { "<\(log: $0.messageID)>" }))
        if final.count == 1, let sent = sentTo(story.recipients[final[0]]) { add("Sent to", ViewText(log: sent)) }
        for hop in story.hops.filter({ $0.held != nil }).prefix(StoryDigest.mostNames) { add("Held", held(hop)) }
        for header in story.headers.prefix(StoryDigest.mostNames) {
            add("Header", "\(log: header.name): \(log: header.value)")
        }
        if story.recipients.count > 1 {
            add("Recipients", ViewText("\(Amounts.count(story.recipients.count)): \(outcomeCounts)"))
        }
        return facts
    }

    /// The address that the sender wrote, where the message went on to another: a list, an alias, the name of a mailbox.
    func sentTo(_ recipient: StoryRecipient) -> [UInt8]? {
        let start = recipient.original.firstIndex(of: UInt8(ascii: ";")).map { $0 + 1 } ?? 0
        let address = Array(recipient.original[start...])
        return address.isEmpty || recipient.current.isEmpty || address == recipient.current ? nil : address
    }

    private func held(_ hop: Hop) -> ViewText {
        guard let held = hop.held else { return ViewText() }
        var text: ViewText = "in the queue of \(log: hop.destination)"
        if let from = held.from { text += ViewText(", from \(from.dateAndTime)") }
        if held.isReleased {
            text += ViewText(held.until.map { "; released by \($0.dateAndTime)" } ?? "; released since")
        }
        return text
    }

    private func list(_ names: [ViewText]) -> ViewText {
        let more = names.count - StoryDigest.mostNames
        let listed =
            names.prefix(StoryDigest.mostNames) + (more > 0 ? [ViewText("and \(Amounts.count(more)) more")] : [])
        return Array(listed).joined(", ")
    }

    private func arrival(_ arrival: Arrival) -> ViewText {
        var text: ViewText = arrival.stamp.map { "\($0.dateAndTime) through " } ?? "through "
        text += ViewText(log: arrival.channel)
        let kinds = [
            (arrival.modifiers.isTLS, "over TLS"), (arrival.modifiers.isAuthenticated, "authenticated"),
            (arrival.modifiers.isLMTP, "by LMTP"), (arrival.modifiers.isChunked, "in chunks"),
        ]
        for (holds, words) in kinds where holds { text += ViewText(", \(words)") }
        return text
    }

    /// The line that a listed recipient has.
    func outcome(of recipient: StoryRecipient) -> ViewText {
        var text = ViewText(recipient.outcome.word)
        if let settled = recipient.settled { text += ViewText(" \(settled.dateAndTime)") }
        if let time = recipient.timeToSettle { text += ViewText(", after \(Amounts.span(time))") }
        if let parent = recipient.parent {
            text += ", a member of \(log: address(parent))"
        } else if let sent = sentTo(recipient) {
            text += ", sent to \(log: sent)"
        }
        return text
    }

    /// `tcp_internal -> tcp_local`.
    func title(_ hop: Hop) -> ViewText {
        let host: ViewText = hop.host.map { " on \(log: $0)" } ?? ViewText()
        guard let source = hop.source else { return "? -> \(log: hop.destination)\(host)" }
        return "\(log: source) -> \(log: hop.destination)\(host)"
    }

    /// What a refusal's line says.
    func line(_ refusal: Refusal) -> ViewText {
        let whom = refusal.current.isEmpty ? refusal.original : refusal.current
        let time: ViewText = refusal.stamp.map { "\($0.dateAndTime) " } ?? ViewText()
        switch refusal.kind {
        case .rejected: return "\(time)refused by \(log: refusal.channel) for \(log: whom)"
        case .aborted: return "\(time)broken off by \(log: refusal.channel) for \(log: whom)"
        case .badCommand: return "\(time)not accepted by \(log: refusal.channel): \(log: whom)"
        }
    }

    /// What a connection's line says, without its steps.
    func line(_ connection: StoryConnection) -> ViewText {
        var text: ViewText = connection.isInbound ? "in through " : "out through "
        text += "\(log: connection.channel), process \(log: connection.processID)"
        for part in [connection.transport, connection.application] {
            if let part, !part.isEmpty { text += " \(log: part)" }
        }
        if let user = connection.username, !user.isEmpty { text += ", user \(log: user)" }
        return text
    }

    /// What a step of a connection says.
    func line(_ step: StoryConnection.Step) -> ViewText {
        var text: ViewText = step.stamp.map { "\($0.dateAndTime) " } ?? ViewText()
        text += ViewText(step.word)
        for part in [step.information, step.diagnostic] {
            if let part, !part.isEmpty { text += ": \(log: part)" }
        }
        return text
    }
}

extension StoryConnection.Step {
    fileprivate var word: String {
        switch action {
        case UInt8(ascii: "O"): "opened"
        case UInt8(ascii: "C"): "closed"
        case UInt8(ascii: "X"): "rejected"
        case UInt8(ascii: "Y"): "not established"
        case UInt8(ascii: "U"): "authentication"
        case UInt8(ascii: "I"): "ETRN"
        default: "action \(EscapedText.line([action]))"
        }
    }
}
