import TestSupport
import Testing

@testable import Tracing

/// What a helpdesk person pastes: a report on delivery, or any mail.
@Suite struct ReturnedMailTests {
    static let report = """
        Return-path: <>
        Received: from mta.sesta.com by mta.sesta.com id <0JE100D01WRLEN00@mta.sesta.com>
        Date: Mon, 26 Feb 2007 14:00:00 +0100
        From: Internet Mail Delivery <postmaster@sesta.com>
        Message-ID:
         <0JE100D02WRLEN00@mta.sesta.com>
        MIME-version: 1.0
        Content-type: multipart/report; report-type=delivery-status;
         boundary="Boundary_(ID_4Wm+abc)"

        --Boundary_(ID_4Wm+abc)
        Content-type: text/plain; charset=us-ascii

        This report relates to a message you sent. Message-ID: <no@where.example>

        --Boundary_(ID_4Wm+abc)
        Content-type: message/DELIVERY-STATUS

        Original-envelope-id: 0JE100L05WRJ0000@sesta.com
        Reporting-MTA: dns;mta.sesta.com

        Original-recipient: rfc822;nonesuch@some.org
        Final-recipient: rfc822; nonesuch@some.org
        Action: failed
        Status: 5.1.1

        Final-recipient: rfc822;other@some.org
        Action: failed

        --Boundary_(ID_4Wm+abc)
        Content-type: MESSAGE/RFC822

        From: adam@sesta.com
        Message-id: <0JE100L05WRJ0100@sesta.com>
        Subject: hello

        Message-ID: <inside@the.body>
        --Boundary_(ID_4Wm+abc)--
        """

    private func keys(_ text: String) -> [String] { ReturnedMail(Array(text.utf8)).keys.map(\.text) }

    @Test(arguments: ["\n", "\r\n"]) func aReportLeadsToWhatCameBack(_ end: String) {
        let text = Self.report.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: end)
        let mail = ReturnedMail(Array(text.utf8))
        #expect(mail.ownID?.text == "0JE100D02WRLEN00@mta.sesta.com")
        #expect(mail.returnedIDs.map(\.text) == ["0JE100L05WRJ0100@sesta.com"])
        #expect(mail.envelopeIDs.map(\.text) == ["0JE100L05WRJ0000@sesta.com"])
        #expect(mail.recipients.map(\.text) == ["nonesuch@some.org", "other@some.org"])
        #expect(
            keys(text) == [
                "0JE100L05WRJ0100@sesta.com", "0JE100L05WRJ0000@sesta.com", "0JE100D02WRLEN00@mta.sesta.com",
            ])
    }

    @Test func anyMailIsTheMessageItself() {
        #expect(keys("From x@y Mon Feb 26\nSubject: a\nMessage-Id: <m1@x.org>\n\nbody\n") == ["m1@x.org"])
        #expect(keys("\r\nmessage-ID:<m1@x.org> (comment)\r\n") == ["m1@x.org"])
        #expect(keys("Message-ID: bare@x.org") == ["bare@x.org"])
        #expect(keys("Subject: none\n\nMessage-ID: <body@x.org>\n") == [])
        #expect(keys("") == [])
    }

    /// Cut anywhere, it names what was there, and nothing else.
    @Test func aMailMayBeCutAnywhere() {
        let whole = Set(keys(Self.report))
        let bytes = Array(Self.report.utf8)
        for end in stride(from: 0, to: bytes.count, by: 7) {
            let found = ReturnedMail(Array(bytes[..<end])).keys.map(\.text)
            #expect(found.allSatisfy { key in whole.contains { $0.hasPrefix(key.drop { $0 == "<" }) } }, "\(found)")
        }
    }

    @Test func partsInPartsEnd() {
        var text = ""
        for depth in 0..<100 { text += "Content-Type: multipart/mixed; boundary=b\(depth)\n\n--b\(depth)\n" }
        #expect(keys(text + "Content-Type: message/rfc822\n\nMessage-ID: <deep@x.org>\n") == [])
    }
}
