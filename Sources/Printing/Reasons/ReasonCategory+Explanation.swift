public import MTALog

/// What each kind of reason means, and where to look.
extension ReasonCategory {
    /// One to three sentences for people, in plain words; empty where there is nothing to add to the log's own.
    public var explanation: String {
        switch self {
        case .accepted, .unstated, .unknown: ""
        case .noRoute, .networkDown, .hostDown, .connectionRefused, .connectionTimedOut, .connectionReset:
            networkExplanation
        case .noSuchHost, .nullMX, .nameServiceFailure: nameExplanation
        case .mailboxUnknown, .mailboxMoved, .mailboxDisabled, .mailboxFull, .mailboxBusy, .addressInvalid,
            .domainUnknown, .senderRejected, .listRefused:
            addressExplanation
        case .greylisted, .rateLimited, .relayDenied, .policy, .senderNotVerified, .authentication, .encryption:
            policyExplanation
        default: systemExplanation
        }
    }

    private var networkExplanation: String {
        switch self {
        case .noRoute:
            """
            There is a network problem between the two systems: packets to the remote host find no way. Look at \
            routes and firewalls on this side, and whether the remote network can be reached at all.
            """
        case .networkDown:
            "The network towards the remote host is down or unreachable. Look at this system's interfaces and routes."
        case .hostDown:
            """
            The network says that the remote host is down. Ask its administrator; the MTA goes on trying.
            """
        case .connectionRefused:
            """
            The remote host answers, but no SMTP server listens or accepts on that port. Its mail service may be \
            stopped, or a firewall in front of it turns connections away.
            """
        case .connectionTimedOut:
            """
            The remote host did not answer in time. It is down or overloaded, or a firewall on the way drops the \
            packets without a word.
            """
        default:
            """
            The connection was cut off while it was in use. The remote server broke it off or crashed, or a firewall \
            or proxy on the way did.
            """
        }
    }

    private var nameExplanation: String {
        switch self {
        case .noSuchHost:
            """
            The name of the recipient's host or domain was not found. Most often the address is misspelt; if it is \
            right, look at the domain's MX and address records.
            """
        case .nullMX:
            "The domain's null MX record says that it takes no mail at all. The address cannot be right."
        default:
            """
            The name service gave no answer for now. Look at this system's resolver and at the domain's name servers; \
            the MTA tries again.
            """
        }
    }

    private var addressExplanation: String {
        switch self {
        case .mailboxUnknown:
            """
            The receiving system has no such mailbox. Check the address for misspelling; if it is right, ask the \
            recipient's administrator.
            """
        case .mailboxMoved: "The mailbox has moved away from the receiving system. The recipient has another address."
        case .mailboxDisabled:
            "The mailbox exists but takes no mail: it is disabled. The recipient's administrator can say why."
        case .mailboxFull: "The recipient's mailbox is full. The recipient must make room in it."
        case .mailboxBusy:
            "The mailbox could not be used just then; another program had it, or it is locked. A later try should work."
        case .addressInvalid: "The receiving system takes the address for malformed or ambiguous. Check its spelling."
        case .domainUnknown:
            """
            The system that answered does not know the address's domain, or cannot reach it. Check its spelling, and \
            where its MX records lead.
            """
        case .senderRejected:
            """
            The sender's address was refused: it is malformed, or its domain cannot be answered to. Look at the \
            sender's address and its domain's MX records.
            """
        default: "The mailing list did not take or expand the message. Ask the list's owner who may write to it."
        }
    }

    private var policyExplanation: String {
        switch self {
        case .greylisted:
            """
            Greylisting: the remote server puts off mail from senders that it does not know yet. Nothing need be done; \
            a later try is accepted as a rule.
            """
        case .rateLimited:
            """
            The remote server takes no more mail from this sender or system for now. If it goes on, look for \
            floods of mail from here.
            """
        case .relayDenied:
            """
            The server does not pass on mail for this recipient and sender: it is not responsible for the domain, and \
            the sender may not use it as a relay. Check where the domain's MX records lead, or who should log in.
            """
        case .policy:
            """
            The server's rules forbid it: a filter, a block list or an access rule. Its own words say which; ask its \
            administrator with them.
            """
        case .senderNotVerified:
            """
            The server could not verify where the message comes from (SPF, DKIM, DMARC, ARC or reverse DNS). Look at \
            the sender domain's records, and at how this system signs and sends.
            """
        case .authentication:
            "Logging in failed, or is required before mail is accepted. Look at the user name, password and mechanism."
        default:
            "The connection's encryption is missing or did not work. Look at TLS settings and certificates of both ends."
        }
    }
}
