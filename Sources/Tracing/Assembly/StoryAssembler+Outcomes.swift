import IndexModel
import MTALog

/// How each recipient's way ended, and what was not seen of it.
extension StoryAssembler {
    mutating func tellOutcomes() {
        // The last stay of each way settles it.
        var last: [Int?] = Array(repeating: nil, count: story.recipients.count)
        var first: [Int?] = last
        for place in table.stays.indices.sorted(by: { table.stays[$0].first < table.stays[$1].first }) {
            let recipient = recipientOfStay[place]
            if first[recipient] == nil { first[recipient] = place }
            last[recipient] = place
        }
        for recipient in story.recipients.indices {
            guard let place = last[recipient], let begin = first[recipient] else { continue }
            settle(recipient, endingWith: place)
            let start = begins(begin).flatMap { table.stays[$0].enqueue }.flatMap { table.steps[$0].stamp }
            let settled = story.recipients[recipient].settled
            story.recipients[recipient].timeToSettle = settled.flatMap { start?.duration(to: $0) }
        }
    }

    /// The first stay of a way, behind that of its list.
    private func begins(_ place: Int) -> Int? {
        var place = place
        var climbs = 0
        while let previous = feeding.before[place] ?? feeding.list[place], climbs < table.stays.count {
            place = previous
            climbs += 1
        }
        return place
    }

    private mutating func settle(_ recipient: Int, endingWith place: Int) {
        let stay = table.stays[place]
        let lastStep = stay.attempts.last ?? stay.enqueue
        if let lastStep { story.recipients[recipient].lastRecord = table.steps[lastStep].record }
        guard let end = stay.end.map({ table.steps[$0] }) else {
            story.recipients[recipient].outcome = unfinished(stay, place)
            return
        }
        guard let outcome = outcome(end, place) else { return }
        story.recipients[recipient].outcome = outcome
        story.recipients[recipient].settled = end.stamp
        story.recipients[recipient].lastRecord = end.record
    }

    /// nil where a channel that only hands on has dequeued and nothing more is known.
    private func outcome(_ end: StoryStep, _ place: Int) -> StoryRecipient.Outcome? {
        guard end.letter == UInt8(ascii: "D") else { return .failed }
        if feeding.followers[place] > 1 { return .expanded }
        if end.remote.isPresent { return end.modifiers.isLMTP ? .delivered : .relayed }
        if DiscardingChannels.contain(end.source) { return .discarded }
        return HandingChannels.contain(end.source) ? nil : .delivered
    }

    private func unfinished(_ stay: HopTable.Stay, _ place: Int) -> StoryRecipient.Outcome {
        let steps = (stay.enqueue.map { [$0] } ?? []) + stay.attempts
        if steps.last.flatMap({ table.steps[$0].file })?.isHeld == true { return .held }
        let wasPostponed = stay.attempts.contains { "QZW".utf8.contains(table.steps[$0].letter) }
        return wasPostponed ? .delayed : .unfinished
    }

    mutating func tellGaps() {
        for (place, queue) in table.queues.enumerated() {
            if queue.source == nil {
                story.gaps.append(.beginningNotSeen(hop: place, archivesBegin: coverage.begin))
            } else if let source = queue.source, HandingChannels.contain(source), queue.stays.contains(where: isUnfed) {
                story.gaps.append(.previousHopNotSeen(hop: place))
            }
        }
        for recipient in story.recipients.indices { tellGaps(ofRecipient: recipient) }
        tellHoles()
        tellClock()
        let hasMessages = table.steps.contains { $0.kind == .message && !$0.isRefusal }
        if hasMessages, !story.basis.messageIDs { story.gaps.append(.messageIDsNotLogged) }
        if hasMessages, !story.basis.queueFiles { story.gaps.append(.queueFilesNotLogged) }
    }

    /// Names the hole between archives that what was not seen may have happened in: the last one before the story, where its
    /// beginning is missing, the first behind it, where an end is.
    private mutating func tellHoles() {
        guard !coverage.holes.isEmpty else { return }
        let moments = story.records.compactMap(\.stamp)
        guard let first = moments.min(), let last = moments.max() else { return }
        var holes: Set<ClosedRange<Stamp>> = []
        for gap in story.gaps {
            switch gap {
            case .beginningNotSeen, .previousHopNotSeen:
                coverage.holes.last { $0.upperBound <= first }.map { _ = holes.insert($0) }
            case .endNotSeen, .nextHopNotSeen:
                coverage.holes.first { $0.lowerBound >= last }.map { _ = holes.insert($0) }
            case .attemptsNotSeen:
                holes.formUnion(coverage.holes.filter { $0.lowerBound >= first && $0.upperBound <= last })
            default: break
            }
        }
        for hole in holes.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            story.gaps.append(.noArchive(from: hole.lowerBound, to: hole.upperBound))
        }
    }

    /// Processes write side by side, so that stamps may run back a little.
    private static let leastStepBack: Int64 = 60 * 100

    private mutating func tellClock() {
        var latest: [ArchiveID: Stamp] = [:]
        for step in table.steps {
            guard let stamp = step.stamp else { continue }
            if let before = latest[step.archive], case let back = before.hundredths(since: stamp),
                back >= StoryAssembler.leastStepBack, back < ArchiveTime.longestStepBack
            {
                story.gaps.append(.clockSetBack(from: before, to: stamp))
            }
            latest[step.archive] = stamp
        }
    }

    private func isUnfed(_ place: Int) -> Bool {
        feeding.before[place] == nil && feeding.list[place] == nil
    }

    private mutating func tellGaps(ofRecipient recipient: Int) {
        // What the attempt before was numbered, hop by hop.
        var previous: [Int: Int] = [:]
        for place in story.recipients[recipient].attempts {
            guard let number = story.hops[place.hop].attempts[place.attempt].number else { continue }
            let missing = number - (previous[place.hop] ?? 0) - 1
            previous[place.hop] = number
            if missing > 0 {
                story.gaps.append(
                    .attemptsNotSeen(recipient: recipient, hop: place.hop, attempt: place.attempt, count: missing))
            }
        }
        guard let hop = story.recipients[recipient].hops.last else { return }
        switch story.recipients[recipient].outcome {
        case .delivered, .relayed, .failed, .expanded, .discarded: break
        case .delayed, .held:
            story.gaps.append(.endNotSeen(recipient: recipient, hop: hop, archivesEnd: coverage.end))
        case .unfinished:
            let last = story.recipients[recipient].attempts.last.map { story.hops[$0.hop].attempts[$0.attempt] }
            if last?.result == .handedOnUnseen {
                story.gaps.append(.nextHopNotSeen(recipient: recipient, hop: hop))
            } else {
                story.gaps.append(.endNotSeen(recipient: recipient, hop: hop, archivesEnd: coverage.end))
            }
        }
    }
}
