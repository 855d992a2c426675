import ByteScanning
import MTALog
import SystemPackage

/// The stays that an enqueue may go on from, looked through in the order of the enqueues.
///
/// Of several that come into question it is the one that was enqueued last: in a loop the passes before have ended. Those
/// that ended before the enqueue at hand are dropped for good, so that a loop of thousands of passes costs as many steps.
struct HandoverSources {
    /// How an enqueue goes on from a stay.
    enum Tie {
        case local, remote
    }

    /// Stays of one queue with the same original recipient: what a follower can tell apart.
    struct Source {
        let queue: Int
        var stays: [Int] = []
        /// The enqueue's step: what follows comes behind it. -1 where it was not seen.
        let first: Int
        /// The step that ended the last of them; nil where one is open.
        var end: Int?
        var hasEnded: Bool
        let isHanding: Bool
        /// Whether it may hand on inside this MTA.
        var handsOn: Bool
        var isRelaying: Bool
        var followers: [Int] = []
    }

    private(set) var sources: [Source] = []
    /// How many sources were looked at: the work done.
    private(set) var looks = 0

    private let table: HopTable
    /// The next of `order` to come into question.
    private var next = 0
    /// Sources by the steps of their enqueues.
    private var order: [Int] = []
    /// Of those whose enqueue has come, what may still be followed, the latest at the end.
    private var waiting: [Key: [Int]] = [:]
    /// Of the handing ones by what an enqueue without sight has in common with them.
    private var handed: [Key: [Int]] = [:]

    private static let mostRivals = 64
    /// How long before a relay's end the other host's enqueue may be written, in hundredths: as long as it takes to send.
    private static let longestTransfer: Int64 = 60 * 100

    /// How far apart enqueues of one transaction for one recipient are, in hundredths.
    static let longestBurst: Int64 = 20

    private enum Key: Hashable {
        case local(Int, channel: ByteKey, original: ByteKey)
        case envelope(ByteKey, channel: ByteKey, original: ByteKey)
        case remote(Int, original: ByteKey, sender: ByteKey)
    }

    init(_ table: HopTable) {
        self.table = table
        struct GroupKey: Hashable {
            let queue: Int
            let original: ByteKey
        }
        var groups: [GroupKey: Int] = [:]
        for (place, stay) in table.stays.enumerated() where stay.requeued == nil {
            guard let new = source(of: stay) else { continue }
            let key = GroupKey(queue: stay.hop, original: ByteKey(stay.original))
            let group = groups[key] ?? sources.count
            if group == sources.count {
                sources.append(new)
                groups[key] = group
            } else {
                // Open as long as one of its stays is.
                sources[group].hasEnded = sources[group].hasEnded && new.hasEnded
                sources[group].end = sources[group].hasEnded ? later(sources[group].end, new.end) : nil
                sources[group].handsOn = sources[group].handsOn && new.handsOn
                sources[group].isRelaying = sources[group].isRelaying && new.isRelaying
            }
            sources[group].stays.append(place)
        }
        order = sources.indices.sorted { (sources[$0].first, $0) < (sources[$1].first, $1) }
        for (number, source) in sources.enumerated() where source.isHanding && source.hasEnded {
            if let key = handedKey(source.stays[0]) { handed[key, default: []].append(number) }
        }
    }

    private func later(_ left: Int?, _ right: Int?) -> Int? {
        guard let left, let right else { return left ?? right }
        guard let first = table.steps[left].moment, let second = table.steps[right].moment else {
            return max(left, right)
        }
        return first < second ? right : left
    }

    private func source(of stay: HopTable.Stay) -> Source? {
        let queue = table.queues[stay.hop]
        let end = stay.end.map { table.steps[$0] }
        let isHanding = HandingChannels.contain(queue.channel)
        let handsOn = end.map { $0.isHandingOn && (isHanding || queue.source != queue.channel) } ?? isHanding
        let isRelaying = end?.isRelaying ?? false
        guard handsOn || isRelaying else { return nil }
        return Source(
            queue: stay.hop, first: stay.enqueue ?? -1, end: stay.end, hasEnded: stay.end != nil, isHanding: isHanding,
            handsOn: handsOn, isRelaying: isRelaying)
    }
}

// MARK: Finding

