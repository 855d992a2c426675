import MTALog
import Testing

/// Words of this MTA, and layouts, that are easily read wrongly: a log in the fixtures each.
@Suite struct OddWordsTests {
    private func records(_ log: String) throws -> [LogRecord] {
        let bytes = try fixture("words/\(log).log")
        var parser = RecordParser()
        parser.learn(from: bytes.span, records: recordRanges(bytes))
        return parseAll(bytes, &parser)
    }

    /// A record alone.
    private func record(_ line: some Sequence<UInt8>) throws -> LogRecord {
        let bytes = Array(line)
        var parser = RecordParser()
        parser.learn(from: bytes.span, records: recordRanges(bytes))
        return try #require(parseAll(bytes, &parser).first)
    }

    private func texts(_ log: String, _ field: Field) throws -> [String?] {
        try records(log).map { $0[field].map { String(decoding: $0, as: UTF8.self) } }
    }

    private func category(_ record: LogRecord) -> String {
        Reason(Array(record[.diagnostic] ?? record[.reason] ?? []), action: record.actionLetter).category.rawValue
    }

    @Test func theMTAsOwnWordsAreNoUser() throws {
        let records = try records("own-reasons")
        #expect(records.allSatisfy { $0[.username]?.isEmpty ?? true })
        #expect(
            records.map(category) == [
                "dns.no-such-host", "smtp.expired", "smtp.mailbox-full", "dns.null-mx", "dns.no-such-host",
            ])
        #expect(records.allSatisfy { $0[.messageID]?.first == UInt8(ascii: "<") })
    }

    /// As `grep` leaves it: one record alone.
    @Test func noneOfThemIsAloneEither() throws {
        let lines = try fixture("words/own-reasons.log").split(separator: 0x0a)
        for line in lines {
            let record = try record(line)
            #expect(record[.username]?.isEmpty ?? true)
            #expect(category(record) != "unknown")
        }
    }

    @Test func rejectionsAloneTellTheirLayout() throws {
        let connection = "mail.letters.example (mail.letters.example [192.0.2.77])"
        #expect(try texts("rejections-alone", .connection) == [connection, connection])
        #expect(try records("rejections-alone").map(category) == ["smtp.mailbox-unknown", "smtp.mailbox-unknown"])
        let command = try record(
            ("28-May-1998 12:02:23 tcp_local                 B 0 a@b.c rfc822; GET / HTTP/1.1 h.example ([192.0.2.1]) "
                + "500 5.5.1 Unknown command specified").utf8)
        #expect(command[.connection].map { String(decoding: $0, as: UTF8.self) } == "h.example ([192.0.2.1])")
    }

    @Test func anEnvelopeIDMayHaveNoBrackets() throws {
        #expect(
            try texts("bare-envelope-id", .envelopeID)
                == Array(repeating: "0P9600K0H9NXK520@mr21p30im-asmtp003.me.example", count: 2))
        #expect(
            try texts("bare-envelope-id", .messageID)
                == Array(repeating: "<fa7e358c-d068-4c2e-bdf8-e10e0f315099@me.example>", count: 2))
        #expect(try texts("bare-envelope-id", .username) == ["*exams", "mailsrv"])
        let line = try record(
            ("22-Oct-2024 10:00:00.00 tcp_submit   tcp_local    E 3 s@x.org rfc822;a@y.org a@y.org "
                + "imta/queue/tcp_local/ZZ01AAAAAAAAAAAAAAAA.00 QQ314159 <m1@x.org>").utf8)
        #expect(line[.envelopeID].map { String(decoding: $0, as: UTF8.self) } == "QQ314159")
        #expect(line[.messageID].map { String(decoding: $0, as: UTF8.self) } == "<m1@x.org>")
    }

    @Test(arguments: [
        ("null-mx", "dns.null-mx"), ("over-quota", "smtp.mailbox-full"), ("delayed-2-days", "smtp.expired"),
        ("blank-behind-dns", "smtp.mailbox-unknown"),
    ])
    func theReasonIsKnown(_ log: String, _ kind: String) throws {
        let kinds = try records(log).map(category)
        #expect(kinds.allSatisfy { $0 == kind }, "\(kinds)")
    }

    @Test func aBlankMayStandBehindTheType() throws {
        let text = Array(try #require(try records("blank-behind-dns").first?[.diagnostic]))
        let diagnostic = Diagnostic(text.span)
        let host = try #require(diagnostic.remoteHost)
        #expect(String(decoding: text[host], as: UTF8.self) == "mailbox0.d5.example.org")
        let endpoint = diagnostic.remoteEndpoint(text.span)
        let end = try #require(endpoint)
        #expect(String(decoding: text[end.address], as: UTF8.self) == "192.0.2.12")
        #expect(diagnostic.enhancedStatus.map { "\($0)" } == "5.7.1")
    }

    @Test func aFailedConnectionNamesItsAddress() throws {
        let texts = try records("expired-after-attempts").compactMap { $0[.diagnostic].map { Array($0) } }
            .filter { String(decoding: $0, as: UTF8.self).contains("connect()") }
        #expect(texts.count > 5)
        for text in texts {
            let endpoint = Diagnostic(text.span).remoteEndpoint(text.span)
            let end = try #require(endpoint)
            #expect(String(decoding: text[end.address], as: UTF8.self) == "192.0.2.240")
            #expect(String(decoding: text[end.port], as: UTF8.self) == "25")
        }
    }

    @Test(arguments: [
        ("Remote SMTP server has rejected address", "smtp.permanent"),
        ("Server rejected MAIL FROM address", "smtp.sender-rejected"),
        ("SMTP transmission failure has occurred", "network.reset"),
        ("LMTP transmission failure has occurred", "network.reset"),
    ])
    func moreOfItsWordsAreKnown(_ words: String, _ kind: String) {
        #expect(Reason(Array(words.utf8), action: UInt8(ascii: "R")).category.rawValue == kind)
    }

    /// A user, and two slots before it that are empty.
    @Test func emptySlotsOfFileAndIDMoveNoField() throws {
        let record = try record(
            "22-Oct-2024 10:00:00.00 tcp_local    ims-ms       E 3 s@x.org rfc822;a@sesta.com a@sesta.com   mailsrv"
                .utf8)
        #expect(record[.username].map { String(decoding: $0, as: UTF8.self) } == "mailsrv")
        #expect(record[.diagnostic]?.isEmpty ?? true)
    }
}
