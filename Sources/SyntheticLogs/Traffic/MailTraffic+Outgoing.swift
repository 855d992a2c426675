/// Messages of the site's people, to each other and to the world.
extension MailTraffic {
    /// Plans a message of `user`; tells when it is in.
    mutating func planOutgoing(_ session: Session, user: FieldText, at stamp: LogStamp) -> LogStamp {
        let sender = FieldText(user.bytes + "@sesta.com".utf8)
        let flight = flight(session, message: true, sender: sender)
        flight.size = inventSize()
        flight.ids = [[outgoingID(flight, at: stamp)]]
        let groups = chance.fewUp(to: 5, percent: 15)
        for _ in 0..<groups {
            let domain = population.anyDomain(&chance)
            let stays = chance.percent(25)
            for _ in 0..<chance.fewUp(to: 6, percent: 18) {
                flight.recipients.append(stays ? localRecipient() : foreignRecipient(domain))
            }
        }
        let everyone = Array(0..<flight.recipients.count)
        let end: LogStamp
        if chance.once(in: 20) {
            end = planRoute(flight, everyone, route: [.conversion, .tcpLocal], from: session.channel, at: stamp)
        } else {
            end = planGroups(flight, everyone, from: session.channel, at: stamp)
        }
        launch(flight)
        return end
    }

    /// Most clients make an id of their own; the MTA gives one to the others' messages.
    private mutating func outgoingID(_ flight: Flight, at stamp: LogStamp) -> FieldText {
        guard chance.percent(65) else {
            return mint.own(at: stamp, older: flight.olderNames, &names, &chance)
        }
        return mint.id(domain: -1, at: stamp, latin1: settings.latin1MessageIDs, &names, &chance)
    }
}
