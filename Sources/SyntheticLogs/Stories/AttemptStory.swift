/// One dequeue record: a delivery, a failure, a delay.
public struct AttemptStory: Hashable, Sendable {
    /// When it was written.
    public let stamp: LogStamp
    /// The action's letter: D, Q, Z, R, K or W.
    public let action: UInt8
    /// The place of the recipient in the story's list.
    public let recipient: Int
    /// The queue file's path as this record shows it.
    public let queueFile: FieldText
    /// The delivery status.
    public let diagnostic: FieldText
}
