import ByteScanning
import MTALog

/// Which stay handed the message on to which: the second half of the assembly.
///
/// The next queue's enqueue has this queue's channel as its source and the same original recipient, and is written just
/// before this queue's dequeue. One stay with several followers was expanded.
///
/// A channel of the name that mail also arrives by (`tcp_local`, `l`) hands on only where that cannot be mistaken: it has
/// dequeued, speaks of no other host, and did not get the message from itself.
struct Feeding {
    /// Of each stay, the one that it goes on from, for the same recipient.
    private(set) var before: [Int?]
    /// Of each stay, the list's stay that it is a member of.
    private(set) var list: [Int?]
    /// Of each stay, how many follow it.
    private(set) var followers: [Int]
    /// Of each stay, the queues that follow it.
    private(set) var nextQueues: [Set<Int>]

    /// Stays of one queue with the same original recipient: what a follower can tell apart.
    private struct Source {
        let queue: Int
        var stays: [Int] = []
        /// The enqueue's step: what follows comes behind it. -1 where it was not seen.
        let first: Int
        /// When a follower may come; nil leaves an end open.
        var begin: Stamp?
        var end: Stamp?
        var followers: [Int] = []

        func mayFeed(at moment: Stamp?) -> Bool {
            guard let moment else { return true }
            return moment >= begin ?? moment && moment <= end ?? moment
        }
    }

    private struct SourceKey: Hashable {
        let channel: ByteKey
        let original: ByteKey

        init(channel: [UInt8], original: [UInt8]) {
            self.channel = ByteKey(channel)
            self.original = ByteKey(original)
        }
    }

    /// How many queues of one channel are looked at for an enqueue: a message that passes a channel more often is told
    /// in pieces.
    private static let mostLoops = 64

    init(_ table: HopTable) {
        before = Array(repeating: nil, count: table.stays.count)
        list = before
        followers = Array(repeating: 0, count: table.stays.count)
        nextQueues = Array(repeating: [], count: table.stays.count)
        var sources: [Source] = []
        let bySource = Feeding.sources(table, into: &sources)
        for (place, stay) in table.stays.enumerated() {
            guard let enqueue = stay.enqueue else { continue }
            let step = table.steps[enqueue]
            let key = SourceKey(channel: step.source, original: step.original)
            let source = bySource[key]?.suffix(Feeding.mostLoops).last { source in
                sources[source].first < enqueue && sources[source].queue != stay.hop
                    && sources[source].mayFeed(at: step.stamp)
            }
            if let source { sources[source].followers.append(place) }
        }
        for source in sources where !source.followers.isEmpty { link(source, table) }
    }

    private static func sources(_ table: HopTable, into sources: inout [Source]) -> [SourceKey: [Int]] {
        struct GroupKey: Hashable {
            let queue: Int
            let original: [UInt8]
        }
        var groups: [GroupKey: Int] = [:]
        var bySource: [SourceKey: [Int]] = [:]
        for (place, stay) in table.stays.enumerated() {
            let end = stay.end.map { table.steps[$0] }
            guard Feeding.mayHandOn(stay, table) else { continue }
            let queue = table.queues[stay.hop]
            let key = GroupKey(queue: stay.hop, original: stay.original)
            let group = groups[key] ?? sources.count
            if group == sources.count {
                var begin = queue.stamp
                if !HandingChannels.contain(queue.channel), let end = end?.stamp {
                    let earliest = end.advanced(by: -MessageClusters.longestHandover)
                    begin = begin.map { max($0, earliest) } ?? earliest
                }
                sources.append(Source(queue: stay.hop, first: stay.enqueue ?? -1, begin: begin, end: end?.stamp))
                groups[key] = group
                bySource[SourceKey(channel: queue.channel, original: stay.original), default: []].append(group)
            }
            sources[group].stays.append(place)
            // Open as long as one of its stays is.
            let ends = sources[group].end.flatMap { last in (end?.stamp).map { max(last, $0) } }
            sources[group].end = ends
        }
        return bySource
    }

    private static func mayHandOn(_ stay: HopTable.Stay, _ table: HopTable) -> Bool {
        let end = stay.end.map { table.steps[$0] }
        if let end, !end.isHandingOn { return false }
        let queue = table.queues[stay.hop]
        return HandingChannels.contain(queue.channel) || end != nil && queue.source != queue.channel
    }

    /// Deals the followers out to the stays of a source: first by the local part of the address, then in turn.
    private mutating func link(_ source: Source, _ table: HopTable) {
        if source.stays.count == 1, source.followers.count > 1 || isUnclear(source, table) {
            for follower in source.followers { join(follower, to: source.stays[0], asMember: true, table) }
            return
        }
        var open: [[UInt8]: [Int]] = [:]
        for stay in source.stays.reversed() { open[table.stays[stay].current.localPart, default: []].append(stay) }
        var taken: Set<Int> = []
        var rest: [Int] = []
        for follower in source.followers {
            if let stay = open[table.stays[follower].current.localPart]?.popLast() {
                join(follower, to: stay, asMember: false, table)
                taken.insert(stay)
            } else {
                rest.append(follower)
            }
        }
        var free = source.stays.filter { !taken.contains($0) }.makeIterator()
        for follower in rest {
            if let stay = free.next() {
                join(follower, to: stay, asMember: false, table)
            } else {
                join(follower, to: source.stays[0], asMember: true, table)
            }
        }
    }

    /// As long as the queue is not done, one follower of another name may be the first of many.
    private func isUnclear(_ source: Source, _ table: HopTable) -> Bool {
        let stay = table.stays[source.stays[0]]
        let follower = table.stays[source.followers[0]]
        return stay.end == nil && stay.current.localPart != follower.current.localPart
    }

    private mutating func join(_ follower: Int, to stay: Int, asMember: Bool, _ table: HopTable) {
        if asMember { list[follower] = stay } else { before[follower] = stay }
        followers[stay] += 1
        nextQueues[stay].insert(table.stays[follower].hop)
    }
}

extension StoryStep {
    /// Whether this end may be one that hands on: a dequeue that speaks of no other host.
    var isHandingOn: Bool { letter == UInt8(ascii: "D") && !remote.isPresent }
}
