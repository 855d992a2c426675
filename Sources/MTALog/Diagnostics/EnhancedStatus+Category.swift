/// What kind of reason the enhanced status codes are: RFC 3463 and IANA's registry (RFC 5248), subject by subject, each
/// code at the place of its detail.
extension EnhancedStatus {
    /// A line of the registry.
    struct Entry {
        /// Nil where the code is no reason to fail, or says nothing.
        let category: ReasonCategory?
        /// Whether the code says too little for words in the reply not to be heard before it.
        let isVague: Bool

        init(_ category: ReasonCategory?, isVague: Bool = false) {
            self.category = category
            self.isVague = isVague
        }
    }

    /// Nil where the registry does not have the code. O(1).
    var entry: Entry? {
        guard EnhancedStatus.registry.indices.contains(subject) else { return nil }
        let entries = EnhancedStatus.registry[subject]
        return entries.indices.contains(detail) ? entries[detail] : nil
    }

    /// Whether the registry has the code. O(1).
    public var isRegistered: Bool { entry != nil }

    private static let registry = [
        undefined, addresses, mailboxes, systems, network, delivery, content, security,
    ]

    private static let undefined = [
        Entry(nil, isVague: true)  // .0
    ]

    private static let addresses = [
        Entry(nil, isVague: true),  // .0
        Entry(.mailboxUnknown),  // .1
        Entry(.domainUnknown),  // .2
        Entry(.addressInvalid),  // .3
        Entry(.addressInvalid),  // .4
        Entry(nil),  // .5
        Entry(.mailboxMoved),  // .6
        Entry(.senderRejected),  // .7
        Entry(.senderRejected),  // .8
        Entry(nil),  // .9
        Entry(.nullMX),  // .10
    ]

    private static let mailboxes = [
        Entry(nil, isVague: true),  // .0
        Entry(.mailboxDisabled, isVague: true),  // .1
        Entry(.mailboxFull),  // .2
        Entry(.tooLarge),  // .3
        Entry(.listRefused),  // .4
    ]

    private static let systems = [
        Entry(.systemFault, isVague: true),  // .0
        Entry(.systemFull),  // .1
        Entry(.unavailable),  // .2
        Entry(.systemFault),  // .3
        Entry(.tooLarge),  // .4
        Entry(.systemFault),  // .5
        Entry(nil),  // .6
    ]

    private static let network = [
        Entry(.routing, isVague: true),  // .0
        Entry(.unavailable),  // .1
        Entry(.unavailable),  // .2
        Entry(.nameServiceFailure),  // .3
        Entry(.routing),  // .4
        Entry(.unavailable),  // .5
        Entry(.loop),  // .6
        Entry(.expired),  // .7
    ]

    private static let delivery = [
        Entry(.protocolError, isVague: true),  // .0
        Entry(.protocolError),  // .1
        Entry(.protocolError),  // .2
        Entry(.rateLimited),  // .3
        Entry(.protocolError),  // .4
        Entry(.protocolError),  // .5
        Entry(.authentication),  // .6
    ]

    private static let content = [
        Entry(.content, isVague: true),  // .0
        Entry(.content),  // .1
        Entry(.content),  // .2
        Entry(.content),  // .3
        Entry(nil),  // .4
        Entry(.content),  // .5
        Entry(.content),  // .6
        Entry(.addressInvalid),  // .7
        Entry(.content),  // .8
        Entry(.content),  // .9
        Entry(.content),  // .10
    ]

    private static let security = [
        Entry(.policy, isVague: true),  // .0
        Entry(.policy, isVague: true),  // .1
        Entry(.listRefused),  // .2
        Entry(.encryption),  // .3
        Entry(.encryption),  // .4
        Entry(.encryption),  // .5
        Entry(.encryption),  // .6
        Entry(.policy),  // .7
        Entry(.authentication),  // .8
        Entry(.authentication),  // .9
        Entry(.encryption),  // .10
        Entry(.encryption),  // .11
        Entry(.authentication),  // .12
        Entry(.authentication),  // .13
        Entry(.authentication),  // .14
        Entry(.rateLimited),  // .15
        Entry(.tooLarge),  // .16
        Entry(.mailboxUnknown),  // .17
        Entry(.domainUnknown),  // .18
        Entry(.policy),  // .19
        Entry(.senderNotVerified),  // .20
        Entry(.senderNotVerified),  // .21
        Entry(.senderNotVerified),  // .22
        Entry(.senderNotVerified),  // .23
        Entry(.senderNotVerified),  // .24
        Entry(.senderNotVerified),  // .25
        Entry(.senderNotVerified),  // .26
        Entry(.senderRejected),  // .27
        Entry(.rateLimited),  // .28
        Entry(.senderNotVerified),  // .29
        Entry(.encryption),  // .30
    ]
}
