/// The true story of one invented message, as far as its records were written.
public struct MessageStory: Hashable, Sendable {
    /// The message's place among all invented ones, from 0 on.
    public let number: Int
    /// The kind of mail that keys alone do not tell apart, if it is of one.
    public let kind: OddMail?
    /// The envelope sender; empty for a null sender.
    public let envelopeSender: FieldText
    /// The message-IDs it had, in time order: one, or two when a conversion changed it.
    public internal(set) var messageIDs: [FieldText] = []
    /// The message-ID of the message that this one reports on, if it is a notification.
    public internal(set) var notificationOf: FieldText?
    /// Every envelope recipient, those that a list was expanded to included.
    public internal(set) var recipients: [RecipientStory] = []
    /// Every queue that the message passed, one entry a queue file.
    public internal(set) var hops: [HopStory] = []
    /// The message-IDs of notifications sent about this message.
    public internal(set) var notifications: [FieldText] = []
    /// Transactions that were broken off before the message was accepted.
    public internal(set) var abortedTransactions = 0
    /// Records written so far.
    public internal(set) var records = 0

    init(number: Int, envelopeSender: FieldText, kind: OddMail? = nil) {
        self.kind = kind
        self.number = number
        self.envelopeSender = envelopeSender
    }

    /// Whether every recipient's fate is known.
    public var isFinished: Bool { recipients.allSatisfy { $0.outcome != .unfinished } }
}
