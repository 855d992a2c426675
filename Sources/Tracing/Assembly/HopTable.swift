import ByteScanning
import MTALog

/// The queues and who waited in them, made from the records of one message or of many: the first half of the assembly.
///
/// Enqueues make the *stays*, one a recipient and queue file; then each dequeue finds its stay: by queue file and recipient,
/// else by id, channel and recipient, which survives a base name that changes between attempts. What finds none was
/// enqueued out of sight and makes a stay of its own. All by hashing: linear in the records.
struct HopTable {
    /// One recipient's stay in one queue.
    struct Stay {
        let hop: Int
        let original: [UInt8]
        var current: [UInt8]
        /// Its enqueue's step; nil where that was not seen.
        let enqueue: Int?
        /// Its dequeue records' steps, in time order.
        var attempts: [Int] = []
        /// The step that ended it.
        var end: Int?
        /// The stay that it goes on in, where the rest of its queue file was put into a new one (Z).
        var requeued: Int?
        /// The first of its steps.
        var first: Int { min(enqueue ?? .max, attempts.first ?? .max) }
    }

    struct Queue {
        let source: [UInt8]?
        let channel: [UInt8]
        let stamp: Stamp?
        /// A step that speaks of it.
        let step: Int
        var stays: [Int] = []
    }

    /// With their moments.
    let steps: [StoryStep]
    let identities: MailIdentities
    private(set) var stays: [Stay] = []
    private(set) var queues: [Queue] = []
    /// How many stays were looked at to place the dequeues: the work done.
    private(set) var looks = 0

    private let files: QueueFileLives
    private var queueOfFile: [Int?]
    private var queueOfTransaction: [TransactionKey: Int] = [:]
    private var waiting: [StayKey: Line] = [:]
    /// Stays that a channel enqueued for itself, in the order of their enqueues.
    private var requeues: [StayKey: [Int]] = [:]

    /// The next enqueue is written just before the dequeue: at most so long, in hundredths.
    static let longestHandover: Int64 = 10 * 100
    /// Enqueues of one transaction follow each other at most so far apart.
    static let longestPauseOfTransaction: Int64 = 100

    /// How many stays are looked at for one that waits beside another.
    private static let mostRivals = 64

    /// What enqueues of one file have in common where its name is not logged.
    private struct TransactionKey: Hashable {
        let identity: Int
        let source: ByteKey
        let destination: ByteKey
        let stamp: Stamp?
    }

    /// By what a dequeue may find its stay.
    private enum StayKey: Hashable {
        case inQueue(Int, original: ByteKey, current: ByteKey)
        case byOriginal(Int, ByteKey)
        case byCurrent(Int, ByteKey)
        case onlyOne(Int)
        case inChannel(Channel, original: ByteKey, current: ByteKey)
        case inChannelByOriginal(Channel, ByteKey)
    }

    /// A channel's queues, as far as one message passes them.
    private struct Channel: Hashable {
        let name: ByteKey
        let node: ByteKey
        let sender: ByteKey
        let identity: Int
    }

    /// Stays with the same key, in turn: recipients who are in a file twice are told twice at each attempt.
    private struct Line {
        var stays: [Int] = []
        var next = 0
    }

    /// - Parameter identities: of the same steps.
    init(_ steps: [StoryStep], _ identities: MailIdentities = .one) {
        self.steps = steps.settingMoments()
        self.identities = identities
        files = QueueFileLives(self.steps, identities)
        queueOfFile = Array(repeating: nil, count: files.count)
        for index in steps.indices where steps[index].isEnqueue { enqueue(index) }
        for index in steps.indices where steps[index].isDequeue { dequeue(index) }
        putBackWithOthers()
    }

