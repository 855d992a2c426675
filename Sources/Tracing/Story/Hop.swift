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
    /// From the enqueue to the last record; nil where the enqueue was not seen or nothing followed.
    public var duration: Duration?

    public init(source: [UInt8]?, destination: [UInt8], enqueued: Stamp?) {
        self.source = source
        self.destination = destination
        self.enqueued = enqueued
    }
}
