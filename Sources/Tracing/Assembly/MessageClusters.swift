import ByteScanning
import MTALog

/// Which records are one message's. Keys alone do not say it: a queue file's name may be used again after years, a device
/// may give each of its messages one id, and strangers may give thousands one.
///
/// Two records are one message's where
/// * they speak of one queue file, or of one stay in a queue (`HopTable`);
/// * one stay goes on in the other (`Feeding`);
/// * they arrived together (`Arrivals`);
/// * nothing but channel, sender, recipient and moment ties them, where a channel that hands on changed the id, or ids are
///   not logged, and nothing else comes into question (`HandoverJoints`).
///
/// A notification's enqueue, which has two ids, belongs to the notification. Near linear.
struct MessageClusters {
    /// Of each step, one that stands for its message.
    private(set) var roots: [Int]
    /// Steps that were joined as neighbours, by their places.
    private(set) var neighbours: Set<Int> = []
    /// With their moments.
    let steps: [StoryStep]

    /// - Parameter steps: of message records, in the order of `MergedOrder`.
    init(_ steps: [StoryStep]) {
        let table = HopTable(steps, MailIdentities(steps))
        let feeding = Feeding(table)
        self.steps = table.steps
        roots = Array(steps.indices)
        joinQueues(table)
        for place in table.stays.indices {
            guard let previous = feeding.before[place] ?? feeding.list[place] else { continue }
            join(table.stays[previous].first, table.stays[place].first)
        }
        for (left, right) in Arrivals(table, feeding).joints { join(left, right) }
        joinNeighbours()
        for index in roots.indices { roots[index] = root(index) }
    }

    private mutating func root(_ index: Int) -> Int {
        var index = index
        while roots[index] != index {
            roots[index] = roots[roots[index]]
            index = roots[index]
        }
        return index
    }

    private mutating func join(_ left: Int, _ right: Int) {
        let (left, right) = (root(left), root(right))
        roots[max(left, right)] = min(left, right)
    }

    private mutating func joinQueues(_ table: HopTable) {
        for stay in table.stays {
            let first = table.queues[stay.hop].step
            if let enqueue = stay.enqueue { join(first, enqueue) }
            for attempt in stay.attempts { join(first, attempt) }
        }
    }

    /// Ties a queue's end to the enqueues that were written just before it by the same channel for the same sender and
    /// recipient, where neither has another tie and no other message comes into question.
    private mutating func joinNeighbours() {
        let joints = HandoverJoints(steps, roots: steps.indices.map { root($0) })
        for (end, enqueue) in joints.found() {
            join(end, enqueue)
            neighbours.insert(enqueue)
        }
    }
}
