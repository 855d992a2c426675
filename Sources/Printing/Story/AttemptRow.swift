import MTALog
import Tracing

/// Attempts that a view tells as one: those of one moment, file, result and kind of reason, one a recipient.
struct AttemptRow {
    /// The first of them.
    let attempt: Attempt
    let reason: Reason
    /// Whom they were for: places in the story's recipients.
    var recipients: [Int]
    /// Their records: places in the story's records.
    var records: [Int]
    /// Whether a row shown before has the same reason, so that it need not be explained again.
    var repeatsReason = false

    init(_ attempt: Attempt) {
        self.attempt = attempt
        reason = attempt.why
        recipients = [attempt.recipient]
        records = [attempt.record]
    }

    /// How far back a row of the same moment is looked for.
    private static let burst = 8

    /// The attempts of a hop, put together. O(attempts).
    static func rows(of hop: Hop) -> [AttemptRow] {
        var rows: [AttemptRow] = []
        for attempt in hop.attempts {
            let row = AttemptRow(attempt)
            let same = rows.indices.suffix(burst).last { rows[$0].isTogether(with: row) }
            if let same {
                rows[same].recipients.append(attempt.recipient)
                rows[same].records.append(attempt.record)
            } else {
                rows.append(row)
            }
        }
        return rows
    }

    private func isTogether(with other: AttemptRow) -> Bool {
        attempt.isTogether(with: other.attempt) && reason.category == other.reason.category
    }

    /// What was said: the server's own words, else the MTA's.
    var words: [UInt8]? { attempt.words }
}

extension Attempt {
    /// Why it ended so, as far as the log says.
    var why: Reason { Reason(diagnostic ?? reason ?? [], action: action) }

    /// The server's own words, else the delivery status, else the reason.
    var words: [UInt8]? {
        [remoteWords, diagnostic, reason].compactMap { $0 }.first { !$0.isEmpty }
    }

    fileprivate func isTogether(with other: Attempt) -> Bool {
        stamp == other.stamp && result == other.result && number == other.number && queueFile == other.queueFile
            && remoteHost == other.remoteHost
    }

    /// Where it went or tried to go: the host, and the end of the connection where there was one. An address that is
    /// among the words is not told twice.
    var remoteEnd: ViewText {
        var text = ViewText()
        if let remoteHost, !remoteHost.isEmpty { text += ViewText(log: remoteHost) }
        guard let end = endpoint else { return text }
        if !text.isEmpty { text += " " }
        return text + "[\(log: end.address)]:\(log: end.port)"
    }

    private var endpoint: (address: [UInt8], port: [UInt8])? {
        guard let transport = transport ?? loggedTransport else { return nil }
        return TransportAddresses(transport.span, in: transport.indices).map {
            (Array(transport[$0.remote.address]), Array(transport[$0.remote.port]))
        }
    }

    private var loggedTransport: [UInt8]? {
        guard let diagnostic else { return nil }
        return Diagnostic(diagnostic.span).transport.map { Array(diagnostic[$0]) }
    }
}

extension Attempt.Result {
    /// The word for it in a table, of at most nine characters.
    var word: String {
        switch self {
        case .delivered: "delivered"
        case .handedOn, .handedOnUnseen: "handed on"
        case .expanded: "expanded"
        case .discarded: "discarded"
        case .postponed: "failed"
        case .failed: "given up"
        case .warned: "warned"
        case .other: "other"
        }
    }

    /// What it means, to follow "attempt".
    var meaning: String {
        switch self {
        case .delivered: "delivered, or taken over by another host"
        case .handedOn: "handed on to another channel"
        case .handedOnUnseen: "handed on, where to is not in these archives"
        case .expanded: "replaced by several addresses"
        case .discarded: "thrown away"
        case .postponed: "failed for now, to be tried again"
        case .failed: "given up"
        case .warned: "the sender was warned of the delay"
        case .other: "an action that is not known"
        }
    }
}
