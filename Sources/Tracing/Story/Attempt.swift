public import MTALog

/// One dequeue record: what a channel did, or tried to do, for one recipient.
public struct Attempt: Sendable, Hashable {
    /// What came of it.
    public enum Result: String, Sendable, CaseIterable {
        /// D, and the message's way ended here: delivered, or taken over by another host.
        case delivered
        /// D, and the message went on in another queue: another channel's, or that of an MTA whose log is here too.
        case handedOn
        /// D, and the address was replaced by several.
        case expanded
        /// D of a channel that only hands on, but where to is not in these archives.
        case handedOnUnseen
        /// D of a channel that throws mail away.
        case discarded
        /// Q or Z: failed for now, to be tried again.
        case postponed
        /// R or K: given up.
        case failed
        /// W: no attempt, the sender was warned that it is not delivered yet.
        case warned
        /// An action that is not known.
        case other
    }

    /// Its place in the story's records.
    public var record: Int
    public var stamp: Stamp?
    /// The action's letter: D, Q, Z, R, K, W or another.
    public var action: UInt8
    public var modifiers: ActionModifiers
    public var result: Result
    /// Whom it was for: a place in the story's recipients.
    public var recipient: Int

    /// Which attempt of this hop and recipient it is, from 1 on: as the file name tells, but always more than the one
    /// before. nil for what is no attempt: `warned`, and the end that the MTA puts to a message that waited too long.
    public var number: Int?
    /// What the file name alone tells, from 1 on; nil where it is not logged or has another shape. Another value than
    /// `number` is a disagreement: the name did not advance.
    public var numberInName: Int?
    /// How many attempts of this hop and recipient the records show up to this one. Less than `number` where earlier
    /// ones are not in these archives. nil for what is no attempt.
    public var numberInRecords: Int?

    /// The queue file as this record shows it, path and all; nil where not logged.
    public var queueFile: [UInt8]?
    /// The host that was spoken to, from the remote MTA field, the connection field or the diagnostic; nil for none.
    public var remoteHost: [UInt8]?
    /// `TCP|local address|local port|remote address|remote port`, from its field or the diagnostic; nil for none.
    public var transport: [UInt8]?
    /// `SMTP/...`; nil where not logged.
    public var application: [UInt8]?
    /// The delivery status as logged, whole; nil for none.
    public var diagnostic: [UInt8]?
    /// The remote server's own words within the diagnostic: what stands behind `smtp;` (or `lmtp;`), blanks before it
    /// taken off; nil where no server answered.
    public var remoteWords: [UInt8]?
    /// The reason field of R and K records; nil for none.
    public var reason: [UInt8]?
    /// `pid.thread.sequence`; nil where not logged.
    public var processID: [UInt8]?
    /// The connection that carried it: a place in the story's connections.
    public var connection: Int?

    /// Seconds in the queue as logged (LOG_QUEUE_TIME).
    public var loggedQueueTime: Int?
    /// From the hop's enqueue to this record; nil where the enqueue was not seen or the clock was set back between.
    public var sinceEnqueued: Duration?
    /// From the last attempt of this hop and recipient to this one; nil for the first.
    public var sinceLast: Duration?

    public init(record: Int, stamp: Stamp?, action: UInt8, modifiers: ActionModifiers, result: Result, recipient: Int) {
        self.record = record
        self.stamp = stamp
        self.action = action
        self.modifiers = modifiers
        self.result = result
        self.recipient = recipient
    }
}
