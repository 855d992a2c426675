import SyntheticLogs
import Testing

/// The manual's example 21-7: one message, five records, three attempts before the delivery.
@Suite struct ManualExampleTests {
    private let envelope = "adam@hosta.sesta.com rfc822;user@some.org user@some.org"
    private let id = "<01IRUD7SVA3Q9UN2D4@sesta.com>"
    private let noRoute = "TCP active open: Failed connect()    Error: no route to host"
    private let refused = "TCP active open: Failed connect() Error: connection refused"
    private let delivered = "dns;host.some.org (TCP|206.184.139.12|2788|192.1.1.1|25) (All set, fire away) smtp; 250 Ok"

    private var expected: String {
        let dequeue = "tcp_local                  "
        let queue = "imta/queue/tcp_local/"
        return [
            "15-Jan-1998 10:31:05.18 tcp_internal   tcp_local   E 3 \(envelope) \(queue)ZZ01IS3D2ZP7FQ9UN54R.00 \(id)",
            "15-Jan-1998 10:31:10.37 \(dequeue)Q 3 \(envelope) \(queue)ZZ01IS3D2ZP7FQ9UN54R.00 \(id) \(noRoute)",
            "15-Jan-1998 12:45:39.48 \(dequeue)Q 3 \(envelope) \(queue)ZY01IS3D2ZP7FQ9UN54R.00 \(id) \(noRoute)",
            "15-Jan-1998 16:45:24.72 \(dequeue)Q 3 \(envelope) \(queue)ZX01IS67NY4RRK9UN7GP.00 \(id) \(refused)",
            "15-Jan-1998 20:45:51.55 \(dequeue)D 3 \(envelope) \(queue)ZX01IS67NY4RRK9UN7GP.00 \(id) \(delivered)",
        ].map { $0 + "\n" }.joined()
    }

    private func record(_ stamp: LogStamp, _ action: FieldText, _ file: String, _ diagnostic: String) -> SyntheticRecord
    {
        var record = SyntheticRecord(stamp: stamp)
        record.sourceChannel = "tcp_local"
        record.action = action
        record.size = 3
        record.envelopeFrom = "adam@hosta.sesta.com"
        record.originalRecipient = "rfc822;user@some.org"
        record.currentRecipient = "user@some.org"
        record.queueFile = FieldText("imta/queue/tcp_local/" + file)
        record.messageIDs = [FieldText(id)]
        record.diagnostic = FieldText(diagnostic)
        return record
    }

    @Test func isWrittenByteForByte() {
        let (first, rebased) = ("01IS3D2ZP7FQ9UN54R.00", "01IS67NY4RRK9UN7GP.00")
        var enqueue = record(SampleRecords.stamp(1998, 1, 15, 10, 31, 5, 18), "E", "ZZ" + first, "")
        enqueue.sourceChannel = "tcp_internal"
        enqueue.destinationChannel = "tcp_local"
        let records = [
            enqueue,
            record(SampleRecords.stamp(1998, 1, 15, 10, 31, 10, 37), "Q", "ZZ" + first, noRoute),
            record(SampleRecords.stamp(1998, 1, 15, 12, 45, 39, 48), "Q", "ZY" + first, noRoute),
            record(SampleRecords.stamp(1998, 1, 15, 16, 45, 24, 72), "Q", "ZX" + rebased, refused),
            record(SampleRecords.stamp(1998, 1, 15, 20, 45, 51, 55), "D", "ZX" + rebased, delivered),
        ]
        // The example's columns: its action stands one further right than usual.
        var layout = Layout()
        layout.sourceColumn = 14
        layout.destinationColumn = 11
        let written = records.map { SampleRecords.line($0, .standard, [.filename, .messageID, .diagnostics], layout) }
        #expect(written.joined() == expected)
    }
}
