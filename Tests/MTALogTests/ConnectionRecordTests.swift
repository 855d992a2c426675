import MTALog
import Testing

/// Records of connections and of other channels, in text.
@Suite struct ConnectionRecordTests {
    @Test func opensAndCloses() {
        let record = parseLine(
            "04-Sep-2002 01:00:06.49 host.domain.com 1f627.3.3 tcp_local    -            C "
                + "TCP|129.153.12.42|4303|123.45.6.7|25 SMTP/domain.com/mail.domain.com/TLS-192-DES-CBC3-SHA "
                + "Connection idle  too long")
        #expect(record.kind == .connection)
        #expect(
            shown(fields(record)) == [
                .node: "host.domain.com", .processID: "1f627.3.3", .sourceChannel: "tcp_local", .direction: "-",
                .action: "C", .transport: "TCP|129.153.12.42|4303|123.45.6.7|25",
                .application: "SMTP/domain.com/mail.domain.com/TLS-192-DES-CBC3-SHA",
                .diagnostic: "Connection idle  too long",
            ])
    }

    @Test func aConnectionThatFailedHasNoTransport() {
        for slots in [" ", "  "] {
            let record = parseLine("10-Jul-2019 09:30:57.32 tcp_intranet - Y\(slots)SMTP/h.eu/h.eu")
            #expect(record.kind == .connection)
            #expect(shown(fields(record))[.application] == "SMTP/h.eu/h.eu")
            #expect(shown(fields(record))[.sourceChannel] == "tcp_intranet")
            #expect(shown(fields(record))[.diagnostic] == nil)
        }
    }

    @Test func authenticationsAreTakenApart() {
        let head = "02-Jun-2014 22:02:13.94 72a9.3b4.3774 tcp_submit   +            U TCP|1.1.1.1|465|2.2.2.2|7 SMTP "
        let good = parseLine(
            head + "Authentication successful - switched to channel tcp_submit j@example.org 235 2.7.0 LOGIN ok.")
        #expect(
            shown(fields(good))[.information] == "Authentication successful - switched to channel tcp_submit")
        #expect(shown(fields(good))[.username] == "j@example.org")
        #expect(shown(fields(good))[.diagnostic] == "235 2.7.0 LOGIN ok.")
        let bad = parseLine(head + "Bad password 535 5.7.8 no")
        #expect(shown(fields(bad))[.information] == "Bad password")
        #expect(shown(fields(bad))[.username] == nil)
        let other = parseLine(head + "Account is locked *bob 535 5.7.8 no")
        #expect(shown(fields(other))[.information] == "Account is locked")
        #expect(shown(fields(other))[.username] == "*bob")
    }

    @Test func mailservKeepsItsTimesAndCommand() {
        let record = parseLine("19-Jan-1998 10:15:00 mailserv     101500101530 S 0 adam@sesta.com send index 30")
        #expect(
            shown(fields(record)) == [
                .sourceChannel: "mailserv", .destinationChannel: "101500101530", .action: "S", .size: "0",
                .envelopeFrom: "adam@sesta.com", .diagnostic: "send index 30",
            ])
    }

    @Test(arguments: ["A", "F", "R", "S"])
    func unknownActionsAreMessages(_ action: String) {
        let record = parseLine("19-Jan-1998 10:15:00 pager                     \(action) 2 a@b.c rfc822;p@d p@d busy")
        #expect(record.kind == .message)
        #expect(shown(fields(record))[.action] == action)
        #expect(shown(fields(record))[.currentRecipient] == "p@d")
        #expect(shown(fields(record))[.diagnostic] == "busy")
    }

    @Test func aPrintQueueIsASourceOfAnyLength() {
        let record = parseLine("19-Jan-1998 10:15:00 printer_on_the_second_floor_left              D 0 a@b.c x p")
        #expect(shown(fields(record))[.sourceChannel] == "printer_on_the_second_floor_left")
        #expect(shown(fields(record))[.node] == nil)
    }
}
