/// One log record as values: what is known of it, whatever the format and the options then show.
///
/// A field without text is an empty `FieldText`, a missing number is nil.
public struct SyntheticRecord: Hashable, Sendable {
    /// What a record speaks of; also the name of its XML and JSON element.
    public enum Kind: Sendable {
        /// A message is enqueued, dequeued, rejected: `en`.
        case message
        /// A connection is opened, closed, refused, authenticated: `co`.
        case connection
        /// A header line of a message: `he`.
        case header
    }

    /// What the record speaks of.
    public var kind = Kind.message
    /// When it was written.
    public var stamp: LogStamp
    /// The name of the cluster's node.
    public var node = FieldText()
    /// Process, thread and sequence number, in hexadecimal.
    public var processID = FieldText()
    /// The channel that enqueues, or the one that dequeues.
    public var sourceChannel = FieldText()
    /// The channel that the message is enqueued to; empty in dequeue records.
    public var destinationChannel = FieldText()
    /// `+` for an inbound connection, `-` for an outbound one; empty in message records.
    public var direction = FieldText()
    /// The action letter with its modifiers, such as `EEQ`.
    public var action = FieldText()
    /// The size in blocks.
    public var size = 0
    /// The envelope sender; empty for a null sender.
    public var envelopeFrom = FieldText()
    /// The original recipient with its address type: `rfc822;user@some.org`.
    public var originalRecipient = FieldText()
    /// The current recipient; the rejected command in a B record.
    public var currentRecipient = FieldText()
    /// The NOTARY (delivery status notification) flags.
    public var notaryFlags: Int?
    /// The queue file's full path.
    public var queueFile = FieldText()
    /// The envelope id.
    public var envelopeID = FieldText()
    /// The message-IDs: one, or a notification's own and that of the message it reports on.
    public var messageIDs: [FieldText] = []
    /// The user: the process' owner, or `*user` who authenticated.
    public var username = FieldText()
    /// The source system, `helo (rdns [ip])`, or the remote host of a dequeue.
    public var connection = FieldText()
    /// The sensitivity of the message.
    public var sensitivity: Int?
    /// The priority of the message.
    public var priority: Int?
    /// The recipient's intermediate address.
    public var intermediate = FieldText()
    /// The recipient's initial address.
    public var initial = FieldText()
    /// The Sieve filter actions.
    public var filter = FieldText()
    /// Why a recipient was rejected.
    public var reason = FieldText()
    /// The delivery status: free text.
    public var diagnostic = FieldText()
    /// The remote MTA.
    public var remoteMTA = FieldText()
    /// The connection: `TCP|local ip|local port|remote ip|remote port`.
    public var transport = FieldText()
    /// The application protocol: `SMTP/host/host/TLS...`.
    public var application = FieldText()
    /// Seconds that the message spent in the queue.
    public var queueTime: Int?
    /// What a U record tells in words, in the place of a message-ID.
    public var information = FieldText()
    /// The name of a header line.
    public var headerName = FieldText()
    /// The text of a header line, unfolded.
    public var headerValue = FieldText()

    /// An empty record of this moment.
    public init(stamp: LogStamp) { self.stamp = stamp }

    /// The action without modifiers; 0 in a header record.
    public var actionLetter: UInt8 { action.bytes.first ?? 0 }

    /// The queue file without its directory.
    public var queueFileName: FieldText {
        let name = queueFile.bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).last
        return FieldText(Array(name ?? []))
    }
}
