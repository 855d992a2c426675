/// From channel to channel: each hop is an enqueue to a file of its own, then what the channel does with it.
extension MailTraffic {
    /// Sends recipients along fixed channels; tells when the first one has them.
    mutating func planRoute(
        _ flight: Flight, _ recipients: [Int], route: [Channel], from source: Channel, at stamp: LogStamp
    ) -> LogStamp {
        guard route[0] == .conversion else {
            let queue = enqueue(flight, recipients, to: route[0], from: source, at: stamp)
            planDequeue(flight, queue, from: stamp)
            return stamp
        }
        let queue = enqueue(flight, recipients, to: .conversion, from: source, at: stamp)
        let converted = stamp + chance.within(30...400)
        var ids = queue.ids
        if chance.once(in: 8) {
            flight.ids.append([mint.own(at: converted, older: flight.olderNames, &names, &chance)])
            ids = flight.ids.count - 1
        }
        _ = planGroups(flight, recipients, from: .conversion, at: converted, ids: ids)
        plan(PlannedRecord(converted + chance.within(20...40), .deliver, source: .conversion), queue, flight)
        return stamp
    }

    /// Recipients of one domain share a file, those of the site share another; tells when all are in.
    mutating func planGroups(
        _ flight: Flight, _ recipients: [Int], from source: Channel, at stamp: LogStamp, ids: Int = 0
    ) -> LogStamp {
        var domains: [Int] = []
        for place in recipients where !domains.contains(flight.recipients[place].domain) {
            domains.append(flight.recipients[place].domain)
        }
        var moment = stamp
        for domain in domains {
            let group = recipients.filter { flight.recipients[$0].domain == domain }
            let channel = domain < 0 ? Channel.store : .tcpLocal
            let queue = enqueue(flight, group, to: channel, from: source, at: moment, ids: ids)
            planDequeue(flight, queue, from: moment)
            moment = moment + chance.below(3)
        }
        return moment
    }

    /// One E record a recipient, all with the same new file.
    mutating func enqueue(
        _ flight: Flight, _ recipients: [Int], to channel: Channel, from source: Channel, at stamp: LogStamp,
        ids: Int = 0, isReturn: Bool = false, isHeld: Bool = false, hasOtherSender: Bool = false
    ) -> Queue {
        var queue = Queue(
            channel: channel, hop: flight.enqueued.count, recipients: recipients,
            file: newFile(flight, channel, at: stamp), ids: ids)
        queue.modifiers = source == flight.session.channel ? flight.session.modifiers : .plain
        flight.enqueued.append(stamp)
        queue.hasOtherSender = hasOtherSender
        if isHeld { queue.fileExtension = QueueFile.held }
        var record = PlannedRecord(stamp, .enqueue, source: source)
        record.destination = channel
        record.isReturn = isReturn
        plan(record, queue, flight)
        if settings.headerRecords, queue.hop == 0 { planHeaders(flight, at: stamp) }
        queue.modifiers = .plain
        return queue
    }

    mutating func newFile(_ flight: Flight, _ channel: Channel, at stamp: LogStamp) -> Int {
        let unique = names.queueFile(at: stamp, older: flight.olderNames, &chance)
        let subdirectory = channel == .process || channel == .reprocess ? -1 : chance.below(24)
        flight.files.append(QueueFile(channel: channel, subdirectory: subdirectory, unique: unique))
        return flight.files.count - 1
    }

    /// The same record for every recipient of a queue.
    mutating func plan(_ record: PlannedRecord, _ queue: Queue, _ flight: Flight) {
        var record = record
        record.modifiers = queue.modifiers
        record.attempts = UInt16(queue.attempts)
        record.fileExtension = UInt8(queue.fileExtension)
        record.ids = Int8(queue.ids)
        record.file = Int32(queue.file)
        record.hop = Int32(queue.hop)
        record.hasOtherSender = queue.hasOtherSender
        for recipient in queue.recipients {
            record.recipient = Int32(recipient)
            flight.plan.append(record)
        }
    }

    private func planHeaders(_ flight: Flight, at stamp: LogStamp) {
        for line in 0..<HeaderLine.allCases.count {
            var record = PlannedRecord(stamp, .header, source: flight.session.channel)
            record.attempts = UInt16(line)
            flight.plan.append(record)
        }
    }
}