    /// Who waits in a file whose rest was put into another, and stands in that, was put there too, seen or not.
    private mutating func putBackWithOthers() {
        var taken: Set<Int> = []
        var pairs: Set<[Int]> = []
        for stay in stays {
            guard let next = stay.requeued else { continue }
            taken.insert(next)
            pairs.insert([stay.hop, stays[next].hop])
        }
        struct Whom: Hashable {
            let original: [UInt8]
            let current: [UInt8]
        }
        for pair in pairs.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            var waiting: [Whom: [Int]] = [:]
            for place in queues[pair[0]].stays where stays[place].end == nil && stays[place].requeued == nil {
                waiting[Whom(original: stays[place].original, current: stays[place].current), default: []].append(place)
            }
            for place in queues[pair[1]].stays where stays[place].enqueue != nil && !taken.contains(place) {
                let whom = Whom(original: stays[place].original, current: stays[place].current)
                guard let old = waiting[whom]?.popLast() else { continue }
                stays[old].requeued = place
                taken.insert(place)
            }
        }
    }

    private mutating func enqueue(_ index: Int) {
        let step = steps[index]
        let queue: Int
        if let file = files.numbers[index] {
            queue = queueOfFile[file] ?? newQueue(index)
            queueOfFile[file] = queue
        } else {
            let key = TransactionKey(
                identity: identities[index], source: ByteKey(step.source), destination: ByteKey(step.destination),
                stamp: step.stamp)
            queue = queueOfTransaction[key] ?? newQueue(index)
            queueOfTransaction[key] = queue
        }
        let place = add(Stay(hop: queue, original: step.original, current: step.current, enqueue: index))
        guard step.source == step.destination, identities.isKnown(index) else { return }
        requeues[requeueKey(index), default: []].append(place)
    }

    private func requeueKey(_ index: Int) -> StayKey {
        let (original, current) = (ByteKey(steps[index].original), ByteKey(steps[index].current))
        return .inChannel(channel(of: index), original: original, current: current)
    }

    private mutating func newQueue(_ index: Int) -> Int {
        let step = steps[index]
        let source = step.isEnqueue ? step.source : nil
        queues.append(
            Queue(source: source, channel: step.queue, stamp: step.isEnqueue ? step.stamp : nil, step: index))
        return queues.count - 1
    }

    @discardableResult
    private mutating func add(_ stay: Stay) -> Int {
        let place = stays.count
        stays.append(stay)
        queues[stay.hop].stays.append(place)
        let channel = channel(of: queues[stay.hop].step)
        let keys = HopTable.keys(inQueue: stay.hop, stay.original, stay.current)
        for key in keys + HopTable.keys(inChannel: channel, stay.original, stay.current) {
            waiting[key, default: Line()].stays.append(place)
        }
        return place
    }

    private func channel(of index: Int) -> Channel {
        let step = steps[index]
        return Channel(
            name: ByteKey(step.queue), node: ByteKey(step.node ?? []), sender: ByteKey(step.sender),
            identity: identities[index])
    }
}

// MARK: Dequeues

extension HopTable {
    private mutating func dequeue(_ index: Int) {
        let step = steps[index]
        let file = files.numbers[index]
        if let file, let queue = queueOfFile[file] {
            let place = stay(inQueue: queue, step) ?? add(stay(of: step, in: queue))
            note(index, at: place)
            return
        }
        let place = stay(inChannel: index) ?? add(stay(of: step, in: newQueue(index)))
        // The base name changed: from here on this one leads to the same queue.
        if let file { queueOfFile[file] = stays[place].hop }
        note(index, at: place)
    }

    private func stay(of step: StoryStep, in queue: Int) -> Stay {
        Stay(hop: queue, original: step.original, current: step.current, enqueue: nil)
    }

    private mutating func note(_ index: Int, at place: Int) {
        stays[place].attempts.append(index)
        if steps[index].isEnd {
            stays[place].end = index
        } else if steps[index].letter == UInt8(ascii: "Z"), let next = takeRequeue(index, of: place) {
            stays[place].requeued = next
            stays[place].end = index
        }
    }

