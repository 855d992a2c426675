/// Mail that is easily told wrongly.
extension MailTraffic {
    /// Plans a message of an odd kind, or several.
    mutating func planOddMail(at stamp: LogStamp) {
        let session = session(.tcpLocal, domain: population.anyDomain(&chance), at: stamp)
        let kind = chance.pick(OddMail.allCases)
        switch kind {
        case .givenAgain: giveAgain(session, at: stamp)
        case .sharedID: shareID(session, at: stamp)
        case .sharedEnvelope: shareEnvelope(session, at: stamp)
        case .twoSystems: passTwoSystems(session, at: stamp)
        case .loop: goRound(session, at: stamp)
        case .putBack: putBack(session, at: stamp)
        case .discarded: discard(session, at: stamp)
        case .listOwner: changeSender(session, at: stamp)
        case .held: hold(session, at: stamp)
        }
    }

    private mutating func oddFlight(
        _ kind: OddMail, _ session: Session, sender: FieldText? = nil, id: FieldText? = nil, at stamp: LogStamp
    ) -> Flight {
        let sender = sender ?? population.anyone(at: session.domain, &chance)
        let flight = flight(session, message: true, sender: sender, domain: session.domain)
        flight.kind = kind
        flight.size = inventSize()
        let own = id ?? mint.id(domain: session.domain, at: stamp, latin1: false, &names, &chance)
        flight.ids = [[own]]
        return flight
    }

    private mutating func giveAgain(_ session: Session, at stamp: LogStamp) {
        let first = oddFlight(.givenAgain, session, at: stamp)
        first.recipients.append(localRecipient())
        var moment = stamp
        for copy in 0..<chance.within(2...4) {
            let again =
                copy == 0
                ? first
                : oddFlight(
                    .givenAgain, session, sender: first.envelopeSender, id: first.ids[0][0], at: moment)
            again.recipients = first.recipients
            let queue = enqueue(again, [0], to: .store, from: session.channel, at: moment)
            planDequeue(again, queue, from: moment)
            launch(again)
            moment = moment + chance.within(300...400_000)
        }
    }

    private mutating func shareID(_ session: Session, at stamp: LogStamp) {
        let id = mint.id(domain: session.domain, at: stamp, latin1: false, &names, &chance)
        var moment = stamp
        var senders: Set<FieldText> = []
        for _ in 0..<chance.within(2...5) {
            let other = self.session(.tcpLocal, domain: population.anyDomain(&chance), at: moment)
            let flight = oddFlight(.sharedID, other, id: id, at: moment)
            guard senders.insert(flight.envelopeSender).inserted else { continue }
            flight.recipients.append(localRecipient())
            let queue = enqueue(flight, [0], to: .store, from: other.channel, at: moment)
            planDequeue(flight, queue, from: moment)
            launch(flight)
            moment = moment + chance.within(1...20_000)
        }
    }

    private mutating func shareEnvelope(_ session: Session, at stamp: LogStamp) {
        let sender = population.anyone(at: session.domain, &chance)
        let envelope = FieldText("ENV\(chance.below(1000))")
        var moment = stamp
        for _ in 0..<chance.within(2...4) {
            let flight = oddFlight(.sharedEnvelope, session, sender: sender, at: moment)
            flight.envelopeID = envelope
            flight.recipients.append(localRecipient())
            let queue = enqueue(flight, [0], to: .store, from: session.channel, at: moment)
            planDequeue(flight, queue, from: moment)
            launch(flight)
            moment = moment + chance.within(50...50_000)
        }
    }

    /// Sends what waits in a queue to a host whose log is this one, and gives the queue that it comes to.
    private mutating func returnMail(
        _ flight: Flight, from queue: Queue, to channel: Channel, from source: Channel, at stamp: LogStamp
    ) -> Queue {
        let next = enqueue(flight, queue.recipients, to: channel, from: source, at: stamp, isReturn: true)
        var record = PlannedRecord(stamp + chance.within(-3...40), .deliver, source: queue.channel)
        record.status = .accepted
        plan(record, queue, flight)
        return next
    }

