public import MTALog

/// What the reply codes mean: RFC 5321, section 4.2.3, and the extensions that added some, in our own words.
extension ReplyCode {
    /// What the code means; nil for one that no standard defines. O(1).
    public var meaning: String? {
        switch value {
        case 211, 214: "help or status"
        case 220: "the server is ready"
        case 221: "the server closes the connection"
        case 235: "authentication succeeded"  // RFC 4954
        case 250: "done"
        case 251: "the user is elsewhere; the message is forwarded"
        case 252: "the user cannot be checked, but the message is taken"
        case 334: "the server goes on with authentication"  // RFC 4954
        case 354: "the server waits for the message"
        case 421: "the service is not available; the connection is closed"
        case 450: "the mailbox cannot be had now: busy, or blocked for policy"
        case 451: "a local error while processing"
        case 452: "the system has too little room"
        case 454: "TLS or authentication is not available for now"  // RFC 3207, RFC 4954
        case 455: "the server cannot meet the parameters now"
        default: failureMeaning
        }
    }

    private var failureMeaning: String? {
        switch value {
        case 432: "the user must change to another way of authentication"  // RFC 4954, RFC 5248
        case 500: "the command was not understood"
        case 501: "the arguments were not understood"
        case 502: "the command is not implemented"
        case 503: "the command came in the wrong order"
        case 504: "a parameter is not implemented"
        case 521: "the host takes no mail"  // RFC 7504
        case 523: "encryption is needed for this way of authentication"  // RFC 5248
        case 530: "authentication, or TLS, is required first"  // RFC 3207, RFC 4954
        case 534: "the authentication mechanism is too weak"  // RFC 4954
        case 535: "the user name or password is wrong"  // RFC 4954
        case 538: "this way of authentication needs an encrypted connection"  // RFC 4954
        case 550: "the mailbox cannot be had: not found, no access, or refused for policy"
        case 551: "the user is elsewhere"
        case 552: "the room allowed is used up: the mailbox is full, or the message too large"
        case 553: "the mailbox's name is not allowed"
        case 554: "the transaction failed"
        case 555: "parameters of MAIL or RCPT are not known"
        case 556: "the domain takes no mail"  // RFC 7504
        default: nil
        }
    }
}
