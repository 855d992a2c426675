import ByteScanning
import MTALog

/// Which stay goes on in which: the second half of the assembly.
///
/// An enqueue goes on from a stay of the same message and original recipient
/// * *handed on*: of the channel that enqueues, which waits at that moment, for the next enqueue is written just before the
///   dequeue. One stay with several followers was expanded. A channel of the name that mail also arrives by (`tcp_local`,
///   `l`) hands on only where that cannot be mistaken: it has dequeued, speaks of no other host, and did not get the
///   message from itself;
/// * *put back*: where the rest of a queue file was put into a new one (Z);
/// * *come back*: that another host took over at about that moment, of the same sender: the message passed an MTA whose log
///   is among the archives, or this one again.
struct Feeding {
    /// Of each stay, the one that it goes on from, for the same recipient.
    private(set) var before: [Int?]
    /// Of each stay, the list's stay that it is a member of.
    private(set) var list: [Int?]
    /// Of each stay, how many follow it.
    private(set) var followers: [Int]
    /// Of each stay, the queues that follow it.
    private(set) var nextQueues: [Set<Int>]
    /// Stays that came from another MTA, or came back.
    private(set) var returned: Set<Int> = []
    /// How many stays were looked at: the work done.
    private(set) var looks = 0

    init(_ table: HopTable) {
        before = Array(repeating: nil, count: table.stays.count)
        list = before
        followers = Array(repeating: 0, count: table.stays.count)
        nextQueues = Array(repeating: [], count: table.stays.count)
        for (place, stay) in table.stays.enumerated() {
            if let next = stay.requeued { join(next, to: place, asMember: false, table) }
        }
        var sources = HandoverSources(table)
        for (place, stay) in table.stays.enumerated() {
            guard let enqueue = stay.enqueue, before[place] == nil else { continue }
            if sources.find(for: place, enqueue) == .remote { returned.insert(place) }
        }
        looks = sources.looks
        for source in sources.sources where !source.followers.isEmpty { link(source, table) }
        joinUnseenEnqueues(sources, table)
    }

    /// What a handing channel gave away out of sight goes on in the queue that has it without an enqueue.
    private mutating func joinUnseenEnqueues(_ sources: HandoverSources, _ table: HopTable) {
        for (place, stay) in table.stays.enumerated() where stay.enqueue == nil && before[place] == nil {
            guard let source = sources.unfollowed(for: place, followers), !goesOn(source, from: place) else { continue }
            join(place, to: source, asMember: false, table)
        }
    }

    /// Whether a stay goes on from another, by however many between; true too where they are too many to be looked at.
    private func goesOn(_ stay: Int, from other: Int) -> Bool {
        var stay = stay
        for _ in 0..<Feeding.mostSteps {
            if stay == other { return true }
            guard let previous = before[stay] ?? list[stay] else { return false }
            stay = previous
        }
        return true
    }

    private static let mostSteps = 64

    /// Deals the followers out to the stays of a source: first by the local part of the address, then in turn.
    private mutating func link(_ source: HandoverSources.Source, _ table: HopTable) {
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
    private func isUnclear(_ source: HandoverSources.Source, _ table: HopTable) -> Bool {
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
    /// Whether this end gave the message to another host.
    var isRelaying: Bool { letter == UInt8(ascii: "D") && (remote.isPresent || source.starts(with: "tcp_".utf8)) }
}
