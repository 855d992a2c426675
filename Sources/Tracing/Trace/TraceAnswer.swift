/// What `trace` found for one key.
public struct TraceAnswer: Sendable {
    /// The messages that the key leads to: one, or more where strangers share it (a reused file name, a message-ID that
    /// was given twice).
    public var stories: [Story]
    /// How many more messages the key leads to that are not told.
    public var untold: Int
    /// Asked for with `--related`: the notifications of those messages, and the messages that they are notifications of.
    public var related: [Story]
    /// Archives that hold, or may hold, records of the message and could not be searched.
    public var unread: [UnreadArchive]
    /// Where the index has records of the key itself that could not be read.
    public var unreadPlaces: [UnreadPlace]

    public init(
        stories: [Story] = [], untold: Int = 0, related: [Story] = [], unread: [UnreadArchive] = [],
        unreadPlaces: [UnreadPlace] = []
    ) {
        self.stories = stories
        self.untold = untold
        self.related = related
        self.unread = unread
        self.unreadPlaces = unreadPlaces
    }
}
