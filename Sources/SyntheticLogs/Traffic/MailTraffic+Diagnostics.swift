/// Delivery statuses in the words of the MTA and of the hosts it talks to.
extension MailTraffic {
    /// Fills in the delivery status. Helpers get single fields: to hand on the whole record would copy it.
    mutating func tell(_ status: Status, in record: inout SyntheticRecord, host: RemoteHost?) {
        guard status != .none else { return }
        var text: [UInt8] = []
        text.reserveCapacity(240)
        switch status {
        case .none: break
        case .mailboxBusy: text.append(ascii: "Mailbox is busy")
        case .noRoute: appendConnectFailure("no route to host", host, to: &text)
        case .connectionRefused: appendConnectFailure("connection refused", host, to: &text)
        case .connectionTimedOut: appendConnectFailure("connection timed out", host, to: &text)
        case .deadHost:
            text.append(ascii: "Too many failures to this host during this run; skipping this host: ")
            text.append(ascii: "Dead (unresponsive) host")
        case .givenUp: text.append(ascii: "unable to deliver this message after 4 days")
        case .badDomain:
            text.append(ascii: "Illegal host/domain name found: ")
            appendDomainPart(record.currentRecipient, to: &text)
        case .relayingDenied, .lastRejection:
            text.append(ascii: "550 5.7.1 Relaying not permitted: ")
            text.append(record.currentRecipient)
            if status == .lastRejection { text.append(ascii: " (last rejection logged for this session)") }
        case .syntaxError: text.append(ascii: "500 5.5.1 Unknown command specified")
        case .wrongPassword: text.append(ascii: "535 5.7.8 Bad username or password (Authentication failed).")
        case .rightPassword: text.append(ascii: "235 2.7.0 LOGIN authentication successful.")
        case .closedIdle: text.append(ascii: "Connection idle for too long; closed")
        case .refusedByAccessRule: text.append(ascii: "571 5.7.1 Access refused by PORT_ACCESS mapping")
        case .transactionAborted: text.append(ascii: "Connection reset by peer during message data")
        case .accepted, .greylisted, .tryLater, .userUnknown, .mailboxFull, .looksLikeSpam:
            if let host { appendConversation(with: host, record.transport, at: record.stamp, to: &text) }
            let software = host?.software ?? .postfix
            if status == .accepted {
                appendAcceptance(
                    by: software, of: record.messageIDs[0], for: record.currentRecipient, at: record.stamp, to: &text)
            } else {
                appendRefusal(status, by: software, of: record.currentRecipient, to: &text)
            }
        }
        record.diagnostic = FieldText(text)
    }

    /// The reason field of R and K records.
    func reason(_ status: Status) -> FieldText {
        switch status {
        case .userUnknown: "Remote host rejected the recipient"
        case .mailboxFull: "Over quota"
        case .looksLikeSpam: "Remote host rejected the message"
        case .badDomain: "Illegal host/domain name found"
        default: "Unable to deliver in time"
        }
    }

    private func appendConnectFailure(_ error: String, _ host: RemoteHost?, to text: inout [UInt8]) {
        text.append(ascii: "TCP active open: Failed connect() ")
        if let host {
            text.append(host.address)
            text.append(ascii: ":25")
        }
        text.append(ascii: "  Error: ")
        text.append(ascii: error)
    }

    private func appendDomainPart(_ address: FieldText, to text: inout [UInt8]) {
        let sign = address.bytes.lastIndex(of: UInt8(ascii: "@")) ?? -1
        text.append(contentsOf: address.bytes[(sign + 1)...])
    }

    /// `dns;host (TCP|...) (banner) `
    private mutating func appendConversation(
        with host: RemoteHost, _ transport: FieldText, at stamp: LogStamp, to text: inout [UInt8]
    ) {
        text.append(ascii: "dns;")
        text.append(host.name)
        text.append(ascii: " (")
        text.append(transport)
        text.append(ascii: ") (")
        text.append(host.name)
        switch host.software {
        case .postfix: text.append(ascii: " ESMTP Postfix (Debian/GNU)")
        case .exchangeOnline:
            text.append(ascii: " Microsoft ESMTP MAIL Service ready at ")
            text.append(decimal: stamp.seconds)
        case .gsmtp:
            text.append(ascii: " ESMTP ")
            text.append(chance.next(), radix: 36, width: 12, digits: .lowerCase)
            text.append(ascii: " - gsmtp")
        case .exim: text.append(ascii: " ESMTP Exim 4.96")
        case .sendmail: text.append(ascii: " ESMTP Sendmail 8.17.1/8.17.1")
        case .messagingServer: text.append(ascii: " -- Server ESMTP [iMS V5.0 #8694]")
        }
        text.append(ascii: ") ")
    }
}
