import MTALog
import Testing

/// Format 3: texts led by their length.
@Suite struct CountedFormatTests {
    private let head = "05-Jun-2019 10:08:29.74 tcp_local    ims-ms       E 5 "

    @Test func bytesAreCounted() {
        let record = parseLine(head + "7:gr\u{fc}@b.c 12:rfc822;a@b.c 5:a@b.c 9:id w <x>")
        #expect(record.format == .counted)
        #expect(shown(fields(record))[.envelopeFrom] == "gr\u{fc}@b.c")
        #expect(shown(fields(record))[.currentRecipient] == "a@b.c")
    }

    @Test func scalarsAreCountedWhereBytesDoNotFit() {
        let record = parseLine(head + "7:gr\u{fc}\u{df}@b. 12:rfc822;a@b.c 5:a@b.c", [])
        #expect(shown(fields(record))[.envelopeFrom] == "gr\u{fc}\u{df}@b.")
        #expect(shown(fields(record))[.originalRecipient] == "rfc822;a@b.c")
    }

    @Test func blanksAndQuotesAreData() {
        let record = parseLine(head + "5:a \"b  0: 5:a@b.c 4:<a b", [.messageID])
        #expect(record.kind == .message)
        #expect(shown(fields(record))[.envelopeFrom] == "a \"b ")
        #expect(shown(fields(record))[.messageID] == "<a b")
        #expect(record[.originalRecipient]?.isEmpty == true)
    }

    @Test func damagedCountsLoseNoText() {
        let record = parseLine(head + "5:a@b.c 12:rfc822;a@b.c 5:a@b.c 99:/q/ZZf0s690kN_y0.00 <i@d>", [.filename])
        #expect(record.kind == .message)
        #expect(shown(fields(record))[.diagnostic] == "99:/q/ZZf0s690kN_y0.00 <i@d>")
    }

    @Test func connectionsAreCountedToo() {
        let record = parseLine(
            "05-Jun-2019 10:08:29.74 tcp_submit   +            U 24:TCP|1.1.1.1|25|2.2.2.2|7 4:SMTP 12:Bad password "
                + "3:bob 6:535 no")
        #expect(record.format == .counted)
        #expect(
            shown(fields(record)) == [
                .sourceChannel: "tcp_submit", .direction: "+", .action: "U", .transport: "TCP|1.1.1.1|25|2.2.2.2|7",
                .application: "SMTP", .information: "Bad password", .username: "bob", .diagnostic: "535 no",
            ])
    }
}
