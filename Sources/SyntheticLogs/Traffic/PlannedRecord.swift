/// A record that is going to be written: small, as a message waits with all of its own.
struct PlannedRecord {
    var stamp: LogStamp
    var step: Step
    var modifiers = Modifiers.plain
    var status = Status.none
    var source: Channel
    var destination = Channel.none
    /// For connection records: towards us or away from us.
    var inbound = true
    /// Whether the message comes from a host that this site gave it to.
    var isReturn = false
    /// Whether the envelope sender is the flight's other one.
    var hasOtherSender = false
    /// How the recipient's story ends with this record.
    var settles: RecipientStory.Outcome?
    /// The attempts that the queue file's name tells.
    var attempts: UInt16 = 0
    /// The number in the queue file's extension.
    var fileExtension: UInt8 = 0
    /// Which of the flight's message-ID fields the record carries; -1 for none.
    var ids: Int8 = 0
    /// Places in the flight's lists; -1 for none.
    var recipient: Int32 = -1
    var file: Int32 = -1
    var hop: Int32 = -1
    /// The notification that this record's action causes.
    var notification: Int32 = -1

    init(_ stamp: LogStamp, _ step: Step, source: Channel) {
        self.stamp = stamp
        self.step = step
        self.source = source
    }
}