    /// The stay that the rest of a file was put into: enqueued by the same channel for itself at nearly the same moment.
    private mutating func takeRequeue(_ index: Int, of place: Int) -> Int? {
        let key = requeueKey(index)
        guard let candidates = requeues[key], let moment = steps[index].moment else { return nil }
        let found = candidates.firstIndex { candidate in
            guard stays[candidate].hop != stays[place].hop, let enqueue = stays[candidate].enqueue,
                enqueue > stays[place].enqueue ?? -1, let enqueued = steps[enqueue].moment
            else { return false }
            return enqueued.distance(to: moment...moment) <= HopTable.longestHandover
        }
        return found.map { requeues[key]?.remove(at: $0) } ?? nil
    }

    private mutating func stay(inQueue queue: Int, _ step: StoryStep) -> Int? {
        for key in HopTable.keys(inQueue: queue, step.original, step.current) {
            if let place = nextOpen(key, before: nil) { return place }
        }
        // Told again of one that has ended: kept with it.
        let key = StayKey.inQueue(queue, original: ByteKey(step.original), current: ByteKey(step.current))
        return waiting[key]?.stays.last
    }

    private mutating func stay(inChannel index: Int) -> Int? {
        guard identities.isKnown(index) else { return nil }
        for key in HopTable.keys(inChannel: channel(of: index), steps[index].original, steps[index].current) {
            if let place = nextOpen(key, before: index) { return place }
        }
        return nil
    }

    private static func keys(inQueue queue: Int, _ original: [UInt8], _ current: [UInt8]) -> [StayKey] {
        let (original, current) = (ByteKey(original), ByteKey(current))
        return [
            .inQueue(queue, original: original, current: current), .byOriginal(queue, original),
            .byCurrent(queue, current), .onlyOne(queue),
        ]
    }

    private static func keys(inChannel channel: Channel, _ original: [UInt8], _ current: [UInt8]) -> [StayKey] {
        let original = ByteKey(original)
        return [
            .inChannel(channel, original: original, current: ByteKey(current)),
            .inChannelByOriginal(channel, original),
        ]
    }

    /// The next open stay of a line; one that is not sure by its key must be the only one there.
    ///
    /// - Parameter before: a dequeue that names no file that is known: its stay was enqueued before it, and no other message
    ///   may wait there.
    private mutating func nextOpen(_ key: StayKey, before index: Int?) -> Int? {
        guard var line = waiting.removeValue(forKey: key) else { return nil }
        defer { waiting[key] = line }
        switch key {
        case .inQueue, .inChannel: break
        case .byOriginal, .byCurrent, .onlyOne, .inChannelByOriginal: if line.stays.count > 1 { return nil }
        }
        // What has ended is taken out of the line for good, but for the last.
        while line.next < line.stays.count {
            looks += 1
            let place = line.stays[line.next]
            guard stays[place].end == nil else {
                line.next += 1
                continue
            }
            if let index, !mayBe(place, index) || isInDoubt(place, line, index) { return nil }
            if line.next + 1 < line.stays.count {
                line.next += 1
                line.stays.append(place)
            }
            return place
        }
        return nil
    }

    private func mayBe(_ place: Int, _ index: Int) -> Bool {
        guard let enqueue = stays[place].enqueue else { return true }
        return !steps[enqueue].isLater(than: steps[index].moment, by: 0)
    }

    /// Whether another message waits in the line too: one that came at another moment.
    private func isInDoubt(_ place: Int, _ line: Line, _ index: Int) -> Bool {
        guard
            let other = line.stays[line.next...].dropFirst().prefix(HopTable.mostRivals).first(where: {
                stays[$0].end == nil && mayBe($0, index)
            }),
            let left = stays[place].enqueue.flatMap({ steps[$0].moment }),
            let right = stays[other].enqueue.flatMap({ steps[$0].moment })
        else { return false }
        return left.distance(to: right...right) > HopTable.longestPauseOfTransaction
    }

}
