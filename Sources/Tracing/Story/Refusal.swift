public import MTALog

/// Something that was not accepted: a J, V or B record.
public struct Refusal: Sendable, Hashable {
    public enum Kind: String, Sendable, CaseIterable {
        /// J: the attempt to enqueue was rejected.
        case rejected
        /// V: the transaction was broken off before the message was accepted.
        case aborted
        /// B: a command that the server did not accept.
        case badCommand
    }

    /// Its place in the story's records.
    public var record: Int
    public var stamp: Stamp?
    public var kind: Kind
    public var modifiers: ActionModifiers
    /// The channel that refused.
    public var channel: [UInt8]
    public var original: [UInt8]
    /// The recipient; the command of a `badCommand`.
    public var current: [UInt8]
    /// The answer that was given, or what went wrong; nil for none.
    public var diagnostic: [UInt8]?

    public init(
        record: Int, stamp: Stamp?, kind: Kind, modifiers: ActionModifiers, channel: [UInt8], original: [UInt8],
        current: [UInt8], diagnostic: [UInt8]?
    ) {
        self.record = record
        self.stamp = stamp
        self.kind = kind
        self.modifiers = modifiers
        self.channel = channel
        self.original = original
        self.current = current
        self.diagnostic = diagnostic
    }
}
