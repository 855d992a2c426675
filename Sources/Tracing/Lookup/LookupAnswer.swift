/// What was found, and what could not be searched.
public struct LookupAnswer: Sendable {
    /// In the order in which they were written, archives merged by time, each once.
    public var records: [FoundRecord]
    /// Archives that hold, or may hold, records of the key and could not be searched.
    public var unread: [UnreadArchive]
    /// Where the index has records of the key in those.
    public var unreadPlaces: [UnreadPlace] = []
}
