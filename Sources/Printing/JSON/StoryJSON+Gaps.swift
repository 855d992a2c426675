import MTALog
import SystemPackage
import Tracing

/// What the archives do not tell: a kind for programs, what it is about, and a sentence for people.
extension StoryJSON {
    static func appendGaps(of digest: StoryDigest, to json: inout JSONWriter) {
        json.beginArray("gaps")
        for gap in digest.story.gaps {
            var members = ExactBytes()
            json.beginElement()
            append(gap, &members, to: &json)
            json.add("text", digest.sentence(gap).line())
            members.end(to: &json)
            json.endObject()
        }
        json.endArray()
    }

    private static func append(_ gap: Gap, _ members: inout ExactBytes, to json: inout JSONWriter) {
        switch gap {
        case .beginningNotSeen(let hop, let begin):
            json.add("kind", "beginning_not_seen")
            json.add("hop", hop)
            json.add("archives_begin", ifThere: begin)
        case .endNotSeen(let recipient, let hop, let end):
            json.add("kind", "end_not_seen")
            json.add("recipient", recipient)
            json.add("hop", hop)
            json.add("archives_end", ifThere: end)
        case .nextHopNotSeen(let recipient, let hop):
            json.add("kind", "next_hop_not_seen")
            json.add("recipient", recipient)
            json.add("hop", hop)
        case .previousHopNotSeen(let hop):
            json.add("kind", "previous_hop_not_seen")
            json.add("hop", hop)
        case .attemptsNotSeen(let recipient, let hop, let attempt, let count):
            json.add("kind", "attempts_not_seen")
            json.add("recipient", recipient)
            json.add("hop", hop)
            json.add("attempt", attempt)
            json.add("count", count)
        case .archiveNotRead(let archive, let from, let to):
            json.add("kind", "archive_not_read")
            members.add("archive", Array(archive.path.string.utf8), to: &json)
            json.add("reason", archive.reason.sentence)
            json.add("from", ifThere: from)
            json.add("to", ifThere: to)
        case .noArchive(let from, let to):
            json.add("kind", "no_archive")
            json.add("from", ifThere: from)
            json.add("to", ifThere: to)
        case .clockSetBack(let from, let to):
            json.add("kind", "clock_set_back")
            json.add("from", ifThere: from)
            json.add("to", ifThere: to)
        case .messageIDsNotLogged: json.add("kind", "message_ids_not_logged")
        case .queueFilesNotLogged: json.add("kind", "queue_files_not_logged")
        case .othersLeftOut(let count):
            json.add("kind", "others_left_out")
            json.add("count", count)
        case .limitReached(let keys):
            json.add("kind", "limit_reached")
            json.add("count", keys)
        }
    }
}
