import ByteScanning

/// Words that tell a kind of reason, in lower case, found between other words.
struct DiagnosticPhrase: Sendable {
    let words: String
    let category: ReasonCategory
    /// The class that a reply must have for the words to mean this; nil for either.
    let severity: ReplySeverity?

    init(_ words: String, _ category: ReasonCategory, _ severity: ReplySeverity? = nil) {
        self.words = words
        self.category = category
        self.severity = severity
    }

    /// What the MTA says of its own accord: errors of the system's calls, which POSIX and the resolver's library word,
    /// and what is seen in logs or documented of the MTA.
    static let own = [
        DiagnosticPhrase("no route to host", .noRoute),
        DiagnosticPhrase("network is unreachable", .networkDown),
        DiagnosticPhrase("network is down", .networkDown),
        DiagnosticPhrase("host is down", .hostDown),
        DiagnosticPhrase("connection refused", .connectionRefused),
        DiagnosticPhrase("connection timed out", .connectionTimedOut),
        DiagnosticPhrase("operation timed out", .connectionTimedOut),
        DiagnosticPhrase("connection reset", .connectionReset),
        DiagnosticPhrase("broken pipe", .connectionReset),
        DiagnosticPhrase("temporary failure in name resolution", .nameServiceFailure),
        DiagnosticPhrase("host name lookup failure", .nameServiceFailure),
        DiagnosticPhrase("name or service not known", .noSuchHost),
        DiagnosticPhrase("unknown host or domain", .noSuchHost),
        DiagnosticPhrase("unknown host", .noSuchHost),
        DiagnosticPhrase("illegal host/domain name found", .noSuchHost),
        DiagnosticPhrase("too many failures to this host", .hostSkipped),
        DiagnosticPhrase("mailbox is busy", .storeBusy),
        DiagnosticPhrase("mailbox busy", .storeBusy),
        DiagnosticPhrase("mailbox is not within quota", .mailboxFull),
        DiagnosticPhrase("user over quota", .mailboxFull),
        DiagnosticPhrase("user disabled", .mailboxDisabled),
        DiagnosticPhrase("unknown or illegal user", .mailboxUnknown),
        DiagnosticPhrase("unknown or illegal alias", .mailboxUnknown),
        DiagnosticPhrase("over quota", .mailboxFull),
        DiagnosticPhrase("host/domain does not accept mail", .nullMX),
        DiagnosticPhrase("unable to deliver this message after", .expired),
        DiagnosticPhrase("remote smtp server has rejected address", .permanent),
        DiagnosticPhrase("server rejected mail from address", .senderRejected),
        DiagnosticPhrase("smtp transmission failure has occurred", .connectionReset),
        DiagnosticPhrase("lmtp transmission failure has occurred", .connectionReset),
    ]

    /// Whether a text begins with words of the MTA's own: then it is a diagnostic, and no field. O(phrases).
    static func beginsOwn(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard range.lowerBound < range.upperBound, text[range.lowerBound].isLetter else { return false }
        return own.contains { text.beginsIgnoringCase(range, with: $0.words) }
    }

    /// What servers say in replies whose codes leave it open, the MTA's own texts first.
    static let replies = [
        DiagnosticPhrase("greylisted", .greylisted, .temporary),
        DiagnosticPhrase("greylisting", .greylisted, .temporary),
        DiagnosticPhrase("graylisted", .greylisted, .temporary),
        DiagnosticPhrase("graylisting", .greylisted, .temporary),
        DiagnosticPhrase("relaying not permitted", .relayDenied),
        DiagnosticPhrase("relaying not allowed", .relayDenied),
        DiagnosticPhrase("relaying denied", .relayDenied),
        DiagnosticPhrase("relay access denied", .relayDenied),
        DiagnosticPhrase("relay not permitted", .relayDenied),
        DiagnosticPhrase("unable to relay", .relayDenied),
        DiagnosticPhrase("unknown or illegal user", .mailboxUnknown),
        DiagnosticPhrase("unknown or illegal alias", .mailboxUnknown),
        DiagnosticPhrase("user unknown", .mailboxUnknown),
        DiagnosticPhrase("unknown user", .mailboxUnknown),
        DiagnosticPhrase("no such user", .mailboxUnknown),
        DiagnosticPhrase("no such recipient", .mailboxUnknown),
        DiagnosticPhrase("user not found", .mailboxUnknown),
        DiagnosticPhrase("unknown host or domain", .domainUnknown),
        DiagnosticPhrase("user disabled", .mailboxDisabled),
        DiagnosticPhrase("over quota", .mailboxFull),
        DiagnosticPhrase("quota exceeded", .mailboxFull),
        DiagnosticPhrase("mailbox is not within quota", .mailboxFull),
        DiagnosticPhrase("mailbox full", .mailboxFull),
        DiagnosticPhrase("mailbox is full", .mailboxFull),
        DiagnosticPhrase("mailbox is busy", .mailboxBusy, .temporary),
        DiagnosticPhrase("mailbox busy", .mailboxBusy, .temporary),
        DiagnosticPhrase("on message size exceeded", .tooLarge),
        DiagnosticPhrase("message size exceeds", .tooLarge),
        DiagnosticPhrase("message too large", .tooLarge),
        DiagnosticPhrase("message too big", .tooLarge),
        DiagnosticPhrase("must issue a starttls command first", .encryption),
    ]
}
