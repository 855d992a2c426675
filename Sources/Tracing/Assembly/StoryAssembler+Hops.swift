import MTALog
import SystemPackage

/// Queues and what was done in them.
extension StoryAssembler {
    mutating func tellHops() {
        for queue in table.queues {
            var hop = Hop(source: queue.source, destination: queue.channel, enqueued: queue.stamp)
            hop.recipients = queue.stays.map { recipientOfStay[$0] }
            hop.enqueueRecords = queue.stays.compactMap { table.stays[$0].enqueue.map { table.steps[$0].record } }
            hop.next = queue.stays.reduce(into: Set<Int>()) { $0.formUnion(feeding.nextQueues[$1]) }.sorted()
            hop.queueFiles = files(of: queue)
            hop.held = held(queue)
            hop.host = host(of: queue)
            hop.isReturn = queue.stays.contains(where: feeding.returned.contains)
            story.hops.append(hop)
        }
    }

    /// The steps of a queue in time order.
    private func steps(of queue: HopTable.Queue) -> [Int] {
        let steps = queue.stays.flatMap { place in
            [table.stays[place].enqueue].compactMap(\.self) + table.stays[place].attempts
        }
        return steps.sorted()
    }

    private func files(of queue: HopTable.Queue) -> [[UInt8]] {
        var known: Set<[UInt8]> = []
        return steps(of: queue).compactMap { table.steps[$0].file?.path }.filter { known.insert($0).inserted }
    }

    private func held(_ queue: HopTable.Queue) -> Hop.Held? {
        var held: Hop.Held?
        for index in steps(of: queue) {
            guard let file = table.steps[index].file else { continue }
            if file.isHeld {
                held = held ?? Hop.Held(from: table.steps[index].stamp)
            } else if held != nil {
                held?.until = table.steps[index].stamp
                held?.isReleased = true
                break
            }
        }
        return held
    }

    private func host(of queue: HopTable.Queue) -> [UInt8]? {
        let step = table.steps[queue.step]
        if let node = step.node { return node }
        return directories > 1 ? Array(step.path.removingLastComponent().string.utf8) : nil
    }

    mutating func tellAttempts() {
        var drafts: [(step: Int, attempt: Attempt, hop: Int)] = []
        for place in table.stays.indices {
            var earlier = Earlier()
            for step in table.stays[place].attempts {
                drafts.append((step, attempt(step, of: place, &earlier), table.stays[place].hop))
            }
        }
        drafts.sort { $0.step < $1.step }
        for draft in drafts {
            let place = AttemptPlace(hop: draft.hop, attempt: story.hops[draft.hop].attempts.count)
            story.hops[draft.hop].attempts.append(draft.attempt)
            story.recipients[draft.attempt.recipient].attempts.append(place)
            if let begin = story.hops[draft.hop].enqueued {
                story.hops[draft.hop].duration = begin.duration(to: draft.attempt.stamp)
            }
        }
    }

    /// The attempts of a stay before the one at hand.
    private struct Earlier {
        var number = 0
        var records = 0
        var stamp: Stamp?
    }

    private func attempt(_ index: Int, of place: Int, _ earlier: inout Earlier) -> Attempt {
        let step = table.steps[index]
        var attempt = Attempt(
            record: step.record, stamp: step.stamp, action: step.letter, modifiers: step.modifiers,
            result: result(of: step, place), recipient: recipientOfStay[place])
        attempt.queueFile = step.file?.path ?? story.records[step.record].fields?.text(.queueFile)
        attempt.remoteHost = step.remote.host
        attempt.transport = step.remote.transport
        attempt.remoteWords = step.remote.words
        attempt.processID = step.processID
        attempt.connection = connection(of: step.processID, isInbound: false, at: step.stamp)
        if let fields = story.records[step.record].fields { attempt.fill(from: fields) }
        attempt.sinceEnqueued = table.queues[table.stays[place].hop].stamp?.duration(to: step.stamp)
        guard attempt.result != .warned, !isExpired(attempt) else { return attempt }
        attempt.sinceLast = earlier.stamp?.duration(to: step.stamp)
        attempt.numberInName = step.file.map { $0.attempts + 1 }
        earlier.records += 1
        earlier.number = max(earlier.number + 1, attempt.numberInName ?? 0)
        earlier.stamp = step.stamp
        attempt.number = earlier.number
        attempt.numberInRecords = earlier.records
        return attempt
    }

    /// Whether this only says that the message waited too long: the return job writes that, which tries nothing.
    private func isExpired(_ attempt: Attempt) -> Bool {
        guard attempt.result == .failed, let words = attempt.diagnostic ?? attempt.reason else { return false }
        let reason = Reason(words, action: attempt.action)
        return reason.category == .expired && reason.replyCode == nil && reason.enhancedStatus == nil
    }

    private func result(of step: StoryStep, _ place: Int) -> Attempt.Result {
        switch step.letter {
        case UInt8(ascii: "D"):
            if feeding.followers[place] > 1 { return .expanded }
            if feeding.followers[place] > 0 { return .handedOn }
            if step.remote.isPresent { return .delivered }
            if DiscardingChannels.contain(step.source) { return .discarded }
            return HandingChannels.contain(step.source) ? .handedOnUnseen : .delivered
        case UInt8(ascii: "Q"), UInt8(ascii: "Z"): return .postponed
        case UInt8(ascii: "R"), UInt8(ascii: "K"): return .failed
        case UInt8(ascii: "W"): return .warned
        default: return .other
        }
    }
}

extension Attempt {
    /// What is taken from the record as it is.
    fileprivate mutating func fill(from fields: LogRecord) {
        application = fields.text(.application)
        diagnostic = fields.text(.diagnostic)
        reason = fields.text(.reason)
        loggedQueueTime = fields.number(.queueTime)
    }
}
