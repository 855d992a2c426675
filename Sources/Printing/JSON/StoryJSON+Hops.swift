import MTALog
import Tracing

/// Stays in queues, and what was tried.
extension StoryJSON {
    static func appendHops(of story: Story, _ options: ViewOptions, to json: inout JSONWriter) {
        json.beginArray("hops")
        for hop in story.hops {
            var members = ExactBytes()
            json.beginElement()
            members.add("source_channel", hop.source, to: &json)
            members.add("destination_channel", hop.destination, to: &json)
            json.add("enqueued", ifThere: hop.enqueued)
            json.add("seconds", ifThere: hop.duration)
            members.add("queue_files", list: hop.queueFiles, to: &json)
            members.add("host", hop.host, to: &json)
            if hop.isReturn { json.add("came_back", true) }
            if let held = hop.held {
                json.add("held", true)
                json.add("released", held.isReleased)
                json.add("held_from", ifThere: held.from)
                json.add("held_until", ifThere: held.until)
            }
            json.add("recipients", numbers: hop.recipients)
            json.add("next", numbers: hop.next)
            json.add("records", numbers: hop.enqueueRecords)
            json.beginArray("attempts")
            for attempt in hop.attempts { append(attempt, options, to: &json) }
            json.endArray()
            members.end(to: &json)
            json.endObject()
        }
        json.endArray()
    }

    private static func append(_ attempt: Attempt, _ options: ViewOptions, to json: inout JSONWriter) {
        var members = ExactBytes()
        json.beginElement()
        json.add("number", ifThere: attempt.number)
        json.add("number_in_name", ifThere: attempt.numberInName)
        json.add("number_in_records", ifThere: attempt.numberInRecords)
        json.add("time", ifThere: attempt.stamp)
        members.add("action", [attempt.action], to: &json)
        appendModifiers(attempt.modifiers, &members, to: &json)
        json.add("result", attempt.result.name)
        json.add("recipient", attempt.recipient)
        append(attempt.why, options, to: &json)
        members.add("remote_host", attempt.remoteHost, to: &json)
        members.add("remote_words", attempt.remoteWords, to: &json)
        members.add("diagnostic", attempt.diagnostic, to: &json)
        members.add("reason", attempt.reason, to: &json)
        members.add("transport", attempt.transport, to: &json)
        members.add("application", attempt.application, to: &json)
        members.add("queue_file", attempt.queueFile, to: &json)
        members.add("process_id", attempt.processID, to: &json)
        json.add("connection", ifThere: attempt.connection)
        json.add("queue_time", ifThere: attempt.loggedQueueTime)
        json.add("seconds_since_enqueued", ifThere: attempt.sinceEnqueued)
        json.add("seconds_since_last", ifThere: attempt.sinceLast)
        json.add("record", attempt.record)
        members.end(to: &json)
        json.endObject()
    }

    /// The kind of reason, and what the codes are.
    static func append(_ reason: Reason, _ options: ViewOptions, to json: inout JSONWriter) {
        json.add("category", reason.category.rawValue)
        switch reason.severity {
        case .temporary: json.add("severity", "temporary")
        case .permanent: json.add("severity", "permanent")
        case .success: json.add("severity", "success")
        case nil: break
        }
        json.add("reply_code", ifThere: reason.replyCode?.value)
        if let status = reason.enhancedStatus { json.add("enhanced_status", status.description) }
        if options.explains, !reason.sentences.isEmpty { json.add("explanation", reason.sentences) }
    }

    static func appendRefusals(of story: Story, _ options: ViewOptions, to json: inout JSONWriter) {
        json.beginArray("refusals")
        for refusal in story.refusals {
            var members = ExactBytes()
            json.beginElement()
            json.add("kind", refusal.kind.name)
            json.add("time", ifThere: refusal.stamp)
            appendModifiers(refusal.modifiers, &members, to: &json)
            members.add("channel", refusal.channel, to: &json)
            members.add("original", refusal.original, to: &json)
            members.add("current", refusal.current, to: &json)
            members.add("diagnostic", refusal.diagnostic, to: &json)
            append(Reason(refusal.diagnostic ?? [], action: refusal.kind.action), options, to: &json)
            json.add("record", refusal.record)
            members.end(to: &json)
            json.endObject()
        }
        json.endArray()
    }

    static func appendConnections(of story: Story, to json: inout JSONWriter) {
        json.beginArray("connections")
        for connection in story.connections {
            var members = ExactBytes()
            json.beginElement()
            members.add("process_id", connection.processID, to: &json)
            members.add("channel", connection.channel, to: &json)
            json.add("direction", connection.isInbound ? "inbound" : "outbound")
            members.add("transport", connection.transport, to: &json)
            members.add("application", connection.application, to: &json)
            members.add("username", connection.username, to: &json)
            json.beginArray("steps")
            for step in connection.steps { append(step, to: &json) }
            json.endArray()
            members.end(to: &json)
            json.endObject()
        }
        json.endArray()
    }

    private static func append(_ step: StoryConnection.Step, to json: inout JSONWriter) {
        var members = ExactBytes()
        json.beginElement()
        json.add("time", ifThere: step.stamp)
        members.add("action", [step.action], to: &json)
        members.add("information", step.information, to: &json)
        members.add("diagnostic", step.diagnostic, to: &json)
        json.add("record", step.record)
        members.end(to: &json)
        json.endObject()
    }
}

extension Attempt.Result {
    /// `handed_on`.
    fileprivate var name: String {
        switch self {
        case .handedOn: "handed_on"
        case .handedOnUnseen: "handed_on_unseen"
        default: rawValue
        }
    }
}

extension Refusal.Kind {
    fileprivate var name: String { self == .badCommand ? "bad_command" : rawValue }
}
