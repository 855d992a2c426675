import MTALog

/// Reasons that lie with a mail system.
extension ReasonCategory {
    var systemExplanation: String {
        switch self {
        case .tooLarge: "The message is larger than the receiving system, or this mailbox, accepts."
        case .systemFull:
            "The receiving system has no room left for mail. Its administrator must act; the MTA tries again."
        case .unavailable:
            "The remote server takes no mail just now: it is overloaded, shutting down, or limits connections."
        case .noMailAccepted: "The host takes no mail at all. Check where the domain's MX records lead."
        case .systemFault:
            "The receiving mail system has a fault or is set up wrongly. Its administrator must look at it."
        case .routing: "No way to the recipient's system is known. Look at the domain's MX records and at mail routing."
        case .loop:
            """
            The message goes in circles between mail systems. Look at forwarding rules, aliases and MX records \
            that lead back.
            """
        case .expired: "The message could not be delivered in the time allowed. The attempts before say why."
        case .protocolError:
            """
            The two programs did not understand each other's SMTP. Look at what stands between them, and at \
            options that one of them does not have.
            """
        case .content: "The message's content or format was not accepted, or could not be converted."
        case .temporary: "The server refused for now. Its own words say why; the MTA tries again."
        case .permanent: "The server refused for good. Its own words say why; sending it again unchanged will not help."
        case .hostSkipped:
            """
            The MTA did not try: too many earlier attempts to this host had failed in the same run. Look at those \
            attempts for the cause.
            """
        case .storeBusy: "The mailbox was in use by another program. The MTA tries again soon."
        default: ""
        }
    }
}
