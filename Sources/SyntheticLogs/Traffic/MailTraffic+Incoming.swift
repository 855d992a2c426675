/// Messages from foreign hosts to the site's people.
extension MailTraffic {
    /// Plans a message that a session brings; tells when it is in.
    mutating func planIncoming(_ session: Session, at stamp: LogStamp) -> LogStamp {
        let domain = chance.percent(70) ? session.domain : population.anyDomain(&chance)
        let isNotification = chance.once(in: 25)
        let sender = isNotification ? FieldText() : population.anyone(at: domain, &chance)
        let flight = flight(session, message: true, sender: sender, domain: domain)
        flight.size = inventSize()
        flight.ids = [
            [mint.id(domain: domain, at: stamp, latin1: settings.latin1MessageIDs, &names, &chance)]
        ]
        if chance.once(in: 30) { return planList(flight, at: stamp) }

        let count = chance.fewUp(to: 12, percent: 18)
        for _ in 0..<count { flight.recipients.append(localRecipient()) }
        let route: [Channel]
        switch chance.below(100) {
        case 0..<12: route = [.conversion, .store]
        case 12..<24: route = [.tcpIntranet]
        default: route = [.store]
        }
        let end = planRoute(flight, Array(0..<count), route: route, from: session.channel, at: stamp)
        launch(flight)
        return end
    }

    /// A message that a client breaks off and brings again a little later.
    mutating func abortTransaction(at stamp: LogStamp) {
        let session = session(.tcpLocal, domain: population.anyDomain(&chance), at: stamp)
        let sender = population.anyone(at: session.domain, &chance)
        let flight = flight(session, message: true, sender: sender, domain: session.domain)
        flight.size = inventSize()
        flight.ids = [
            [mint.id(domain: session.domain, at: stamp, latin1: settings.latin1MessageIDs, &names, &chance)]
        ]
        flight.recipients.append(localRecipient())
        var record = PlannedRecord(stamp, .abort, source: session.channel)
        record.destination = .store
        record.modifiers = session.modifiers
        record.recipient = 0
        record.status = .transactionAborted
        flight.plan.append(record)
        let again = stamp + chance.within(6000...90_000)
        _ = planRoute(flight, [0], route: [.store], from: session.channel, at: again)
        launch(flight)
    }

    /// A list's members, by way of the reprocess channel or directly, as small ones go.
    private mutating func planList(_ flight: Flight, at stamp: LogStamp) -> LogStamp {
        let name = chance.pick(Words.lists)
        let list = FieldText(name.bytes + "@sesta.com".utf8)
        let original = FieldText(Array("rfc822;".utf8) + list.bytes)
        let members = chance.once(in: 12) ? chance.within(20...120) : chance.within(2...9)
        var start = stamp
        var source = flight.session.channel
        if members > 4 {
            flight.recipients.append(Recipient(original: original, current: list, stored: list, domain: -1))
            start = planExpansion(flight, at: stamp)
            source = .reprocess
        }
        let first = flight.recipients.count
        for _ in 0..<members {
            var member = chance.percent(75) ? localRecipient() : foreignRecipient(population.anyDomain(&chance))
            member.original = original
            flight.recipients.append(member)
        }
        let end = planGroups(flight, Array(first..<first + members), from: source, at: start)
        launch(flight)
        return members > 4 ? stamp + 10 : end
    }

    /// The list's own stay in the reprocess channel, which ends with its expansion.
    private mutating func planExpansion(_ flight: Flight, at stamp: LogStamp) -> LogStamp {
        let queue = enqueue(flight, [0], to: .reprocess, from: flight.session.channel, at: stamp)
        let start = stamp + chance.within(40...900)
        var record = PlannedRecord(start + 60, .deliver, source: .reprocess)
        record.settles = .expanded
        plan(record, queue, flight)
        return start
    }

    mutating func localRecipient() -> Recipient {
        let user = population.anyLocalUser(&chance)
        let address = FieldText(user.bytes + "@sesta.com".utf8)
        return Recipient(
            original: FieldText(Array("rfc822;".utf8) + address.bytes), current: address,
            stored: FieldText(user.bytes + "@ims-ms-daemon".utf8), domain: -1)
    }

    mutating func foreignRecipient(_ domain: Int) -> Recipient {
        let address = population.anyone(at: domain, &chance)
        return Recipient(
            original: FieldText(Array("rfc822;".utf8) + address.bytes), current: address, stored: address,
            domain: domain)
    }

    /// Sizes in blocks: many small, some large.
    mutating func inventSize() -> Int {
        let octave = chance.below(13)
        return 1 + chance.below(1 << min(octave, 2 + chance.below(12)))
    }
}
