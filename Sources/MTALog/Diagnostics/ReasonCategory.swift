/// What kind of thing happened to an attempt: stable names for programs.
///
/// `network` and `dns` come from the words of the MTA's own system; `smtp` from a server's reply, whichever side it was on;
/// `mta` from the MTA's own words about its work.
public enum ReasonCategory: String, Sendable, Hashable, CaseIterable {
    /// The server, or the next channel, took the message.
    case accepted = "accepted"

    case noRoute = "network.no-route"
    case networkDown = "network.down"
    case hostDown = "network.host-down"
    case connectionRefused = "network.refused"
    case connectionTimedOut = "network.timeout"
    case connectionReset = "network.reset"

    case noSuchHost = "dns.no-such-host"
    case nullMX = "dns.null-mx"
    case nameServiceFailure = "dns.temporary"

    case mailboxUnknown = "smtp.mailbox-unknown"
    case mailboxMoved = "smtp.mailbox-moved"
    case mailboxDisabled = "smtp.mailbox-disabled"
    case mailboxFull = "smtp.mailbox-full"
    case mailboxBusy = "smtp.mailbox-busy"
    case addressInvalid = "smtp.address-invalid"
    case domainUnknown = "smtp.domain-unknown"
    case senderRejected = "smtp.sender-rejected"
    case listRefused = "smtp.list"
    case greylisted = "smtp.greylisted"
    case rateLimited = "smtp.rate-limited"
    case relayDenied = "smtp.relay-denied"
    case policy = "smtp.policy"
    case senderNotVerified = "smtp.sender-not-verified"
    case authentication = "smtp.authentication"
    case encryption = "smtp.encryption"
    case tooLarge = "smtp.too-large"
    case systemFull = "smtp.system-full"
    case unavailable = "smtp.unavailable"
    case noMailAccepted = "smtp.no-mail-accepted"
    case systemFault = "smtp.system-fault"
    case routing = "smtp.routing"
    case loop = "smtp.loop"
    case expired = "smtp.expired"
    case protocolError = "smtp.protocol"
    case content = "smtp.content"
    /// A reply that says no more than that trying again may help.
    case temporary = "smtp.temporary"
    /// A reply that says no more than that trying again will not help.
    case permanent = "smtp.permanent"

    case hostSkipped = "mta.host-skipped"
    case storeBusy = "mta.mailbox-busy"

    /// The log has no words for it.
    case unstated = "unstated"
    /// The log has words that this program does not know: they are shown as they are.
    case unknown = "unknown"
}
