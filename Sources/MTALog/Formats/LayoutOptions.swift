/// The LOG_* options of the MTA that add fields to the text formats, in the order of the fields
/// (format page 1.1; AG63, LOG_FORMAT).
///
/// The records themselves do not say which are on: `Layout` infers them, or an administrator states them.
public struct LayoutOptions: OptionSet, Sendable, Hashable {
    public let rawValue: UInt32

    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// LOG_NODE: the node, the first field behind the stamp.
    public static let node = LayoutOptions(rawValue: 1 << 0)
    /// LOG_PROCESS: process, thread and sequence number, before the channels.
    public static let process = LayoutOptions(rawValue: 1 << 1)
    /// LOG_NOTARY: the recipient's notification flags.
    public static let notary = LayoutOptions(rawValue: 1 << 2)
    /// LOG_FILENAME: the queue file.
    public static let filename = LayoutOptions(rawValue: 1 << 3)
    /// LOG_ENVELOPE_ID.
    public static let envelopeID = LayoutOptions(rawValue: 1 << 4)
    /// LOG_MESSAGE_ID.
    public static let messageID = LayoutOptions(rawValue: 1 << 5)
    /// LOG_USERNAME.
    public static let username = LayoutOptions(rawValue: 1 << 6)
    /// LOG_CONNECTION, bit 0: the system a message came from or went to.
    public static let connection = LayoutOptions(rawValue: 1 << 7)
    /// LOG_SENSITIVITY.
    public static let sensitivity = LayoutOptions(rawValue: 1 << 8)
    /// LOG_PRIORITY.
    public static let priority = LayoutOptions(rawValue: 1 << 9)
    /// LOG_INTERMEDIATE: the intermediate address and, where there is one, the initial one.
    public static let intermediate = LayoutOptions(rawValue: 1 << 10)
    /// LOG_FILTER: Sieve actions in single quotes.
    public static let filter = LayoutOptions(rawValue: 1 << 11)
    /// LOG_REASON: in records of actions R and K only.
    public static let reason = LayoutOptions(rawValue: 1 << 12)
    /// LOG_DIAGNOSTICS, on where nobody turned it off.
    public static let diagnostics = LayoutOptions(rawValue: 1 << 13)
    /// LOG_REMOTE_MTA.
    public static let remoteMTA = LayoutOptions(rawValue: 1 << 14)
    /// LOG_CONNECTION, bit 5: addresses and ports in records of messages.
    public static let transport = LayoutOptions(rawValue: 1 << 15)
    /// LOG_CONNECTION, bit 6: the application protocol in records of messages.
    public static let application = LayoutOptions(rawValue: 1 << 16)
    /// LOG_QUEUE_TIME: seconds in the queue, the last field.
    public static let queueTime = LayoutOptions(rawValue: 1 << 17)
}
