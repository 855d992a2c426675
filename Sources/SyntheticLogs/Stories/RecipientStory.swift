/// What became of one envelope recipient.
public struct RecipientStory: Hashable, Sendable {
    /// How it ended.
    public enum Outcome: String, Sendable {
        /// Delivered or handed over to another host.
        case delivered
        /// Given up, with or without a notification.
        case failed
        /// Thrown away by a channel that does nothing else.
        case discarded
        /// A list, replaced by its members.
        case expanded
        /// Nothing final was written.
        case unfinished
    }

    /// The original recipient field, with `rfc822;`.
    public let original: FieldText
    /// The address that the message was last enqueued to for this recipient.
    public internal(set) var current: FieldText
    /// How it ended.
    public internal(set) var outcome = Outcome.unfinished
    /// When it ended.
    public internal(set) var settled: LogStamp?
}
