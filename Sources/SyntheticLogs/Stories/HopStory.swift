/// A message's stay in one channel's queue.
public struct HopStory: Hashable, Sendable {
    /// The channel that enqueued.
    public let source: FieldText
    /// The channel that the message waited in.
    public let destination: FieldText
    /// The queue file's path when it was enqueued.
    public let queueFile: FieldText
    /// When it was enqueued first.
    public let enqueued: LogStamp
    /// The places of its recipients in the story's list.
    public internal(set) var recipients: [Int] = []
    /// What the channel did with it: one entry a record, in time order.
    public internal(set) var attempts: [AttemptStory] = []
}
