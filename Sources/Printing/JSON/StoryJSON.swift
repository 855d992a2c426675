import MTALog
import SystemPackage
public import Tracing

/// A story as one JSON object, whole: nothing is summarised. docs/json.md has the tables of names.
///
/// What is not known is left out. Moments are ISO 8601 without a zone, spans of time are seconds, and every `record`,
/// `hop`, `recipient`, `attempt` and `connection` is a place, from 0 on, in the list of that name. Names stay as they
/// are; new ones may come.
public enum StoryJSON {
    /// Appends a story's object, without a line end. O(records).
    ///
    /// - Parameters:
    ///   - key: what was asked for; nil leaves it out.
    ///   - isRelated: whether the story is told because another one is tied to it.
    public static func append(
        _ story: Story, key: [UInt8]?, isRelated: Bool = false, _ options: ViewOptions = ViewOptions(),
        to json: inout JSONWriter
    ) {
        let digest = StoryDigest(story)
        var members = ExactBytes()
        json.beginObject()
        members.add("key", key, to: &json)
        json.add("related", isRelated)
        json.add("summary", digest.headline.line())
        if !story.isUnderstood { json.add("understood", false) }
        members.add("message_ids", list: story.messageIDs, to: &json)
        members.add("queue_files", list: story.queueFiles, to: &json)
        members.add("sender", story.sender, to: &json)
        json.add("blocks", ifThere: story.blocks)
        json.beginObject("outcomes")
        for (outcome, count) in digest.counts { json.add(JSONName(outcome.rawValue), count) }
        json.endObject()
        if let arrival = story.arrival { append(arrival, to: &json) }
        append(story.notificationOf, "notification_of", to: &json)
        append(story.notifications, "notifications", to: &json)
        appendHeaders(of: story, to: &json)
        appendRecipients(of: story, to: &json)
        appendHops(of: story, options, to: &json)
        appendRefusals(of: story, options, to: &json)
        appendConnections(of: story, to: &json)
        appendGaps(of: digest, to: &json)
        appendBasis(story.basis, to: &json)
        appendRecords(of: story, to: &json)
        members.end(to: &json)
        json.endObject()
    }

    private static func append(_ arrival: Arrival, to json: inout JSONWriter) {
        var members = ExactBytes()
        json.beginObject("arrival")
        json.add("time", ifThere: arrival.stamp)
        members.add("channel", arrival.channel, to: &json)
        appendModifiers(arrival.modifiers, &members, to: &json)
        members.add("username", arrival.username, to: &json)
        members.add("authenticated_user", arrival.authenticatedUser, to: &json)
        members.add("connection", arrival.connection, to: &json)
        members.add("transport", arrival.transport, to: &json)
        members.add("application", arrival.application, to: &json)
        json.add("record", arrival.record)
        members.end(to: &json)
        json.endObject()
    }

    /// The letters, and what those that are known say.
    static func appendModifiers(_ modifiers: ActionModifiers, _ members: inout ExactBytes, to json: inout JSONWriter) {
        guard !modifiers.letters.isEmpty else { return }
        members.add("modifiers", modifiers.letters, to: &json)
        if modifiers.isTLS { json.add("tls", true) }
        if modifiers.isAuthenticated { json.add("authenticated", true) }
    }

    private static func append(_ links: [StoryLink], _ name: JSONName, to json: inout JSONWriter) {
        json.beginArray(name)
        for link in links {
            var members = ExactBytes()
            json.beginElement()
            members.add("message_id", link.messageID, to: &json)
            json.add("record", link.record)
            members.end(to: &json)
            json.endObject()
        }
        json.endArray()
    }

    private static func appendHeaders(of story: Story, to json: inout JSONWriter) {
        json.beginArray("headers")
        for header in story.headers {
            var members = ExactBytes()
            json.beginElement()
            members.add("name", header.name, to: &json)
            members.add("value", header.value, to: &json)
            json.add("record", header.record)
            members.end(to: &json)
            json.endObject()
        }
        json.endArray()
    }

    private static func appendRecipients(of story: Story, to json: inout JSONWriter) {
        json.beginArray("recipients")
        for recipient in story.recipients {
            var members = ExactBytes()
            json.beginElement()
            members.add("original", recipient.original, to: &json)
            members.add("current", recipient.current, to: &json)
            json.add("outcome", recipient.outcome.rawValue)
            json.add("settled", ifThere: recipient.settled)
            json.add("seconds_to_settle", ifThere: recipient.timeToSettle)
            json.add("parent", ifThere: recipient.parent)
            json.add("hops", numbers: recipient.hops)
            json.beginArray("attempts")
            for place in recipient.attempts {
                json.beginElement()
                json.add("hop", place.hop)
                json.add("attempt", place.attempt)
                json.endObject()
            }
            json.endArray()
            json.add("record", recipient.lastRecord)
            members.end(to: &json)
            json.endObject()
        }
        json.endArray()
    }

    private static func appendBasis(_ basis: StoryBasis, to json: inout JSONWriter) {
        json.beginObject("basis")
        json.add("message_ids", basis.messageIDs)
        json.add("queue_files", basis.queueFiles)
        json.add("neighbours", basis.neighbours)
        json.add("adjacency", basis.adjacency)
        json.endObject()
    }

    private static func appendRecords(of story: Story, to json: inout JSONWriter) {
        json.beginArray("records")
        for record in story.records {
            var members = ExactBytes()
            json.beginElement()
            json.add("time", ifThere: record.stamp)
            members.add("archive", Array(record.path.string.utf8), to: &json)
            json.add("offset", record.offset)
            json.addRaw(record.bytes.span)
            members.end(to: &json)
            json.endObject()
        }
        json.endArray()
    }
}