extension HandoverSources {
    /// Notes a stay as the follower of the one that it goes on from, if there is one, and tells how. To be asked in the order
    /// of the enqueues.
    mutating func find(for place: Int, _ enqueue: Int) -> Tie? {
        while next < order.count, sources[order[next]].first < enqueue {
            admit(order[next])
            next += 1
        }
        let step = table.steps[enqueue]
        let (channel, original) = (ByteKey(step.source), ByteKey(step.original))
        let identity = table.identities[enqueue]
        if let source = latest(.local(identity, channel: channel, original: original), place, enqueue)
            ?? onlyOne(envelopeKey(step, channel: channel), place, enqueue)
        {
            sources[source].followers.append(place)
            return .local
        }
        let key = Key.remote(identity, original: original, sender: ByteKey(step.sender))
        guard !HandingChannels.contain(step.source), let source = relay(key, place, enqueue) else { return nil }
        sources[source].followers.append(place)
        return .remote
    }

    private mutating func admit(_ number: Int) {
        let source = sources[number]
        let stay = table.stays[source.stays[0]]
        let step = table.steps[stay.first]
        let identity = table.identities[stay.first]
        let (channel, original) = (ByteKey(table.queues[source.queue].channel), ByteKey(stay.original))
        if source.handsOn {
            waiting[.local(identity, channel: channel, original: original), default: []].append(number)
        }
        if source.isHanding, let key = envelopeKey(step, channel: channel) {
            waiting[key, default: []].append(number)
        }
        guard source.isRelaying else { return }
        let sender = ByteKey(step.sender)
        waiting[.remote(identity, original: original, sender: sender), default: []].append(number)
        // The next MTA knows the recipient by the address that it was given.
        let given = ByteKey("rfc822;".utf8 + stay.current)
        if given != original { waiting[.remote(identity, original: given, sender: sender), default: []].append(number) }
    }

    private func envelopeKey(_ step: StoryStep, channel: ByteKey) -> Key? {
        guard let id = step.envelopeID, HandingChannels.contain(channel.bytes) else { return nil }
        return .envelope(ByteKey(id), channel: channel, original: ByteKey(step.original))
    }

    /// The latest that hands on at this moment; of one sender before others, for a list's owner may become the sender.
    private mutating func latest(_ key: Key, _ place: Int, _ enqueue: Int) -> Int? {
        guard var line = waiting.removeValue(forKey: key) else { return nil }
        defer { waiting[key] = line }
        let sender = table.steps[enqueue].sender
        var found: Int?
        for index in line.indices.reversed().prefix(HandoverSources.mostRivals) {
            looks += 1
            let number = line[index]
            if hasPassed(number, enqueue) {
                line.remove(at: index)
                continue
            }
            guard mayHandOn(number, place, enqueue) else { continue }
            if table.steps[table.stays[sources[number].stays[0]].first].sender == sender { return number }
            if found == nil, sources[number].isHanding { found = number }
        }
        return found
    }

    /// The one that hands on at this moment, where no other comes into question.
    private mutating func onlyOne(_ key: Key?, _ place: Int, _ enqueue: Int) -> Int? {
        guard let key, var line = waiting.removeValue(forKey: key) else { return nil }
        defer { waiting[key] = line }
        line.removeAll { hasPassed($0, enqueue) }
        looks += line.count
        guard line.count <= HandoverSources.mostRivals else { return nil }
        let found = line.filter { mayHandOn($0, place, enqueue) }
        return found.count == 1 ? found[0] : nil
    }

    /// Whether nothing can follow it any more.
    private func hasPassed(_ number: Int, _ enqueue: Int) -> Bool {
        guard let end = sources[number].end, let moment = table.steps[end].moment else { return false }
        return table.steps[enqueue].isLater(than: moment, by: HandoverSources.longestTransfer)
    }

    private func mayHandOn(_ number: Int, _ place: Int, _ enqueue: Int) -> Bool {
        let source = sources[number]
        guard source.queue != table.stays[place].hop, isOfOneNode(source, enqueue) else { return false }
        guard let moment = table.steps[enqueue].moment else { return true }
        if let end = source.end {
            if let last = table.steps[end].moment {
                if moment > last { return false }
                if !source.isHanding, last.hundredths(since: moment) > HopTable.longestHandover { return false }
            }
        }
        guard source.first >= 0, let begin = table.steps[source.first].moment else { return true }
        return begin <= moment
    }

    private func isOfOneNode(_ source: Source, _ enqueue: Int) -> Bool {
        let step = table.steps[table.queues[source.queue].step]
        guard let left = step.node, let right = table.steps[enqueue].node else { return true }
        return left == right
    }

