import ByteScanning
import MTALog

/// Which records are one message's. Keys alone do not say it: a queue file's name may be used again after years, and
/// strangers may give thousands of messages one id.
///
/// Two records are joined where they share
/// * the message-ID (or the envelope id) and the sender, in one *life*: no arrival anew an hour after all was settled,
///   no pause longer than mail is kept;
/// * the queue file's base name and channel, in one life of the name;
/// * the message-ID, where a channel that only hands on changed the sender;
/// * nothing but channel, sender, recipient and moment, where a channel that hands on changed the id, or ids are not
///   logged: see `joinNeighbours`.
///
/// A notification's enqueue, which has two ids, belongs to the notification. Near linear.
struct MessageClusters {
    /// Of each step, one that stands for its message.
    private(set) var roots: [Int]
    /// Steps that were joined as neighbours, by their places.
    private(set) var neighbours: Set<Int> = []
    let steps: [StoryStep]

    /// Longer than any MTA keeps a message that it cannot deliver.
    private static let longestPause: Int64 = 30 * 24 * 360_000
    private static let hour: Int64 = 360_000
    /// The next enqueue is written just before the dequeue: at most so long, in hundredths.
    static let longestHandover: Int64 = 10 * 100

    /// - Parameter steps: of message records, in time order.
    init(_ steps: [StoryStep]) {
        self.steps = steps
        roots = Array(steps.indices)
        joinFiles()
        joinIDs()
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

    /// A stretch of time in which a key means one message.
    private struct Life {
        var step: Int
        /// When something was last heard of it; nil where no record has told.
        var last: Stamp?
        /// When its first enqueue was.
        var enqueued: Stamp?
        /// Recipients enqueued and not yet settled.
        var open = 0
        var ownID: [UInt8]?
    }

    private struct Key: Hashable {
        let text: ByteKey
        let other: ByteKey

        init(text: [UInt8], other: [UInt8]) {
            self.text = ByteKey(text)
            self.other = ByteKey(other)
        }
    }

    /// Enqueues of one file are written together: a later one is of another file that got the same name.
    private mutating func joinFiles() {
        var lives: [Key: Life] = [:]
        for (index, step) in steps.enumerated() where !step.isRefusal {
            guard let file = step.file else { continue }
            let key = Key(text: file.base, other: step.queue)
            if var life = lives[key], continues(life, step) {
                join(life.step, index)
                life.last = step.stamp ?? life.last
                life.ownID = life.ownID ?? step.ownID
                if step.isEnqueue { life.enqueued = life.enqueued ?? step.stamp }
                lives[key] = life
            } else {
                let enqueued = step.isEnqueue ? step.stamp : nil
                lives[key] = Life(step: index, last: step.stamp, enqueued: enqueued, ownID: step.ownID)
            }
        }
    }

    private func continues(_ life: Life, _ step: StoryStep) -> Bool {
        if let id = life.ownID, let other = step.ownID, id != other { return false }
        if step.isEnqueue, step.isLater(than: life.enqueued, by: MessageClusters.hour) { return false }
        return !step.isLater(than: life.last, by: MessageClusters.longestPause)
    }

    private mutating func joinIDs() {
        var byID: [Key: Life] = [:]
        var byEnvelope: [Key: Life] = [:]
        var handed: [[UInt8]: [Key: Int]] = [:]
        for (index, step) in steps.enumerated() {
            if let id = step.ownID {
                live(index, Key(text: id, other: step.sender), in: &byID)
                let isHanded = step.isEnqueue && HandingChannels.contain(step.source)
                if isHanded, let source = handed[id]?[Key(text: step.source, other: step.original)] {
                    join(source, index)
                }
                handed[id, default: [:]][Key(text: step.queue, other: step.original)] = index
            }
            if let id = step.envelopeID { live(index, Key(text: id, other: step.sender), in: &byEnvelope) }
        }
    }

    private mutating func live(_ index: Int, _ key: Key, in lives: inout [Key: Life]) {
        let step = steps[index]
        var life = lives[key] ?? Life(step: index, last: step.stamp)
        let arrivesAnew =
            step.isEnqueue && !HandingChannels.contain(step.source) && life.open <= 0
            && step.isLater(than: life.last, by: MessageClusters.hour)
        if arrivesAnew || step.isLater(than: life.last, by: MessageClusters.longestPause) {
            life = Life(step: index, last: step.stamp)
        } else {
            join(life.step, index)
        }
        life.last = step.stamp ?? life.last
        life.open += step.isEnqueue ? 1 : step.isEnd ? -1 : 0
        lives[key] = life
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
