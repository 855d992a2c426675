public import MTALog

/// A connection that carried the message, from connection records of the same process id near in time.
public struct StoryConnection: Sendable, Hashable {
    /// One of its records.
    public struct Step: Sendable, Hashable {
        /// Its place in the story's records.
        public var record: Int
        public var stamp: Stamp?
        /// O opened, C closed, X rejected, Y not established, U authentication, I ETRN; or another.
        public var action: UInt8
        /// What the record says besides; nil for nothing.
        public var diagnostic: [UInt8]?
        /// The text of a U record; nil for none.
        public var information: [UInt8]?

        public init(record: Int, stamp: Stamp?, action: UInt8) {
            self.record = record
            self.stamp = stamp
            self.action = action
        }
    }

    public var processID: [UInt8]
    /// The channel that it belongs to.
    public var channel: [UInt8]
    /// Whether it came in (`+`) rather than went out (`-`).
    public var isInbound: Bool
    public var transport: [UInt8]?
    public var application: [UInt8]?
    /// The user of a U record; nil for none.
    public var username: [UInt8]?
    /// In time order.
    public var steps: [Step] = []

    public init(processID: [UInt8], channel: [UInt8], isInbound: Bool) {
        self.processID = processID
        self.channel = channel
        self.isInbound = isInbound
    }
}
