/// The LOG_* options of the MTA: which fields and which records are written.
public struct LogOptions: OptionSet, Hashable, Sendable {
    /// One bit an option.
    public let rawValue: UInt32

    /// The options of these bits.
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// LOG_NODE.
    public static let node = LogOptions(rawValue: 1 << 0)
    /// LOG_PROCESS.
    public static let process = LogOptions(rawValue: 1 << 1)
    /// LOG_NOTARY.
    public static let notary = LogOptions(rawValue: 1 << 2)
    /// LOG_FILENAME.
    public static let filename = LogOptions(rawValue: 1 << 3)
    /// LOG_ENVELOPE_ID.
    public static let envelopeID = LogOptions(rawValue: 1 << 4)
    /// LOG_MESSAGE_ID.
    public static let messageID = LogOptions(rawValue: 1 << 5)
    /// LOG_USERNAME.
    public static let username = LogOptions(rawValue: 1 << 6)
    /// LOG_CONNECTION bit 0: the source system in message records.
    public static let connection = LogOptions(rawValue: 1 << 7)
    /// LOG_CONNECTION bit 1: connection records.
    public static let connectionRecords = LogOptions(rawValue: 1 << 8)
    /// LOG_CONNECTION bit 7: U records.
    public static let authenticationRecords = LogOptions(rawValue: 1 << 9)
    /// LOG_SENSITIVITY.
    public static let sensitivity = LogOptions(rawValue: 1 << 10)
    /// LOG_PRIORITY.
    public static let priority = LogOptions(rawValue: 1 << 11)
    /// LOG_INTERMEDIATE.
    public static let intermediate = LogOptions(rawValue: 1 << 12)
    /// LOG_FILTER.
    public static let filter = LogOptions(rawValue: 1 << 13)
    /// LOG_REASON.
    public static let reason = LogOptions(rawValue: 1 << 14)
    /// LOG_DIAGNOSTICS, on by default.
    public static let diagnostics = LogOptions(rawValue: 1 << 15)
    /// LOG_REMOTE_MTA.
    public static let remoteMTA = LogOptions(rawValue: 1 << 16)
    /// LOG_CONNECTION bit 5: transport information in message records.
    public static let transport = LogOptions(rawValue: 1 << 17)
    /// LOG_CONNECTION bit 6: application information in message records.
    public static let application = LogOptions(rawValue: 1 << 18)
    /// LOG_QUEUE_TIME.
    public static let queueTime = LogOptions(rawValue: 1 << 19)

    /// No option set: what the MTA writes by itself.
    public static let none: LogOptions = [.diagnostics]
    /// File names and message-IDs, connection records and source systems.
    public static let usual: LogOptions = [
        .filename, .messageID, .connection, .connectionRecords, .authenticationRecords, .diagnostics,
    ]
    /// Everything.
    public static let all = LogOptions(rawValue: (1 << 20) - 1)

    /// Whether a record of this kind is written at all.
    public func admits(_ record: SyntheticRecord) -> Bool {
        guard record.kind == .connection else { return true }
        return contains(record.actionLetter == UInt8(ascii: "U") ? .authenticationRecords : .connectionRecords)
    }
}
