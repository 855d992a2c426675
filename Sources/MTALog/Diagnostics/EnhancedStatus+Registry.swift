/// What the enhanced status codes mean: RFC 3463 and IANA's registry (RFC 5248), in our own words.
extension EnhancedStatus {
    /// A line of the registry.
    struct Entry {
        /// What it says, to follow the code: "5.1.1: no such mailbox".
        let meaning: String
        let category: ReasonCategory?
        /// Whether the code says too little for words in the reply not to be heard before it.
        let isVague: Bool

        init(_ meaning: String, _ category: ReasonCategory? = nil, isVague: Bool = false) {
            self.meaning = meaning
            self.category = category
            self.isVague = isVague
        }
    }

    /// What the code means; nil where the registry does not have it. O(1).
    public var meaning: String? { entry?.meaning }

    var entry: Entry? {
        let entries =
            switch subject {
            case 0: EnhancedStatus.undefined
            case 1: EnhancedStatus.addresses
            case 2: EnhancedStatus.mailboxes
            case 3: EnhancedStatus.systems
            case 4: EnhancedStatus.network
            case 5: EnhancedStatus.delivery
            case 6: EnhancedStatus.content
            case 7: EnhancedStatus.security
            default: [Entry]()
            }
        return entries.indices.contains(detail) ? entries[detail] : nil
    }

    private static let undefined = [Entry("no details are given", isVague: true)]

    private static let addresses = [
        Entry("something about the address, not said what", isVague: true),
        Entry("no such mailbox", .mailboxUnknown),
        Entry("the address's domain does not exist or takes no mail", .domainUnknown),
        Entry("the recipient's address is malformed", .addressInvalid),
        Entry("the recipient's address fits several mailboxes", .addressInvalid),
        Entry("the recipient's address is valid"),
        Entry("the mailbox has moved and no new address is known", .mailboxMoved),
        Entry("the sender's address is malformed", .senderRejected),
        Entry("the sender's domain does not exist or takes no answers", .senderRejected),
        Entry("relayed to a system that may not report on delivery"),
        Entry("the domain says by a null MX record that it takes no mail", .nullMX),
    ]

    private static let mailboxes = [
        Entry("something about the mailbox, not said what", isVague: true),
        Entry("the mailbox exists but accepts no messages", .mailboxDisabled, isVague: true),
        Entry("the mailbox is full", .mailboxFull),
        Entry("the message is larger than the mailbox may take", .tooLarge),
        Entry("the mailing list could not be expanded", .listRefused),
    ]

    private static let systems = [
        Entry("something about the receiving mail system, not said what", .systemFault, isVague: true),
        Entry("the mail system has no room left", .systemFull),
        Entry("the host takes no mail over the network now", .unavailable),
        Entry("the mail system lacks a feature that the message needs", .systemFault),
        Entry("the message is larger than the mail system accepts", .tooLarge),
        Entry("the mail system is set up wrongly", .systemFault),
        Entry("the priority asked for was changed"),
    ]

    private static let network = [
        Entry("something about network or routing, not said what", .routing, isVague: true),
        Entry("no answer from the host", .unavailable),
        Entry("the connection was made but did not hold", .unavailable),
        Entry("a directory or name server failed", .nameServiceFailure),
        Entry("no next host could be found for the message", .routing),
        Entry("the mail system is congested", .unavailable),
        Entry("the message was in a loop", .loop),
        Entry("it took too long to deliver", .expired),
    ]

    private static let delivery = [
        Entry("something about the SMTP exchange, not said what", .protocolError, isVague: true),
        Entry("the command was not allowed then, or is not known", .protocolError),
        Entry("the command was not understood", .protocolError),
        Entry("too many recipients at once", .rateLimited),
        Entry("the command's arguments were not valid", .protocolError),
        Entry("the versions of the protocol do not fit", .protocolError),
        Entry("a line of the authentication exchange was too long", .authentication),
    ]

    private static let content = [
        Entry("something about the message's content, not said what", .content, isVague: true),
        Entry("the kind of content is not supported", .content),
        Entry("the content would have to be converted, which is forbidden", .content),
        Entry("the content would have to be converted, which cannot be done", .content),
        Entry("the content was converted with loss"),
        Entry("the content could not be converted", .content),
        Entry("the message's content could not be had", .content),
        Entry("addresses beyond ASCII are not taken", .addressInvalid),
        Entry("the reply would need UTF-8, which was not agreed on", .content),
        Entry("headers in UTF-8 cannot be passed on to a recipient", .content),
        Entry("the reply would need UTF-8, which was not agreed on", .content),
    ]
}
