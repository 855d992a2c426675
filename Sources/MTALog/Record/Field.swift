/// A field of a record, whatever the format that it is written in.
///
/// The order is that of the text formats, which XML's attributes follow too.
public enum Field: Int, CaseIterable, Sendable {
    case node
    /// Hexadecimal `pid.thread.sequence`.
    case processID
    case sourceChannel
    case destinationChannel
    /// `+` inbound or `-` outbound, of a connection.
    case direction
    /// The action's letter and its modifiers, as they are written: `EEQ`.
    case action
    case size
    case envelopeFrom
    /// With its type: `rfc822;user@some.org`.
    case originalRecipient
    case currentRecipient
    case notaryFlags
    /// The whole path.
    case queueFile
    case envelopeID
    /// One id, or `<new>,<old>`, brackets and all.
    case messageID
    case username
    /// The system that the message came from: `helo (rdns [ip])`, or where it went.
    case connection
    case sensitivity
    case priority
    case intermediateAddress
    case initialAddress
    case filter
    case reason
    case diagnostic
    case remoteMTA
    /// `TCP|local address|local port|remote address|remote port`.
    case transport
    case application
    case queueTime
    /// What a connection record says in XML's `mi`: a text, no message-ID.
    case information
    case headerName
    case headerValue
}

extension Field {
    /// The name of the attribute or member in XML and JSON (formats 4 to 6), without the kind's exceptions.
    public var attribute: String {
        switch self {
        case .node: "no"
        case .processID: "pi"
        case .sourceChannel: "sc"
        case .destinationChannel: "dc"
        case .direction: "dr"
        case .action: "ac"
        case .size: "sz"
        case .envelopeFrom: "so"
        case .originalRecipient: "od"
        case .currentRecipient: "de"
        case .notaryFlags: "rf"
        case .queueFile: "fi"
        case .envelopeID: "ei"
        case .messageID, .information: "mi"
        case .username: "us"
        case .connection: "ss"
        case .sensitivity: "se"
        case .priority: "pr"
        case .intermediateAddress: "in"
        case .initialAddress: "ia"
        case .filter: "fl"
        case .reason: "re"
        case .diagnostic: "di"
        case .remoteMTA: "rm"
        case .transport: "tr"
        case .application: "ap"
        case .queueTime: "qt"
        case .headerName: "hn"
        case .headerValue: "hv"
        }
    }
}
