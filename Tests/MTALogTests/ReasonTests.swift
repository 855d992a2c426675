import MTALog
import TestSupport
import Testing

/// Reasons: what is known must be told, what is not must not be guessed.
@Suite struct ReasonTests {
    private static func reason(_ text: String, action: Character = "Q") -> Reason {
        Reason(Array(text.utf8).span, action: action.asciiValue)
    }

    private static let host = "dns;mx.some.org (TCP|192.0.2.1|2788|198.51.100.7|25) (mx.some.org ESMTP (Debian)) smtp;"

    @Test(
        "A delivery status has its kind of reason",
        arguments: [
            // As the manuals' examples and public logs have them.
            ("TCP active open: Failed connect()    Error: no route to host", "network.no-route"),
            ("TCP active open: Failed connect() 192.1.1.1:25  Error: no route to host", "network.no-route"),
            ("TCP active open: Failed connect() Error: connection refused", "network.refused"),
            ("TCP active open: Failed connect() 192.1.1.1:25  Error: Connection timed out", "network.timeout"),
            ("smtp; 553 unknown or illegal user: nonesuch@siroe.com", "smtp.mailbox-unknown"),
            ("550 5.7.1 Relaying not permitted: alan@very.bogus.com", "smtp.relay-denied"),
            ("530 5.7.1 Relaying not allowed: alan@very.bogus.com", "smtp.relay-denied"),
            (
                "Too many failures to this host during this run; skipping this host: Dead (unresponsive) host",
                "mta.host-skipped"
            ),
            ("Mailbox is busy", "mta.mailbox-busy"),
            ("535 5.7.8 Bad username or password (Authentication failed).", "smtp.authentication"),
            ("235 2.7.0 LOGIN authentication successful.", "accepted"),
            // Replies that a status leaves open, or settles.
            (host + "450 4.2.0 <a@some.org>: Recipient address rejected: Greylisted, try again", "smtp.greylisted"),
            (host + "451 4.7.1 Greylisting in action", "smtp.greylisted"),
            (host + "550 5.1.1 <a@some.org>: User unknown", "smtp.mailbox-unknown"),
            (host + "550-5.1.1 The account does not exist. 550 5.1.1 Try again", "smtp.mailbox-unknown"),
            (host + "552 5.2.2 <a@some.org> Mailbox is full / Over quota", "smtp.mailbox-full"),
            (host + "552 5.3.4 Message too big", "smtp.too-large"),
            (host + "421 4.3.2 Service not available", "smtp.unavailable"),
            (host + "421 try later", "smtp.unavailable"),
            (host + "554 5.7.1 Message blocked", "smtp.policy"),
            (host + "550 5.7.26 Unauthenticated mail", "smtp.sender-not-verified"),
            (host + "556 5.1.10 no", "dns.null-mx"),
            (host + "451 4.4.3 lookup failed", "dns.temporary"),
            (host + "550 no", "smtp.permanent"), (host + "451 later", "smtp.temporary"),
            (host + "551 gone", "smtp.mailbox-moved"), ("smtp:250<marlowe@alpha.com> Recipient ok", "accepted"),
            ("lmtp;452 4.2.2 over", "smtp.mailbox-full"), ("4.2.1 Mailbox busy", "smtp.mailbox-busy"),
            (host + "550 5.9.9 what", "smtp.permanent"), ("", "unstated"), ("   ", "unstated"),
        ])
    func kinds(_ text: String, _ category: String) {
        #expect(ReasonTests.reason(text).category.rawValue == category)
    }

