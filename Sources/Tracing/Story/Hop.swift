public import MTALog

/// A message's stay in one channel's queue: from its enqueue to the last recipient's end there.
public struct Hop: Sendable, Hashable {
    /// The channel that enqueued; nil where the enqueue was not seen.
    public var source: [UInt8]?
    /// The channel whose queue it waited in.
    public var destination: [UInt8]
    /// When it was enqueued; nil where that was not seen.
    public var enqueued: Stamp?
    /// The enqueue records, one a recipient, by their places in the story's records; empty where not seen.
    public var enqueueRecords: [Int] = []
    /// The names of its queue file as logged, paths and all, each once, in time order: the attempts change the prefix,
    /// and the base name may change too. Empty where file names are not logged.
    public var queueFiles: [[UInt8]] = []
    /// Whose stay this is: places in the story's recipients; one that appears twice was enqueued twice.
    public var recipients: [Int] = []
    /// What the channel did: one entry a dequeue record, so one a recipient each time, in time order.
    public var attempts: [Attempt] = []
    /// The hops that this one handed the message on to, by their places in the story's hops.
    public var next: [Int] = []
    /// The host that it waited on, as logged (LOG_NODE), or where the story is of several directories of archives, the directory
    /// of its own; nil where nothing tells.
    public var host: [UInt8]?
    /// Whether the message left for another MTA and came in again with this hop: one whose log is here too, or this one.
    public var isReturn = false
    /// Where its queue file was held (`.HELD`), from when to when as far as the names tell.
    public var held: Held?
    /// From the enqueue to the last record; nil where the enqueue was not seen or nothing followed.
    public var duration: Duration?

    /// When a queue file was held.
    public struct Held: Sendable, Hashable {
        /// The record that first shows it held; nil where it has no stamp.
        public var from: Stamp?
        /// The first record that shows it released; nil where it still was, or the record has no stamp.
        public var until: Stamp?
        /// Whether a record shows it released.
        public var isReleased = false
    }

    public init(source: [UInt8]?, destination: [UInt8], enqueued: Stamp?) {
        self.source = source
        self.destination = destination
        self.enqueued = enqueued
    }
}
