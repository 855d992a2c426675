/// Messages about messages: failures and delays, told to the sender.
extension MailTraffic {
    /// Gives up. The notification's enqueue stands just before the R records; a null sender is told nothing.
    mutating func planFailure(_ flight: Flight, _ queue: Queue, _ status: Status, at stamp: LogStamp) {
        guard !flight.envelopeSender.isEmpty else {
            return planEnd(flight, queue, .drop, status: status, at: stamp)
        }
        var record = PlannedRecord(stamp + chance.within(1...300), .fail, source: queue.channel)
        record.notification = notify(of: flight, queue, at: stamp)
        record.status = status
        record.settles = .failed
        plan(record, queue, flight)
    }

    mutating func planWarning(_ flight: Flight, _ queue: Queue, at stamp: LogStamp) {
        var record = PlannedRecord(stamp + chance.within(1...100), .warn, source: queue.channel)
        record.notification = notify(of: flight, queue, at: stamp)
        record.status = .deadHost
        plan(record, queue, flight)
    }

    /// Plans the notification as a message of its own; tells its place among the flight's notifications.
    private mutating func notify(of flight: Flight, _ queue: Queue, at stamp: LogStamp) -> Int32 {
        var session = flight.session
        session.channel = queue.channel
        session.modifiers = .plain
        session.connection = FieldText()
        session.processID = processID()
        session.username = "mailsrv"
        let report = self.flight(session, message: true)
        let id = mint.own(at: stamp, older: flight.olderNames, &names, &chance)
        let about = flight.ids[queue.ids][0]
        report.olderNames = flight.olderNames
        report.ids = [[id, about], [id]]
        report.notificationOf = about
        report.size = 1 + chance.below(4)
        report.recipients.append(returnRecipient(flight))
        if chance.once(in: 3) {
            report.recipients.append(
                Recipient(
                    original: "rfc822;postmaster@sesta.com", current: "postmaster@sesta.com",
                    stored: "postmaster@ims-ms-daemon", domain: -1))
        }
        planReport(report, from: queue.channel, at: stamp)
        flight.notifications.append(id)
        return Int32(flight.notifications.count - 1)
    }

    private mutating func planReport(_ report: Flight, from channel: Channel, at stamp: LogStamp) {
        let everyone = Array(0..<report.recipients.count)
        var waiting = enqueue(report, everyone, to: .process, from: channel, at: stamp)
        waiting.ids = 1
        let taken = stamp + chance.within(20...400)
        let end = planGroups(report, everyone, from: .process, at: taken, ids: 1)
        plan(PlannedRecord(end + chance.within(1...4), .deliver, source: .process), waiting, report)
        launch(report)
    }

    private func returnRecipient(_ flight: Flight) -> Recipient {
        let address = flight.envelopeSender
        let user = address.bytes.prefix { $0 != UInt8(ascii: "@") }
        return Recipient(
            original: FieldText(Array("rfc822;".utf8) + address.bytes), current: address,
            stored: flight.senderDomain < 0 ? FieldText(Array(user) + "@ims-ms-daemon".utf8) : address,
            domain: flight.senderDomain)
    }
}
