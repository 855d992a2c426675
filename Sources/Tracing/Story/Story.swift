public import MTALog

/// What became of one message, as the archives tell it: the answer of `trace`.
///
/// A pure value. All text is bytes as logged: it comes from strangers and need not be UTF-8. Every part names the
/// records that it was read from by their places in `records`.
public struct Story: Sendable, Hashable {
    /// The evidence: every record that tells something of this message, in time order.
    public var records: [FoundRecord] = []
    /// The message's ids without brackets, in the order in which they appear: one, or more where a channel changed it;
    /// none where ids are not logged.
    public var messageIDs: [[UInt8]] = []
    /// The base names of its queue files, in the order in which they appear; none where file names are not logged.
    public var queueFiles: [[UInt8]] = []
    /// The envelope sender; empty for a null sender (a notification); nil where no record tells.
    public var sender: [UInt8]?
    /// The size in blocks (1024 bytes unless the site set BLOCK_SIZE) when it was first enqueued.
    public var blocks: Int?
    /// How it came in; nil where its first enqueue was not seen.
    public var arrival: Arrival?
    /// Its header lines, where they are logged.
    public var headers: [StoryHeader] = []
    /// Messages that this one reports on: it is a notification of them. Empty for ordinary mail.
    public var notificationOf: [StoryLink] = []
    /// Notifications about this message.
    public var notifications: [StoryLink] = []
    /// Envelope recipients in the order of their first records; a list's members behind the list.
    public var recipients: [StoryRecipient] = []
    /// Every queue that the message passed, one entry a queue file, in the order of their enqueues.
    public var hops: [Hop] = []
    /// What was not accepted: attempts to enqueue that were rejected or broken off.
    public var refusals: [Refusal] = []
    /// Connections that carried the message in or out, where they are logged and the process ids tie them to it.
    public var connections: [StoryConnection] = []
    /// What the archives do not tell.
    public var gaps: [Gap] = []
    /// Whether the records could be read as what happened to a message; where not, they are all that is told.
    public var isUnderstood = true
    /// What the answer rests on.
    public var basis = StoryBasis()

    public init() {}

    /// Records that hold a key and are not understood: the log is damaged, or of a shape that is not known.
    init(notUnderstood records: [FoundRecord]) {
        self.records = records
        isUnderstood = false
    }
}

/// How a message came into the MTA, from its first enqueue.
public struct Arrival: Sendable, Hashable {
    /// The enqueue's place in the story's records.
    public var record: Int
    public var stamp: Stamp?
    /// The channel that accepted it.
    public var channel: [UInt8]
    /// The letters behind the action: TLS, authentication and so on.
    public var modifiers: ActionModifiers
    /// The user as logged: the owner of the process, or `*user` who authenticated; nil where not logged.
    public var username: [UInt8]?
    /// The system that it came from, `helo (rdns [ip])`; nil where not logged.
    public var connection: [UInt8]?
    /// `TCP|local address|local port|remote address|remote port`; nil where not logged.
    public var transport: [UInt8]?
    /// `SMTP/...`, perhaps with TLS particulars; nil where not logged.
    public var application: [UInt8]?

    public init(record: Int, stamp: Stamp?, channel: [UInt8], modifiers: ActionModifiers) {
        self.record = record
        self.stamp = stamp
        self.channel = channel
        self.modifiers = modifiers
    }

    /// The user who authenticated, without the `*`; nil where nobody did or names are not logged.
    public var authenticatedUser: [UInt8]? {
        guard let username, username.first == UInt8(ascii: "*") else { return nil }
        return Array(username.dropFirst())
    }
}

/// A header line of the message.
public struct StoryHeader: Sendable, Hashable {
    /// Its place in the story's records.
    public var record: Int
    public var name: [UInt8]
    public var value: [UInt8]

    public init(record: Int, name: [UInt8], value: [UInt8]) {
        self.record = record
        self.name = name
        self.value = value
    }
}

/// A tie to another message: `<new>,<old>` in a notification's enqueue.
public struct StoryLink: Sendable, Hashable {
    /// The other message's id, without brackets.
    public var messageID: [UInt8]
    /// The record that ties them, by its place in this story's records.
    public var record: Int

    public init(messageID: [UInt8], record: Int) {
        self.messageID = messageID
        self.record = record
    }
}
