/// Connections to the site and what comes by them.
extension MailTraffic {
    /// Plans one arrival with all that follows from it.
    mutating func arrive(at stamp: LogStamp) {
        if settings.oddMail > 0, chance.percent(settings.oddMail) { return planOddMail(at: stamp) }
        switch chance.below(1000) {
        case 0..<570: receive(at: stamp)
        case 570..<770: submit(at: stamp, by: .tcpSubmit)
        case 770..<840: submit(at: stamp, by: .tcpIntranet)
        case 840..<915: refuseRelaying(at: stamp)
        case 915..<975: guessPassword(at: stamp)
        case 975..<985: refuseConnection(at: stamp)
        case 985..<992: abortTransaction(at: stamp)
        default: sendNonsense(at: stamp)
        }
    }

    /// A foreign host brings one message or several.
    private mutating func receive(at stamp: LogStamp) {
        let session = session(.tcpLocal, domain: population.anyDomain(&chance), at: stamp)
        var moment = stamp + chance.within(10...60)
        for _ in 0..<chance.fewUp(to: 6, percent: 15) {
            moment = planIncoming(session, at: moment) + chance.within(5...200)
        }
        if chance.percent(50) { planConnection(session, from: stamp, to: moment) }
    }

    /// One of the site's own people sends something.
    private mutating func submit(at stamp: LogStamp, by channel: Channel) {
        var session = session(channel, domain: -1, at: stamp)
        let user = population.anyLocalUser(&chance)
        if channel == .tcpSubmit {
            session.username = FieldText(capacity: 32) { name in
                name.append(UInt8(ascii: "*"))
                name.append(user)
                name.append(ascii: "@sesta.com")
            }
        }
        let end = planOutgoing(session, user: user, at: stamp + chance.within(15...120))
        guard chance.percent(40) else { return }
        let greeting = channel == .tcpSubmit && chance.percent(60) ? Status.rightPassword : nil
        planConnection(session, from: stamp, to: end + chance.within(1...60), authentication: greeting)
    }

    private mutating func guessPassword(at stamp: LogStamp) {
        var session = session(.tcpSubmit, domain: population.anyDomain(&chance), at: stamp)
        session.modifiers = .plain
        session.username = population.anyLocalUser(&chance)
        planConnection(
            session, from: stamp, to: stamp + chance.within(100...2000), authentication: .wrongPassword)
    }

    private mutating func refuseConnection(at stamp: LogStamp) {
        let session = session(.tcpLocal, domain: population.anyDomain(&chance), at: stamp)
        let flight = flight(session, message: false)
        var record = PlannedRecord(stamp, .refuse, source: session.channel)
        record.status = .refusedByAccessRule
        flight.plan.append(record)
        launch(flight)
    }

    /// A stranger tries to relay: rejections without file and message-ID, the last of which says so.
    private mutating func refuseRelaying(at stamp: LogStamp) {
        let session = session(.tcpLocal, domain: population.anyDomain(&chance), at: stamp)
        let sender = population.anyone(at: session.domain, &chance)
        let flight = flight(session, message: false, sender: sender, domain: session.domain)
        flight.size = 0
        let tries = chance.fewUp(to: 5, percent: 40)
        var moment = stamp
        for place in 0..<tries {
            moment = moment + chance.within(3...90)
            let victim = population.anyone(at: population.anyDomain(&chance), &chance)
            flight.recipients.append(Recipient(original: "rfc822;", current: victim, stored: victim, domain: 0))
            var record = PlannedRecord(moment, .reject, source: session.channel)
            record.modifiers = session.modifiers
            record.recipient = Int32(place)
            record.ids = -1
            record.status = place == 4 ? .lastRejection : .relayingDenied
            flight.plan.append(record)
        }
        launch(flight)
        if chance.percent(50) { planConnection(session, from: stamp, to: moment + chance.within(2...300)) }
    }

    private mutating func sendNonsense(at stamp: LogStamp) {
        let session = session(.tcpLocal, domain: population.anyDomain(&chance), at: stamp)
        let flight = flight(session, message: false)
        flight.size = 0
        let command: FieldText = chance.percent(50) ? "GET / HTTP/1.1" : "AUTH NTLM TlRMTVNTUAABAAAA"
        flight.recipients.append(Recipient(original: "", current: command, stored: command, domain: -1))
        var record = PlannedRecord(stamp + 20, .badCommand, source: session.channel)
        record.recipient = 0
        record.ids = -1
        record.status = .syntaxError
        flight.plan.append(record)
        launch(flight)
        planConnection(session, from: stamp, to: stamp + chance.within(30...300))
    }

    /// Open, perhaps an authentication, close.
    private mutating func planConnection(
        _ session: Session, from start: LogStamp, to end: LogStamp, authentication: Status? = nil
    ) {
        let flight = flight(session, message: false)
        flight.plan.append(PlannedRecord(start, .open, source: session.channel))
        if let authentication {
            var record = PlannedRecord(start + chance.within(2...10), .authenticate, source: session.channel)
            record.status = authentication
            flight.plan.append(record)
        }
        var close = PlannedRecord(end, .close, source: session.channel)
        if chance.once(in: 12) { close.status = .closedIdle }
        flight.plan.append(close)
        launch(flight)
    }
}
