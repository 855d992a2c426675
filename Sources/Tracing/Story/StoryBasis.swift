/// What ties the story's records to each other.
public struct StoryBasis: Sendable, Hashable {
    /// Records with the same message-ID.
    public var messageIDs = false
    /// Records with the same queue file.
    public var queueFiles = false
    /// The next hop was found beside this hop's end, by channel, sender, recipient and time alone: a conversion changed
    /// the message-ID, or ids are not logged.
    public var neighbours = false
    /// Connection or header records were found beside the message's own.
    public var adjacency = false

    public init() {}
}
