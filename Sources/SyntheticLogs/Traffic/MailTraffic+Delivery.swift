/// What a channel does with a queue file: delivers it, tries again, gives up.
extension MailTraffic {
    mutating func planDequeue(_ flight: Flight, _ queue: Queue, from stamp: LogStamp) {
        switch queue.channel {
        case .store: planStoring(flight, queue, from: stamp)
        default: planSending(flight, queue, from: stamp)
        }
    }

    private mutating func planStoring(_ flight: Flight, _ queue: Queue, from stamp: LogStamp) {
        var queue = queue
        var moment = stamp + chance.within(4...90)
        switch chance.below(400) {
        case 0..<5:
            postpone(flight, &queue, .mailboxBusy, at: moment)
            moment = moment + chance.within(30_000...200_000)
            planEnd(flight, queue, .deliver, at: moment)
        case 5..<9: planFailure(flight, queue, .mailboxFull, at: moment)
        default: planEnd(flight, queue, .deliver, at: moment)
        }
    }

    private mutating func planSending(_ flight: Flight, _ queue: Queue, from stamp: LogStamp) {
        var queue = queue
        queue.modifiers = chance.pick([.esmtp, .esmtp, .esmtpTLS, .esmtpTLS, .queued, .chunking, .plain])
        var moment = stamp + chance.within(40...800)
        switch chance.below(1000) {
        case 0..<45: planRetries(flight, queue, 1 + chance.below(3), .greylisted, from: moment)
        case 45..<65: planRetries(flight, queue, 1 + chance.below(2), .tryLater, from: moment)
        case 65..<85: planRetries(flight, queue, 2 + chance.below(6), chance.pick(Self.unreachable), from: moment)
        case 85..<92: planSurrender(flight, queue, from: moment)
        case 92..<122: planFailure(flight, queue, chance.pick(Self.refusals), at: moment)
        case 122..<125:
            planEnd(flight, queue, .drop, status: .userUnknown, at: moment)
        default:
            if queue.recipients.count > 1, chance.once(in: 10) {
                moment = planPart(flight, &queue, at: moment)
            }
            planConnection(flight, queue, at: moment)
            planEnd(flight, queue, .deliver, status: .accepted, at: moment)
        }
    }

    private static let unreachable: [Status] = [.noRoute, .connectionRefused, .connectionTimedOut]
    private static let refusals: [Status] = [.userUnknown, .userUnknown, .userUnknown, .looksLikeSpam, .badDomain]

    /// Some recipients are done; the others go on in a new file. Tells when they are tried again.
    private mutating func planPart(_ flight: Flight, _ queue: inout Queue, at stamp: LogStamp) -> LogStamp {
        var done = queue
        done.recipients.removeLast()
        planEnd(flight, done, .deliver, status: .accepted, at: stamp)
        queue.recipients.removeFirst(queue.recipients.count - 1)
        var record = PlannedRecord(stamp + 1, .postponeRest, source: queue.channel)
        record.status = .greylisted
        plan(record, queue, flight)
        queue.file = newFile(flight, queue.channel, at: stamp + 1)
        return stamp + chance.within(50_000...200_000)
    }

    private mutating func planRetries(
        _ flight: Flight, _ queue: Queue, _ count: Int, _ status: Status, from stamp: LogStamp
    ) {
        var queue = queue
        var moment = stamp
        for attempt in 0..<count {
            postpone(flight, &queue, status, at: moment)
            moment = moment + gap(after: attempt)
        }
        planEnd(flight, queue, .deliver, status: .accepted, at: moment)
    }

    /// A dead host: many attempts, perhaps a warning, then a failure.
    private mutating func planSurrender(_ flight: Flight, _ queue: Queue, from stamp: LogStamp) {
        var queue = queue
        var moment = stamp
        let status = chance.pick(Self.unreachable)
        for attempt in 0..<chance.within(8...20) {
            postpone(flight, &queue, attempt > 2 && chance.percent(30) ? .deadHost : status, at: moment)
            if attempt == 6, !flight.envelopeSender.isEmpty, chance.percent(60) {
                planWarning(flight, queue, at: moment + chance.within(5...60))
            }
            moment = moment + gap(after: attempt)
        }
        planFailure(flight, queue, .givenUp, at: moment)
    }

    /// One Q record a recipient; then the file's name tells the attempt, mostly.
    private mutating func postpone(_ flight: Flight, _ queue: inout Queue, _ status: Status, at stamp: LogStamp) {
        var record = PlannedRecord(stamp, .postpone, source: queue.channel)
        record.status = status
        plan(record, queue, flight)
        if Self.unreachable.contains(status), chance.percent(30) {
            planLostConnection(flight, queue, at: stamp)
        }
        if !chance.once(in: 12) { queue.attempts += 1 }
        if chance.once(in: 16) { queue.file = newFile(flight, queue.channel, at: stamp + 6000) }
        queue.fileExtension = chance.once(in: 40) ? 1 : 0
    }

    private mutating func gap(after attempt: Int) -> Int {
        let minutes = [3, 12, 30, 60, 120, 240][min(attempt, 5)]
        return minutes * 60 * chance.within(85...130)
    }

    /// The last record of each recipient of a queue.
    mutating func planEnd(
        _ flight: Flight, _ queue: Queue, _ step: Step, status: Status = .none, at stamp: LogStamp
    ) {
        var record = PlannedRecord(stamp, step, source: queue.channel)
        record.status = status
        record.settles = step == .deliver ? .delivered : .failed
        plan(record, queue, flight)
    }

    /// The connection that carries a delivery, when it is not an earlier one's.
    private mutating func planConnection(_ flight: Flight, _ queue: Queue, at stamp: LogStamp) {
        guard chance.once(in: 5) else { return }
        for (step, moment) in [(Step.open, stamp + -chance.within(5...30)), (.close, stamp + chance.within(2...90))] {
            planOutbound(flight, queue, step, at: moment)
        }
    }

    private func planLostConnection(_ flight: Flight, _ queue: Queue, at stamp: LogStamp) {
        planOutbound(flight, queue, .noConnection, at: stamp)
    }

    private func planOutbound(_ flight: Flight, _ queue: Queue, _ step: Step, at stamp: LogStamp) {
        var record = PlannedRecord(stamp, step, source: queue.channel)
        record.inbound = false
        record.attempts = UInt16(queue.attempts)
        record.hop = Int32(queue.hop)
        record.recipient = Int32(queue.recipients[0])
        flight.plan.append(record)
    }
}