    /// The last stay of the same handing channel, message and original recipient that gave away out of sight.
    func unfollowed(for place: Int, _ followers: [Int]) -> Int? {
        guard let key = handedKey(place), let candidates = handed[key], let last = candidates.last else { return nil }
        let source = sources[last]
        guard let end = source.end, source.stays.count == 1, followers[source.stays[0]] == 0,
            !(table.steps[table.stays[place].first].moment.map { table.steps[end].isLater(than: $0, by: 0) } ?? false)
        else { return nil }
        return source.stays[0]
    }

    private func handedKey(_ place: Int) -> Key? {
        let stay = table.stays[place]
        guard table.identities.isKnown(stay.first) else { return nil }
        let step = table.steps[stay.first]
        return .remote(
            table.identities[stay.first], original: ByteKey(stay.original), sender: ByteKey(step.sender))
    }
}

// MARK: Other hosts

extension HandoverSources {
    /// The stay that another host took over when this enqueue was written.
    private mutating func relay(_ key: Key, _ place: Int, _ enqueue: Int) -> Int? {
        guard table.identities.hasMessageID(enqueue), var line = waiting.removeValue(forKey: key) else { return nil }
        defer { waiting[key] = line }
        for index in line.indices.reversed().prefix(HandoverSources.mostRivals) {
            looks += 1
            let number = line[index]
            if hasPassed(number, enqueue) {
                line.remove(at: index)
                continue
            }
            if mayReturn(number, place, enqueue) { return number }
        }
        return nil
    }

    private func mayReturn(_ number: Int, _ place: Int, _ enqueue: Int) -> Bool {
        let source = sources[number]
        guard source.queue != table.stays[place].hop, let end = source.end, let moment = table.steps[enqueue].moment,
            let taken = table.steps[end].moment
        else { return false }
        if let follower = source.followers.last.flatMap({ table.stays[$0].enqueue }),
            !table.steps[follower].isOfOneTransaction(with: table.steps[enqueue])
        {
            return false
        }
        let begin = table.steps[table.stays[source.stays[0]].first]
        // Clocks of two hosts differ, and only there the time before the end means nothing.
        let longestBefore = isElsewhere(begin, enqueue) ? Int64.max : HandoverSources.longestTransfer
        let wait = taken.hundredths(since: moment)
        guard wait <= longestBefore, wait >= -HopTable.longestHandover else { return false }
        return !isGivenAgain(begin, end, enqueue)
    }

    private func isElsewhere(_ step: StoryStep, _ enqueue: Int) -> Bool {
        let other = table.steps[enqueue]
        if let left = step.node, let right = other.node { return left != right }
        // Archives of one system lie in one directory, as a rule.
        return step.archive != other.archive && step.path.removingLastComponent() != other.path.removingLastComponent()
    }

    /// Whether the client who gave the message the first time has given it again: over the same connection, or from the same
    /// host, which is not the one that took it over.
    private func isGivenAgain(_ begin: StoryStep, _ end: Int, _ enqueue: Int) -> Bool {
        let step = table.steps[enqueue]
        guard begin.isEnqueue, begin.source == step.source else { return false }
        // Enqueues of one transaction are written at once.
        if !step.isLater(than: begin.moment, by: HandoverSources.longestBurst), begin.processID == step.processID {
            return true
        }
        if let left = begin.processID, left == step.processID { return true }
        guard let client = step.client, client == begin.client else { return false }
        return !(table.steps[end].remote.host.map { client.contains($0) } ?? false)
    }
}

extension StoryStep {
    /// Whether two enqueues are of one transaction: of the same channel and process, one soon after the other.
    func isOfOneTransaction(with other: StoryStep) -> Bool {
        guard source == other.source, processID == other.processID, node == other.node, let moment,
            let second = other.moment
        else { return false }
        let pause = moment.distance(to: second...second)
        // Without processes others may arrive by the same channel; stamps of whole seconds say no more than that.
        let isCoarse = moment.hundredths % 100 == 0 && second.hundredths % 100 == 0
        let isTold = processID != nil || isCoarse
        return pause <= (isTold ? HopTable.longestPauseOfTransaction : HandoverSources.longestBurst)
    }
}

extension [UInt8] {
    /// Whether another text stands in it, letters of either case being the same.
    fileprivate func contains(_ other: [UInt8]) -> Bool {
        guard !other.isEmpty, other.count <= count else { return false }
        return (0...count - other.count).contains { start in
            zip(self[start...], other).allSatisfy { $0 | 0x20 == $1 | 0x20 }
        }
    }
}
