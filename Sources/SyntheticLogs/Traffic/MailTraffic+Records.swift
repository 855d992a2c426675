/// From a planned record to all of its fields.
extension MailTraffic {
    /// Fills in an empty record; to return one would copy it.
    mutating func fill(
        _ record: inout SyntheticRecord, _ planned: PlannedRecord, of flight: Flight, showing fields: LogOptions
    ) {
        record.kind = planned.step.kind
        if fields.contains(.node) { record.node = "mta1" }
        switch record.kind {
        case .message: fillMessage(&record, planned, flight, fields)
        case .connection: fillConnection(&record, planned, flight)
        case .header: fillHeader(&record, planned, flight)
        }
    }

    private mutating func fillMessage(
        _ record: inout SyntheticRecord, _ planned: PlannedRecord, _ flight: Flight, _ fields: LogOptions
    ) {
        record.sourceChannel = planned.source.name
        record.destinationChannel = planned.destination.name
        record.action = planned.modifiers.action(of: planned.step)
        record.size = flight.size
        record.envelopeFrom = planned.hasOtherSender ? flight.otherSender ?? FieldText() : flight.envelopeSender
        if planned.ids >= 0 { record.messageIDs = flight.ids[Int(planned.ids)] }
        if planned.file >= 0 {
            let file = flight.files[Int(planned.file)]
            record.queueFile = file.path(
                attempts: Int(planned.attempts), extension: Int(planned.fileExtension))
        }
        fillRecipient(&record, planned, flight)
        if !fields.isDisjoint(with: Self.treatment) { fillTreatment(&record, planned, flight) }
        let dequeues = planned.destination == .none && planned.step != .reject && planned.step != .badCommand
        if dequeues {
            fillDequeue(&record, planned, flight, fields)
        } else {
            fillArrival(&record, planned, flight)
        }
    }

    private func fillRecipient(_ record: inout SyntheticRecord, _ planned: PlannedRecord, _ flight: Flight) {
        guard planned.recipient >= 0 else { return }
        let recipient = flight.recipients[Int(planned.recipient)]
        let stored = planned.source == .store || planned.destination == .store
        record.originalRecipient = recipient.original
        record.currentRecipient = stored ? recipient.stored : recipient.current
        record.intermediate = recipient.current
        if stored { record.initial = recipient.current }
    }

    private static var treatment: LogOptions {
        [.username, .notary, .sensitivity, .priority, .envelopeID, .filter]
    }

    /// What stays the same for a message is made from its number.
    private func fillTreatment(_ record: inout SyntheticRecord, _ planned: PlannedRecord, _ flight: Flight) {
        let bits = SplitMix64.mix(UInt64(flight.number))
        record.username = planned.step == .enqueue ? flight.session.username : "mailsrv"
        record.notaryFlags = [276, 272, 257, 1040][Int(bits & 3)]
        record.sensitivity = bits >> 4 & 31 == 0 ? 2 : 0
        record.priority = bits >> 12 & 15 == 0 ? 4 : 3
        if let own = flight.envelopeID ?? flight.ids.last?.last { record.envelopeID = own }
        if planned.destination == .store, bits >> 20 & 7 == 0 { record.filter = "'fileinto \"Lists\"'" }
    }

    private mutating func fillArrival(_ record: inout SyntheticRecord, _ planned: PlannedRecord, _ flight: Flight) {
        guard !planned.isReturn else { return fillReturn(&record, planned, flight) }
        record.processID = flight.session.processID
        guard planned.source == flight.session.channel, !flight.session.connection.isEmpty else { return }
        record.connection = flight.session.connection
        record.transport = flight.session.transport
        record.application = flight.session.application
        tell(planned.status, in: &record, host: nil)
    }

    /// The host that took the message over brings it back.
    private func fillReturn(_ record: inout SyntheticRecord, _ planned: PlannedRecord, _ flight: Flight) {
        let host = remoteHost(planned, flight)
        record.processID = outboundProcessID(planned, flight)
        record.connection = FieldText(capacity: 80) { text in
            text.append(host.name)
            text.append(ascii: " ([")
            text.append(host.address)
            text.append(ascii: "])")
        }
    }

    private mutating func fillDequeue(
        _ record: inout SyntheticRecord, _ planned: PlannedRecord, _ flight: Flight, _ fields: LogOptions
    ) {
        if fields.contains(.process) { record.processID = outboundProcessID(planned, flight) }
        if planned.hop >= 0 {
            let waited = planned.stamp.hundredths - flight.enqueued[Int(planned.hop)].hundredths
            record.queueTime = waited / 100
        }
        if planned.step == .fail || planned.step == .drop { record.reason = reason(planned.status) }
        guard planned.source.isRemote else {
            tell(planned.status, in: &record, host: nil)
            return
        }
        let host = remoteHost(planned, flight)
        record.connection = host.name
        if fields.contains(.remoteMTA) { record.remoteMTA = FieldText(Array("dns;".utf8) + host.name.bytes) }
        if fields.contains(.application) { record.application = outboundApplication(host) }
        record.transport = outboundTransport(host, planned, flight)
        tell(planned.status, in: &record, host: host)
    }

    private mutating func fillConnection(
        _ record: inout SyntheticRecord, _ planned: PlannedRecord, _ flight: Flight
    ) {
        record.sourceChannel = planned.source.name
        record.action = planned.modifiers.action(of: planned.step)
        record.direction = planned.inbound ? "+" : "-"
        if planned.inbound {
            record.processID = flight.session.processID
            record.transport = flight.session.transport
            record.application = flight.session.application
        } else {
            let host = remoteHost(planned, flight)
            record.processID = outboundProcessID(planned, flight)
            if planned.step != .noConnection {
                record.transport = outboundTransport(host, planned, flight)
            }
            record.application = outboundApplication(host)
        }
        if planned.step == .authenticate {
            record.username = flight.session.username
            if record.username.bytes.first == UInt8(ascii: "*") { record.username.bytes.removeFirst() }
            record.information =
                planned.status == .rightPassword
                ? "Authentication successful - switched to channel tcp_submit" : "Bad password"
        }
        tell(planned.status, in: &record, host: nil)
    }

    private func fillHeader(_ record: inout SyntheticRecord, _ planned: PlannedRecord, _ flight: Flight) {
        let line = HeaderLine.allCases[Int(planned.attempts)]
        record.processID = flight.session.processID
        record.headerName = line.name
        record.headerValue = FieldText(capacity: 96) { text in
            switch line {
            case .messageID: text.append(flight.ids[0][0])
            case .subject:
                text.append(ascii: "Re: order ")
                text.append(decimal: flight.number)
            case .received:
                text.append(ascii: "from ")
                text.append(flight.session.connection)
                text.append(ascii: " by mta1.sesta.com with ESMTP id ")
                text.append(hexUpperCase: SplitMix64.mix(UInt64(flight.number)), width: 10)
                text.append(ascii: "    for <postmaster@sesta.com>")
            }
        }
    }
}
