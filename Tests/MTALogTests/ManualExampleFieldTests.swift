import MTALog
import Testing

/// The 2005Q4 manual's examples, field by field.
@Suite struct ManualExampleFieldTests {
    @Test func outgoing() throws {
        let records = try parsed("21-01-outgoing.log")
        try #require(records.count == 2)
        #expect(
            shown(fields(records[0])) == [
                .sourceChannel: "l", .destinationChannel: "tcp_local", .action: "E", .size: "1",
                .envelopeFrom: "adam@sesta.com", .originalRecipient: "rfc822;marlowe@siroe.com",
                .currentRecipient: "marlowe@siroe.com",
            ])
        #expect(
            shown(fields(records[1])) == [
                .sourceChannel: "tcp_local", .action: "D", .size: "1", .envelopeFrom: "adam@sesta.com",
                .originalRecipient: "rfc822;marlowe@siroe.com", .currentRecipient: "marlowe@siroe.com",
                .diagnostic:
                    "dns;thor.siroe.com (TCP|206.184.139.12|2788|192.160.253.66|25) (THOR.SIROE.COM -- Server E"
                    + "SMTP [iMS V5.0 #8694]) smtp;250 2.1.5 marlowe@siroe.com and options OK.",
            ])
    }

    @Test func optionalFields() throws {
        let records = try parsed("21-02-optional-fields.log")
        try #require(records.count == 2)
        #expect(
            shown(fields(records[0])) == [
                .sourceChannel: "l", .destinationChannel: "tcp_local", .action: "E", .size: "1",
                .envelopeFrom: "adam@sesta.com", .originalRecipient: "rfc822;marlowe@siroe.com",
                .currentRecipient: "marlowe@siroe.com", .queueFile: "/imta/queue/tcp_local/ZZ01ISKLSKLZLI90N15M.00",
                .messageID: "<01ISKLSKC2QC90N15M@sesta.com>",
            ])
        #expect(
            shown(fields(records[1])) == [
                .sourceChannel: "tcp_local", .action: "D", .size: "1", .envelopeFrom: "adam@sesta.com",
                .originalRecipient: "rfc822;marlowe@siroe.com", .currentRecipient: "marlowe@siroe.com",
                .queueFile: "/imta/queue/tcp_local/Z01ISKLSKLZLI90N15M.00",
                .messageID: "<01ISKLSKC2QC90N15M@sesta.com>",
                .diagnostic:
                    "dns;thor.siroe.com (TCP|206.184.139.12|2788|192.160.253.66|25) (THOR.SIROE.COM -- Server E"
                    + "SMTP [iMS V5.0 #8694]) smtp;250 2.1.5 marlowe@siroe.com and options OK.",
            ])
    }

    @Test func nonexistentDomain() throws {
        let records = try parsed("21-04-nonexistent-domain.log")
        try #require(records.count == 2)
        #expect(
            shown(fields(records[0])) == [
                .sourceChannel: "l", .destinationChannel: "tcp_local", .action: "E", .size: "1",
                .envelopeFrom: "adam@sesta.com", .originalRecipient: "rfc822;user@very.bogus.com",
                .currentRecipient: "user@very.bogus.com",
                .queueFile: "imta/queue/tcp_local/ZZ01ISKP0S0LVQ94DU0K.00",
                .messageID: "<01ISKP0RYMAS94DU0K@SESTA.COM>",
            ])
        #expect(
            shown(fields(records[1])) == [
                .sourceChannel: "tcp_local", .destinationChannel: "process", .action: "E", .size: "1",
                .originalRecipient: "rfc822;adam@sesta.com", .currentRecipient: "adam@sesta.com",
                .queueFile: "imta/queue/process/ZZ01ISKP0S0LVQ94DTZB.00",
                .messageID: "<01ISKP22MW8894DTAS@SESTA.COM>,<01ISKP0RYMAS94DU0K@SESTA.COM>",
            ])
    }

    @Test func nonexistentUser() throws {
        let records = try parsed("21-05-nonexistent-user.log")
        try #require(records.count == 5)
        #expect(
            shown(fields(records[0])) == [
                .sourceChannel: "l", .destinationChannel: "tcp_local", .action: "E", .size: "1",
                .envelopeFrom: "adam@sesta.com", .originalRecipient: "rfc822;nonesuch@siroe.com",
                .currentRecipient: "nonesuch@siroe.com", .queueFile: "imta/queue/tcp_local/ZZ01ISLNBB1JOE94DUWH.00",
                .messageID: "<01ISLNBAWV3094DUWH@sesta.com>",
            ])
        #expect(
            shown(fields(records[1])) == [
                .sourceChannel: "tcp_local", .destinationChannel: "process", .action: "E", .size: "1",
                .originalRecipient: "rfc822;adam@sesta.com", .currentRecipient: "adam@sesta.com",
                .queueFile: "imta/queue/process/ZZ01ISLNBB1JOE94DSGB.00",
                .messageID: "<01ISLNBFKIDS94DUJ8@sesta.com>,<01ISLNBAWV3094DUWH@sesta.com>",
            ])
        #expect(
            shown(fields(records[2])) == [
                .sourceChannel: "tcp_local", .destinationChannel: "process", .action: "E", .size: "1",
                .originalRecipient: "rfc822;postmaster@sesta.com", .currentRecipient: "postmaster@sesta.com",
                .queueFile: "imta/queue/process/ZZ01ISLNBB1JOE94DSGB.00",
                .messageID: "<01ISLNBFKIDS94DUJ8@sesta.com>,<01ISLNBAWV3094DUWH@sesta.com>",
            ])
        #expect(
            shown(fields(records[3])) == [
                .sourceChannel: "tcp_local", .action: "R", .size: "1", .envelopeFrom: "adam@sesta.com",
                .originalRecipient: "rfc822;nonesuch@siroe.com", .currentRecipient: "nonesuch@siroe.com",
                .queueFile: "imta/queue/tcp_local/ZZ01ISLNBB1JOE94DUWH.00",
                .messageID: "<01ISLNBAWV3094DUWH@sesta.com>",
                .diagnostic:
                    "dns;thor.siroe.com (TCP|206.184.139.12|2788|192.160.253.66|25) (THOR.SIROE.COM -- Server E"
                    + "SMTP [iMS V5.0 #8694]) smtp; 553 unknown or illegal user: nonesuch@siroe.com",
            ])
        #expect(
            shown(fields(records[4])) == [
                .sourceChannel: "process", .destinationChannel: "l", .action: "E", .size: "3",
                .originalRecipient: "rfc822;adam@sesta.com", .currentRecipient: "adam",
                .queueFile: "imta/queue/l/ZZ01ISLNBGND1094DQDP.00", .messageID: "<01ISLNBFKIDS94DUJ8@sesta.com>",
            ])
    }

    @Test func relayRejected() throws {
        let records = try parsed("21-06-relay-rejected.log")
        try #require(records.count == 1)
        #expect(
            shown(fields(records[0])) == [
                .sourceChannel: "tcp_local", .action: "J", .size: "0", .envelopeFrom: "harold@varrius.com",
                .originalRecipient: "rfc822;", .currentRecipient: "alan@very.bogus.com",
                .diagnostic: "550 5.7.1 Relaying not permitted: alan@very.bogus.com",
            ])
    }

    @Test func multipleAttempts() throws {
        let records = try parsed("21-07-multiple-attempts.log")
        try #require(records.count == 5)
        #expect(
            shown(fields(records[0])) == [
                .sourceChannel: "tcp_internal", .destinationChannel: "tcp_local", .action: "E", .size: "3",
                .envelopeFrom: "adam@hosta.sesta.com", .originalRecipient: "rfc822;user@some.org",
                .currentRecipient: "user@some.org", .queueFile: "imta/queue/tcp_local/ZZ01IS3D2ZP7FQ9UN54R.00",
                .messageID: "<01IRUD7SVA3Q9UN2D4@sesta.com>",
            ])
        #expect(
            shown(fields(records[1])) == [
                .sourceChannel: "tcp_local", .action: "Q", .size: "3", .envelopeFrom: "adam@hosta.sesta.com",
                .originalRecipient: "rfc822;user@some.org", .currentRecipient: "user@some.org",
                .queueFile: "imta/queue/tcp_local/ZZ01IS3D2ZP7FQ9UN54R.00",
                .messageID: "<01IRUD7SVA3Q9UN2D4@sesta.com>",
                .diagnostic: "TCP active open: Failed connect()    Error: no route to host",
            ])
        #expect(
            shown(fields(records[2])) == [
                .sourceChannel: "tcp_local", .action: "Q", .size: "3", .envelopeFrom: "adam@hosta.sesta.com",
                .originalRecipient: "rfc822;user@some.org", .currentRecipient: "user@some.org",
                .queueFile: "imta/queue/tcp_local/ZY01IS3D2ZP7FQ9UN54R.00",
                .messageID: "<01IRUD7SVA3Q9UN2D4@sesta.com>",
                .diagnostic: "TCP active open: Failed connect()    Error: no route to host",
            ])
        #expect(
            shown(fields(records[3])) == [
                .sourceChannel: "tcp_local", .action: "Q", .size: "3", .envelopeFrom: "adam@hosta.sesta.com",
                .originalRecipient: "rfc822;user@some.org", .currentRecipient: "user@some.org",
                .queueFile: "imta/queue/tcp_local/ZX01IS67NY4RRK9UN7GP.00",
                .messageID: "<01IRUD7SVA3Q9UN2D4@sesta.com>",
                .diagnostic: "TCP active open: Failed connect() Error: connection refused",
            ])
        #expect(
            shown(fields(records[4])) == [
                .sourceChannel: "tcp_local", .action: "D", .size: "3", .envelopeFrom: "adam@hosta.sesta.com",
                .originalRecipient: "rfc822;user@some.org", .currentRecipient: "user@some.org",
                .queueFile: "imta/queue/tcp_local/ZX01IS67NY4RRK9UN7GP.00",
                .messageID: "<01IRUD7SVA3Q9UN2D4@sesta.com>",
                .diagnostic:
                    "dns;host.some.org (TCP|206.184.139.12|2788|192.1.1.1|25) (All set, fire away) smtp; 250 Ok",
            ])
    }

    @Test func conversion() throws {
        let records = try parsed("21-08-conversion.log")
        try #require(records.count == 4)
        #expect(
            shown(fields(records[0])) == [
                .sourceChannel: "tcp_local", .destinationChannel: "conversion", .action: "E", .size: "9",
                .envelopeFrom: "amy@siroe.edu", .originalRecipient: "rfc822;bert@sesta.com",
                .currentRecipient: "bert@sesta.com", .queueFile: "imta/queue/conversion/ZZ01IT5UAMZ4QW98518O.00",
                .messageID: "<01IT5UALL14498518O@siroe.edu>",
            ])
        #expect(
            shown(fields(records[1])) == [
                .sourceChannel: "conversion", .destinationChannel: "l", .action: "E", .size: "9",
                .envelopeFrom: "amy@siroe.edu", .originalRecipient: "rfc822;bert@sesta.com",
                .currentRecipient: "bert", .queueFile: "imta/queue/l/ZZ01IT5UAOXLDW98509E.00",
                .messageID: "<01IT5STUMUFO984Z8L@siroe.edu>",
            ])
        #expect(
            shown(fields(records[2])) == [
                .sourceChannel: "conversion", .action: "D", .size: "9", .envelopeFrom: "amy@siroe.edu",
                .originalRecipient: "rfc822;bert@sesta.com", .currentRecipient: "bert",
                .queueFile: "imta/queue/conversion/ZZ01IT5UAMZ4QW98518O.00",
                .messageID: "<01IT5UALL14498518O@siroe.edu>",
            ])
        #expect(
            shown(fields(records[3])) == [
                .sourceChannel: "l", .action: "D", .size: "9", .envelopeFrom: "amy@siroe.edu",
                .originalRecipient: "rfc822;bert@siroe.com", .currentRecipient: "bert",
                .queueFile: "imta/queue/l/ZZ01IT5UAOXLDW98509E.00", .messageID: "<01IT5STUMUFO984Z8L@siroe.edu>",
            ])
    }

    @Test func inboundConnection() throws {
        let records = try parsed("21-10-inbound-connection.log")
        try #require(records.count == 4)
        #expect(
            shown(fields(records[0])) == [
                .sourceChannel: "tcp_local", .direction: "+", .action: "O",
                .transport: "TCP|206.184.139.12|25|192.160.253.66|1244", .application: "SMTP",
            ])
        #expect(
            shown(fields(records[1])) == [
                .sourceChannel: "tcp_local", .destinationChannel: "l", .action: "E", .size: "1",
                .envelopeFrom: "service@siroe.com", .originalRecipient: "rfc822;adam@sesta.com",
                .currentRecipient: "adam", .connection: "THOR.SIROE.COM (THOR.SIROE.COM [192.160.253.66])",
            ])
        #expect(
            shown(fields(records[2])) == [
                .sourceChannel: "tcp_local", .direction: "+", .action: "C",
                .transport: "TCP|206.184.139.12|25|192.160.253.66|1244", .application: "SMTP",
            ])
        #expect(
            shown(fields(records[3])) == [
                .sourceChannel: "l", .action: "D", .size: "1", .envelopeFrom: "service@siroe.com",
                .originalRecipient: "rfc822;adam@sesta.com", .currentRecipient: "adam",
            ])
    }

    /// The layout is found out from the few records of each example.
    private func parsed(_ file: String) throws -> [LogRecord] {
        let bytes = try fixture("logs/\(file)")
        var parser = RecordParser()
        parser.learn(from: bytes.span, records: recordRanges(bytes))
        return parseAll(bytes, &parser)
    }
}
