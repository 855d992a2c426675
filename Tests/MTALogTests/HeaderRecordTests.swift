import MTALog
import Testing

/// Header lines, nodes, and what stands before a record.
@Suite struct HeaderRecordTests {
    @Test func headerLines() {
        let record = parseLine("05-Jun-2019 10:08:29.74 > Received: from h (x: y)    for <a@b>")
        #expect(record.kind == .header)
        #expect(shown(fields(record)) == [.headerName: "Received", .headerValue: "from h (x: y)    for <a@b>"])
        let other = parseLine("05-Jun-2019 10:08:29.74 hosta 2e2d.5.1 > Subject:")
        #expect(shown(fields(other)) == [.node: "hosta", .processID: "2e2d.5.1", .headerName: "Subject"])
    }

    @Test func theWikisExampleWithEveryColumn() {
        let record = parseLine(
            "19-Jan-1998 13:13:27.10 hosta   2e2d.5.1 tcp_local   tcp_intranet E 1 service@innosoft.com "
                + "rfc822;huber@domain.com huber 276 /opt/sun/comms/hostaging64/data/queue/tcp_intranet/"
                + "ZZi0D4d9f5mwC.00 <01IWFVYLGTS499EC9W@innosoft.com> <01IWFVYLGTS499EC9Y@innosoft.com> mailsrv "
                + "innosoft.com (innosoft.com [192.160.253.66]) 0 3")
        #expect(
            shown(fields(record)) == [
                .node: "hosta", .processID: "2e2d.5.1", .sourceChannel: "tcp_local",
                .destinationChannel: "tcp_intranet", .action: "E", .size: "1", .envelopeFrom: "service@innosoft.com",
                .originalRecipient: "rfc822;huber@domain.com", .currentRecipient: "huber", .notaryFlags: "276",
                .queueFile: "/opt/sun/comms/hostaging64/data/queue/tcp_intranet/ZZi0D4d9f5mwC.00",
                .envelopeID: "<01IWFVYLGTS499EC9W@innosoft.com>", .messageID: "<01IWFVYLGTS499EC9Y@innosoft.com>",
                .username: "mailsrv", .connection: "innosoft.com (innosoft.com [192.160.253.66])",
                .sensitivity: "0", .priority: "3",
            ])
    }

    @Test func aNodeWithoutANameIsAnExtraBlank() {
        let record = parseLine("05-Jun-2019 10:08:29.74  2e2d.5.1 l            tcp_local    E 1 a@b c d")
        #expect(record[.node]?.isEmpty == true)
        #expect(shown(fields(record))[.processID] == "2e2d.5.1")
        #expect(shown(fields(record))[.sourceChannel] == "l")
    }

    @Test func prefixes() {
        let line = "05-Jun-2019 10:08:29.74 l            tcp_local    E 1 a@b.c rfc822;d@e.f d@e.f"
        for prefix in [
            "mail.log:", "log/mail.log.1:", "mail.log:123:", "Jun  5 10:08:29 host mtalog: ",
            "Jun 15 10:08:29 host mtalog[12]: ",
        ] {
            let record = parseLine(prefix + line)
            #expect(record.kind == .message, "\(prefix)")
            #expect(record.prefix == 0..<prefix.utf8.count)
            #expect(shown(fields(record))[.currentRecipient] == "d@e.f")
        }
        for other in ["see: " + line, "Date: 05-Jun-2019 10:08:29", "", "x", ":", "mail.log:\(line.dropFirst(3))"] {
            let bytes = Array(other.utf8)
            #expect(RecordPrefix.length(bytes.span, at: 0) == nil, "\(other)")
        }
    }

    @Test(arguments: [
        "\"a b\"@c.d", "\"a \\\" b\"@c.d", "@host:user@dom", "rfc822;\"x y\"@z", "x400;c=de;s=m", "bob",
    ])
    func addresses(_ address: String) {
        let record = parseLine("05-Jun-2019 10:08:29.74 l            tcp_local    E 1 a@b.c \(address) q \(address)x")
        #expect(shown(fields(record))[.originalRecipient] == address)
        #expect(shown(fields(record))[.currentRecipient] == "q")
    }

    @Test(arguments: [
        "/pmdf/queue/tcp_local/ZZ01HNP17LSUWY9D4DNR.00", "C:\\pmdf\\queue\\tcp_local\\ZZ01HNP17LSUWY9D4DNR.00",
        "PMDF_QUEUE:[L]ZZ01HNP17LSUWY9D4DNR.00;1", "/q/ims-ms/002/ZYf0s690kN_y0.HELD",
        "C:\\Program Files\\queue\\ZZ01HNP17LSUWY9D4DNR.00",
    ])
    func queueFiles(_ path: String) {
        let record = parseLine(
            "05-Jun-2019 10:08:29.74 l            tcp_local    E 1 a@b.c d e \(path) <i@d>", [.filename, .messageID])
        #expect(shown(fields(record))[.queueFile] == path)
        #expect(shown(fields(record))[.messageID] == "<i@d>")
    }

    @Test func foreignTextIsKept() {
        for line in ["hello world", "05-Jun-2019 10:08:29.74", "05-Jun-2019 10:08:29.74 nothing here", "<x y>"] {
            let record = parseLine(line)
            #expect(record.kind == .foreign)
            #expect(Array(record.text) == Array(line.utf8))
        }
    }
}
