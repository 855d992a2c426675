import MTALog
import SystemPackage
import Tracing

/// What the archives do not tell, in sentences.
extension StoryDigest {
    /// Of gaps of one kind at most so many are told.
    static let mostGaps = 12

    /// One sentence a gap; of many the first ones, and how many more.
    var gapSentences: [ViewText] {
        var sentences = story.gaps.prefix(StoryDigest.mostGaps).map(sentence)
        let more = story.gaps.count - sentences.count
        if more > 0 { sentences.append(ViewText("And \(Amounts.count(more)) more of such kinds.")) }
        return sentences
    }

    func sentence(_ gap: Gap) -> ViewText {
        switch gap {
        case .beginningNotSeen(let hop, let begin):
            let why: ViewText = begin.map { " The archives begin at \($0.dateAndTime)." } ?? ViewText()
            return "How it came into the queue of \(channel(hop)) was not seen.\(why)"
        case .endNotSeen(let recipient, let hop, let end):
            let why: ViewText = end.map { " The archives end at \($0.dateAndTime)." } ?? ViewText()
            return
                "What became of it for \(log: address(recipient)) in the queue of \(channel(hop)) was not seen.\(why)"
        case .nextHopNotSeen(let recipient, let hop):
            return "Where channel \(channel(hop)) handed it on for \(log: address(recipient)) was not seen."
        case .previousHopNotSeen(let hop):
            return "Where channel \(source(hop)) had it from was not seen."
        case .attemptsNotSeen(let recipient, let hop, _, let count):
            return """
                The file name tells of \(Amounts.count(count, "earlier attempt")) in the queue of \(channel(hop)) for \
                \(log: address(recipient)) that \(count == 1 ? "was" : "were") not seen.
                """
        case .archiveNotRead(let archive, let from, let to):
            let span = from.flatMap { from in to.map { " It covers \(from.dateAndTime) to \($0.dateAndTime)." } } ?? ""
            let (path, reason) = (Array(archive.path.string.utf8), Array(archive.reason.sentence.utf8))
            return "Archive \(log: path) was not read whole: \(log: reason).\(span)"
        case .noArchive(let from, let to):
            return "No archive has a record between \(from.dateAndTime) and \(to.dateAndTime)."
        case .clockSetBack(let from, let to):
            return """
                The clock was set back from \(from.dateAndTime) to \(to.dateAndTime): times across that mean little.
                """
        case .messageIDsNotLogged:
            return """
                Message-IDs are not logged (LOG_MESSAGE_ID): other queue files of the message may be missing here, \
                and their recipients with them.
                """
        case .queueFilesNotLogged:
            return "Queue files are not logged (LOG_FILENAME): attempts are numbered from the records alone."
        case .othersLeftOut(let count):
            return ViewText("\(Amounts.count(count, "record")) of the same key, but of another message, left out.")
        case .limitReached(let keys):
            let left: ViewText =
                keys > 0 ? ViewText(" \(Amounts.count(keys, "key")) of it not looked up.") : ViewText()
            return "There are more records than are collected for one message: the story is not whole.\(left)"
        }
    }

    /// What the answer rests on: one sentence.
    var basisSentence: ViewText {
        let ties = [
            (story.basis.messageIDs, "the message-ID"), (story.basis.queueFiles, "queue file names"),
            (story.basis.neighbours, "channel, sender, recipient and time where neither leads on"),
            (story.basis.adjacency, "process ids and neighbouring records"),
        ].filter(\.0).map(\.1)
        return ViewText(ties.isEmpty ? "" : "The records are tied together by \(ties.joined(separator: "; ")).")
    }

    private func source(_ hop: Int) -> ViewText {
        story.hops.indices.contains(hop) ? ViewText(log: story.hops[hop].source ?? []) : "that enqueued it"
    }

    private func channel(_ hop: Int) -> ViewText {
        story.hops.indices.contains(hop) ? ViewText(log: story.hops[hop].destination) : "a channel"
    }
}