    private mutating func passTwoSystems(_ session: Session, at stamp: LogStamp) {
        let flight = oddFlight(.twoSystems, session, at: stamp)
        flight.recipients.append(localRecipient())
        let queue = enqueue(flight, [0], to: .tcpIntranet, from: session.channel, at: stamp)
        let taken = stamp + chance.within(50...3000)
        let next = returnMail(flight, from: queue, to: .store, from: .tcpIntranet, at: taken)
        planDequeue(flight, next, from: taken + 50)
        launch(flight)
    }

    private mutating func goRound(_ session: Session, at stamp: LogStamp) {
        let flight = oddFlight(.loop, session, at: stamp)
        flight.recipients.append(foreignRecipient(population.anyDomain(&chance)))
        var moment = stamp
        var queue = enqueue(flight, [0], to: .tcpLocal, from: session.channel, at: moment)
        for _ in 0..<chance.within(1...8) {
            moment = moment + chance.within(60...1500)
            queue = returnMail(flight, from: queue, to: .tcpLocal, from: .tcpLocal, at: moment)
        }
        let isDelivered = chance.percent(50)
        planEnd(
            flight, queue, isDelivered ? .deliver : .drop, status: isDelivered ? .accepted : .userUnknown,
            at: moment + 400)
        launch(flight)
    }

    private mutating func putBack(_ session: Session, at stamp: LogStamp) {
        let flight = oddFlight(.putBack, session, at: stamp)
        let domain = population.anyDomain(&chance)
        for _ in 0..<4 {
            let recipient = foreignRecipient(domain)
            let isKnown = flight.recipients.contains { $0.original == recipient.original }
            if !isKnown { flight.recipients.append(recipient) }
        }
        let queue = enqueue(flight, Array(flight.recipients.indices), to: .tcpLocal, from: session.channel, at: stamp)
        let moment = stamp + chance.within(40...800)
        var done = queue
        done.recipients = [0]
        planEnd(flight, done, .deliver, status: .accepted, at: moment)
        var rest = queue
        rest.recipients.removeFirst()
        if !rest.recipients.isEmpty {
            let next = enqueue(flight, rest.recipients, to: .tcpLocal, from: .tcpLocal, at: moment + 1)
            var record = PlannedRecord(moment + 2, .postponeRest, source: .tcpLocal)
            record.status = .greylisted
            plan(record, rest, flight)
            planEnd(flight, next, .deliver, status: .accepted, at: moment + chance.within(6000...200_000))
        }
        launch(flight)
    }

    private mutating func discard(_ session: Session, at stamp: LogStamp) {
        let flight = oddFlight(.discarded, session, at: stamp)
        flight.recipients.append(localRecipient())
        let queue = enqueue(flight, [0], to: .bitbucket, from: session.channel, at: stamp)
        var record = PlannedRecord(stamp + chance.within(20...900), .deliver, source: .bitbucket)
        record.settles = .discarded
        plan(record, queue, flight)
        launch(flight)
    }

    private mutating func changeSender(_ session: Session, at stamp: LogStamp) {
        let flight = oddFlight(.listOwner, session, at: stamp)
        let list = chance.pick(Words.lists)
        flight.otherSender = FieldText(list.bytes + "-owner@sesta.com".utf8)
        flight.recipients.append(localRecipient())
        let direct = enqueue(flight, [0], to: .store, from: session.channel, at: stamp)
        var member = foreignRecipient(population.anyDomain(&chance))
        member.original = FieldText(Array("rfc822;".utf8) + list.bytes + "@sesta.com".utf8)
        flight.recipients.append(member)
        let members = enqueue(
            flight, [1], to: .tcpLocal, from: session.channel, at: stamp + 1, hasOtherSender: true)
        planEnd(flight, direct, .deliver, at: stamp + chance.within(20...900))
        planEnd(flight, members, .deliver, status: .accepted, at: stamp + chance.within(60...90_000))
        launch(flight)
    }

    private mutating func hold(_ session: Session, at stamp: LogStamp) {
        let flight = oddFlight(.held, session, at: stamp)
        flight.recipients.append(localRecipient())
        var queue = enqueue(flight, [0], to: .store, from: session.channel, at: stamp, isHeld: true)
        queue.fileExtension = 0
        planEnd(flight, queue, .deliver, at: stamp + chance.within(6000...2_000_000))
        launch(flight)
    }
}