    @Test(
        "What only looks like a reason is none",
        arguments: [
            // A size, an address, a version: no codes.
            ("message size 550 bytes", "unknown"), ("something happened at 4.5.1.1", "unknown"),
            ("4.5.1.1 said nothing", "unknown"), ("5.1 is a version", "unknown"), ("5500 bytes were sent", "unknown"),
            ("55 is no code", "unknown"), ("999 is no code", "unknown"), ("5.1.1x is no status", "unknown"),
            ("nothing that anyone knows", "unknown"), ("refused", "unknown"), ("\u{1b}[31m550 5.1.1", "unknown"),
            // Names and touching letters are no words.
            (host + "450 4.2.0 <greylisted@some.org>: wait", "smtp.temporary"),
            (host + "550 mail for relaying denied@some.org refused", "smtp.permanent"),
            (host + "451 see https://some.org/greylisted", "smtp.temporary"),
            (host + "451 ungreylisted", "smtp.temporary"), ("disconnection refused", "unknown"),
            // What the server says of a network is not this side's network.
            (host + "451 backend: connection refused", "smtp.temporary"),
            // A word that holds for another class only.
            (host + "550 greylisted for ever", "smtp.permanent"),
            // A second number is the first one's status only if the classes agree.
            (host + "550 4.2.2 odd", "smtp.permanent"),
        ])
    func lookAlikes(_ text: String, _ category: String) {
        #expect(ReasonTests.reason(text).category.rawValue == category)
    }

    @Test func `a banner is not the reply`() {
        let text = "dns;mx.some.org (TCP|1|2|3|4) (hello (there) smtp;550 5.1.1 x) smtp;450 4.2.2 full"
        #expect(ReasonTests.reason(text).category == .mailboxFull)
        #expect(ReasonTests.reason("dns;a.b (550 5.1.1 gone) smtp;250 2.0.0 Ok", action: "D").category == .accepted)
    }

    @Test func `what trying again can do follows reply, kind and action in this order`() {
        let reason = ReasonTests.reason
        #expect(reason("smtp;550 no", "Q").severity == .permanent)
        #expect(reason("smtp;450 no", "R").severity == .temporary)
        #expect(reason("Error: no route to host", "R").severity == .temporary)
        #expect(reason("who knows", "R").severity == .permanent)
        #expect(reason("who knows", "Z").severity == .temporary)
        #expect(reason("who knows", "?").severity == nil)
        #expect(reason("", "D").category == .accepted)
        #expect(reason("who knows", "D").category == .accepted)
        #expect(reason("smtp;250 Ok", "D").severity == .success)
    }

    @Test func `codes are found`() {
        let reason = ReasonTests.reason("smtp;550 5.1.1 gone")
        #expect(reason.replyCode?.value == 550)
        #expect(reason.enhancedStatus == EnhancedStatus(.permanent, 1, 1))
    }

    @Test func `every kind of reason has a name of its own`() {
        #expect(Set(ReasonCategory.allCases.map(\.rawValue)).count == ReasonCategory.allCases.count)
        for category in ReasonCategory.allCases where ![.accepted, .unstated, .unknown].contains(category) {
            #expect(category.rawValue.wholeMatch(of: /(network|dns|smtp|mta)\.[a-z-]+/) != nil)
        }
    }

    @Test func `random bytes always get an answer`() {
        var generator = SeededGenerator(seed: 5)
        let pieces = [
            "dns;", "smtp;", "lmtp;", "(", ")", "(TCP|", "|", "550", "4.2.1", " ", "connect() ", ":", "25", "-", "<",
            ">",
            "@", "no route to host", "\u{0}", "\r\n", "\u{e9}", "greylisted",
        ].map { Array($0.utf8) }
        for _ in 0..<20_000 {
            var text: [UInt8] = []
            for _ in 0..<Int.random(in: 0...12, using: &generator) {
                text += pieces.randomElement(using: &generator) ?? []
                if Bool.random(using: &generator) { text.append(UInt8.random(in: 0...255, using: &generator)) }
            }
            let diagnostic = Diagnostic(text.span)
            let parts = [diagnostic.remoteHost, diagnostic.transport, diagnostic.banner, diagnostic.words]
            #expect(parts.allSatisfy { $0.map { $0.lowerBound >= 0 && $0.upperBound <= text.count } ?? true })
            if let end = diagnostic.remoteEndpoint(text.span) { #expect(end.port.upperBound <= text.count) }
            let reason = Reason(text.span, action: UInt8.random(in: 0...255, using: &generator))
            if let status = reason.enhancedStatus, let code = reason.replyCode {
                #expect(status.severity == code.severity)
            }
        }
    }
}
