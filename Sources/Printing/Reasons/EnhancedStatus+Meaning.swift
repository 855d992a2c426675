public import MTALog

/// What the enhanced status codes mean: RFC 3463 and IANA's registry (RFC 5248), in our own words.
extension EnhancedStatus {
    /// What the code means, to follow it: "5.1.1: no such mailbox"; nil where the registry does not have it. O(1).
    public var meaning: String? {
        let meanings =
            switch subject {
            case 0: EnhancedStatus.undefined
            case 1: EnhancedStatus.addresses
            case 2: EnhancedStatus.mailboxes
            case 3: EnhancedStatus.systems
            case 4: EnhancedStatus.network
            case 5: EnhancedStatus.delivery
            case 6: EnhancedStatus.content
            case 7: EnhancedStatus.security
            default: [String]()
            }
        return meanings.indices.contains(detail) ? meanings[detail] : nil
    }

    private static let undefined = [
        "no details are given"
    ]

    private static let addresses = [
        "something about the address, not said what",
        "no such mailbox",
        "the address's domain does not exist or takes no mail",
        "the recipient's address is malformed",
        "the recipient's address fits several mailboxes",
        "the recipient's address is valid",
        "the mailbox has moved and no new address is known",
        "the sender's address is malformed",
        "the sender's domain does not exist or takes no answers",
        "relayed to a system that may not report on delivery",
        "the domain says by a null MX record that it takes no mail",
    ]

    private static let mailboxes = [
        "something about the mailbox, not said what",
        "the mailbox exists but accepts no messages",
        "the mailbox is full",
        "the message is larger than the mailbox may take",
        "the mailing list could not be expanded",
    ]

    private static let systems = [
        "something about the receiving mail system, not said what",
        "the mail system has no room left",
        "the host takes no mail over the network now",
        "the mail system lacks a feature that the message needs",
        "the message is larger than the mail system accepts",
        "the mail system is set up wrongly",
        "the priority asked for was changed",
    ]

    private static let network = [
        "something about network or routing, not said what",
        "no answer from the host",
        "the connection was made but did not hold",
        "a directory or name server failed",
        "no next host could be found for the message",
        "the mail system is congested",
        "the message was in a loop",
        "it took too long to deliver",
    ]

    private static let delivery = [
        "something about the SMTP exchange, not said what",
        "the command was not allowed then, or is not known",
        "the command was not understood",
        "too many recipients at once",
        "the command's arguments were not valid",
        "the versions of the protocol do not fit",
        "a line of the authentication exchange was too long",
    ]

    private static let content = [
        "something about the message's content, not said what",
        "the kind of content is not supported",
        "the content would have to be converted, which is forbidden",
        "the content would have to be converted, which cannot be done",
        "the content was converted with loss",
        "the content could not be converted",
        "the message's content could not be had",
        "addresses beyond ASCII are not taken",
        "the reply would need UTF-8, which was not agreed on",
        "headers in UTF-8 cannot be passed on to a recipient",
        "the reply would need UTF-8, which was not agreed on",
    ]

    private static let security = [
        "something about security or policy, not said what",
        "delivery is not allowed; the message is refused",
        "the sender may not write to the mailing list",
        "the message would have to be converted to another kind of security",
        "a security feature that the message needs is not supported",
        "a cryptographic operation failed",
        "a cryptographic algorithm is not supported",
        "the message was changed on its way",
        "the user name or password is wrong",
        "the authentication mechanism is too weak",
        "the connection must be encrypted",
        "this way of authentication needs an encrypted connection",
        "the user must first change to another way of authentication",
        "the user's account is disabled",
        "the submission server is not trusted by the content server",
        "the message's priority is too low for now",
        "the message is too large for its priority",
        "the mailbox has another owner than the sender expects",
        "the domain has another owner than the sender expects",
        "who owns the mailbox could not be checked",
        "no DKIM signature passed",
        "no acceptable DKIM signature was found",
        "no DKIM signature of the author's domain passed",
        "SPF does not allow this system to send for the sender's domain",
        "the sender domain's SPF record could not be checked",
        "the sending host's reverse DNS did not fit",
        "several checks of the sender failed, such as SPF and DKIM",
        "the sender's domain says by a null MX record that it takes no mail",
        "a flood of mail was seen",
        "the ARC chain did not pass",
        "the sender requires TLS on the whole way, which cannot be had",
    ]
}
