public import MTALog

/// One envelope recipient and what became of the message for it.
public struct StoryRecipient: Sendable, Hashable {
    /// In the words of RFC 3464 section 2.3.3, and some more for what they do not have.
    public enum Outcome: String, Sendable, CaseIterable {
        /// A channel of this MTA delivered it: to a mailbox, a program, a store.
        case delivered
        /// Another host took it over. People call this delivered, too.
        case relayed
        /// Attempts failed, the last of them for now; nothing final in these archives.
        case delayed
        /// Given up, with or without a notification.
        case failed
        /// A list, or an address that was forwarded to several, replaced by its members.
        case expanded
        /// Thrown away by a channel that does nothing else (`bitbucket`, `filter_discard`).
        case discarded
        /// Its queue file is held (`.HELD`): no attempt until somebody releases it.
        case held
        /// Not finished in these archives: enqueued, and nothing more is known.
        case unfinished
    }

    /// The original recipient as logged, with its type: `rfc822;user@some.org`; the part behind `;` may be empty.
    public var original: [UInt8]
    /// The address that it was last enqueued to.
    public var current: [UInt8]
    public var outcome = Outcome.unfinished
    /// When the outcome was settled; nil for `delayed`, `held` and `unfinished`.
    public var settled: Stamp?
    /// The record that settled it, or the last one that tells of it, by its place in the story's records.
    public var lastRecord: Int
    /// The list that it is a member of, by its place in the story's recipients, where the expansion is logged.
    public var parent: Int?
    /// Its way: the places of its hops in the story's hops, in time order. A member's begins behind its list's.
    public var hops: [Int] = []
    /// All that was tried for it, in time order.
    public var attempts: [AttemptPlace] = []
    /// From the first enqueue of its way, its list's included, to `settled`; nil where either is not known.
    public var timeToSettle: Duration?

    public init(original: [UInt8], current: [UInt8], lastRecord: Int) {
        self.original = original
        self.current = current
        self.lastRecord = lastRecord
    }
}

/// Where an attempt is told: `story.hops[hop].attempts[attempt]`.
public struct AttemptPlace: Sendable, Hashable {
    public var hop: Int
    public var attempt: Int

    public init(hop: Int, attempt: Int) {
        self.hop = hop
        self.attempt = attempt
    }
}
