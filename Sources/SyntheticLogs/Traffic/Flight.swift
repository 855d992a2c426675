/// A message or a connection whose records are not all written yet.
final class Flight {
    let number: Int
    /// Whether the records tell a message's story.
    let isMessage: Bool
    let session: Session
    let envelopeSender: FieldText
    /// The foreign domain of the sender, or -1.
    let senderDomain: Int
    var size = 1
    /// The kind of odd mail that it is of.
    var kind: OddMail?
    /// The envelope id, where it is not the message's own.
    var envelopeID: FieldText?
    /// The sender of what is enqueued for a list's members.
    var otherSender: FieldText?
    var recipients: [Recipient] = []
    var files: [QueueFile] = []
    /// Every content that the message-ID field takes in turn.
    var ids: [[FieldText]] = []
    /// The message-IDs of the notifications about this message.
    var notifications: [FieldText] = []
    /// The notified message's id.
    var notificationOf: FieldText?
    /// When each hop's queue got the message.
    var enqueued: [LogStamp] = []
    /// Whether the queue files are named in the older way.
    var olderNames = false
    var plan: [PlannedRecord] = []
    var written = 0

    /// The story so far, when it is asked for.
    var story: MessageStory?
    /// Which of the story's hops each of the flight's is.
    var storyHops: [Int32: Int] = [:]
    /// Which of the story's recipients each of the flight's is.
    var storyRecipients: [Int32: Int] = [:]
    /// Keys already told, when they are asked for.
    var keys: Set<SyntheticKey> = []

    init(number: Int, isMessage: Bool, session: Session, envelopeSender: FieldText, senderDomain: Int) {
        self.number = number
        self.isMessage = isMessage
        self.session = session
        self.envelopeSender = envelopeSender
        self.senderDomain = senderDomain
    }

    /// Puts the plan in time order; records of one moment keep theirs. Plans are nearly sorted as they come.
    func sortPlan() {
        guard plan.count > 1 else { return }
        for place in 1..<plan.count {
            var hole = place
            let record = plan[place]
            while hole > 0, plan[hole - 1].stamp > record.stamp {
                plan[hole] = plan[hole - 1]
                hole -= 1
            }
            if hole < place { plan[hole] = record }
        }
    }
}
