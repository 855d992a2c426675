public import MTALog

/// Something that the archives do not tell, so that the story does not either.
public enum Gap: Sendable, Hashable {
    /// The hop's enqueue was not seen. Where `archivesBegin` is given, it lies before the archives do.
    case beginningNotSeen(hop: Int, archivesBegin: Stamp?)
    /// The hop was enqueued by a channel that only hands on (conversion, process, reprocess), whose own hop of this
    /// message was not seen: how the message came in is not known.
    case previousHopNotSeen(hop: Int)
    /// The recipient's end was not seen: its last record is of this hop. `archivesEnd` is the last stamp there is.
    case endNotSeen(recipient: Int, hop: Int, archivesEnd: Stamp?)
    /// The hop handed the message on for this recipient, but where to was not seen.
    case nextHopNotSeen(recipient: Int, hop: Int)
    /// The file name tells of earlier attempts of this hop and recipient that were not seen: so many before
    /// `story.hops[hop].attempts[attempt]`.
    case attemptsNotSeen(recipient: Int, hop: Int, attempt: Int, count: Int)
    /// No archive has a record between these moments, and what was not seen may have happened then.
    case noArchive(from: Stamp, to: Stamp)
    /// The clock was set back between two records of one archive: times before and behind cannot be compared.
    case clockSetBack(from: Stamp, to: Stamp)
    /// An archive could not be searched, or is torn; records may be missing. `from` to `to` is what the index knows of
    /// its time, nil where it does not.
    case archiveNotRead(UnreadArchive, from: Stamp?, to: Stamp?)
    /// No record has a message-ID (LOG_MESSAGE_ID is off): the message's other queue files cannot be found by its
    /// names alone, so it may have recipients that are not told here.
    case messageIDsNotLogged
    /// No record has a queue file (LOG_FILENAME is off): attempts are numbered from the records alone.
    case queueFilesNotLogged
    /// Records of the same key that belong to another message were left out; `count` of them.
    case othersLeftOut(count: Int)
    /// There are more records or keys than are collected for one message; so many keys of it were not looked up.
    case limitReached(keys: Int)
}
