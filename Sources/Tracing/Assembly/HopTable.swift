import ByteScanning
import MTALog

/// The queues of one message and who waits in them, made from its records: the first half of the assembly.
///
/// Enqueues make the stays, one a recipient; then each dequeue finds its stay: by queue file and recipient, else by
/// channel and recipient, which survives a base name that changes between attempts. All by hashing: linear in the
/// records.
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
        /// The first of its steps.
        var first: Int { min(enqueue ?? .max, attempts.first ?? .max) }
    }

    struct Queue {
        let source: [UInt8]?
        let channel: [UInt8]
        let stamp: Stamp?
        var stays: [Int] = []
    }

    let steps: [StoryStep]
    private(set) var stays: [Stay] = []
    private(set) var queues: [Queue] = []
    /// How many stays were looked at to place the dequeues: the work done.
    private(set) var looks = 0

    private var queueOfFile: [FileKey: Int] = [:]
    private var queueOfTransaction: [TransactionKey: Int] = [:]
    private var waiting: [StayKey: Line] = [:]

    private struct FileKey: Hashable {
        let base: ByteKey
        let channel: ByteKey

        init(base: [UInt8], channel: [UInt8]) {
            self.base = ByteKey(base)
            self.channel = ByteKey(channel)
        }
    }

    /// What enqueues of one file have in common where its name is not logged.
    private struct TransactionKey: Hashable {
        let source: [UInt8]
        let destination: [UInt8]
        let stamp: Stamp?
    }

    /// By what a dequeue may find its stay, surest first.
    private enum StayKey: Hashable {
        case inQueue(Int, original: ByteKey, current: ByteKey)
        case byOriginal(Int, ByteKey)
        case byCurrent(Int, ByteKey)
        case onlyOne(Int)
        case inChannel(ByteKey, original: ByteKey, current: ByteKey)
        case inChannelByOriginal(ByteKey, ByteKey)
    }

    /// Stays with the same key, in turn: recipients who are in a file twice are told twice at each attempt.
    private struct Line {
        var stays: [Int] = []
        var next = 0
    }

    init(_ steps: [StoryStep]) {
        self.steps = steps
        for index in steps.indices where steps[index].isEnqueue { enqueue(index) }
        for index in steps.indices where steps[index].isDequeue { dequeue(index) }
    }

    private mutating func enqueue(_ index: Int) {
        let step = steps[index]
        let queue: Int
        if let file = step.file {
            let key = FileKey(base: file.base, channel: step.destination)
            queue = queueOfFile[key] ?? newQueue(step)
            queueOfFile[key] = queue
        } else {
            let key = TransactionKey(source: step.source, destination: step.destination, stamp: step.stamp)
            queue = queueOfTransaction[key] ?? newQueue(step)
            queueOfTransaction[key] = queue
        }
        add(Stay(hop: queue, original: step.original, current: step.current, enqueue: index))
    }

    private mutating func newQueue(_ step: StoryStep) -> Int {
        let source = step.isEnqueue ? step.source : nil
        queues.append(Queue(source: source, channel: step.queue, stamp: step.isEnqueue ? step.stamp : nil))
        return queues.count - 1
    }

    @discardableResult
    private mutating func add(_ stay: Stay) -> Int {
        let place = stays.count
        stays.append(stay)
        queues[stay.hop].stays.append(place)
        let channel = queues[stay.hop].channel
        let keys = HopTable.keys(inQueue: stay.hop, stay.original, stay.current)
        for key in keys + HopTable.keys(inChannel: channel, stay.original, stay.current) {
            waiting[key, default: Line()].stays.append(place)
        }
        return place
    }

    private mutating func dequeue(_ index: Int) {
        let step = steps[index]
        let key = step.file.map { FileKey(base: $0.base, channel: step.source) }
        if let key, let queue = queueOfFile[key] {
            let place = stay(inQueue: queue, step) ?? add(stay(of: step, in: queue))
            note(index, at: place)
            return
        }
        let place = stay(inChannel: step) ?? add(stay(of: step, in: newQueue(step)))
        // The base name changed: from here on this one leads to the same queue.
        if let key { queueOfFile[key] = stays[place].hop }
        note(index, at: place)
    }

    private func stay(of step: StoryStep, in queue: Int) -> Stay {
        Stay(hop: queue, original: step.original, current: step.current, enqueue: nil)
    }

    private mutating func note(_ index: Int, at place: Int) {
        stays[place].attempts.append(index)
        if steps[index].isEnd { stays[place].end = index }
    }

    private mutating func stay(inQueue queue: Int, _ step: StoryStep) -> Int? {
        for key in HopTable.keys(inQueue: queue, step.original, step.current) {
            if let place = nextOpen(key, enqueuedBefore: nil) { return place }
        }
        // Told again of one that has ended: kept with it.
        let key = StayKey.inQueue(queue, original: ByteKey(step.original), current: ByteKey(step.current))
        return waiting[key]?.stays.last
    }

    private mutating func stay(inChannel step: StoryStep) -> Int? {
        for key in HopTable.keys(inChannel: step.source, step.original, step.current) {
            if let place = nextOpen(key, enqueuedBefore: step.stamp) { return place }
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

    private static func keys(inChannel channel: [UInt8], _ original: [UInt8], _ current: [UInt8]) -> [StayKey] {
        let (channel, original) = (ByteKey(channel), ByteKey(original))
        return [
            .inChannel(channel, original: original, current: ByteKey(current)),
            .inChannelByOriginal(channel, original),
        ]
    }

    /// The next open stay of a line; one that is not sure by its key must be the only one there.
    private mutating func nextOpen(_ key: StayKey, enqueuedBefore stamp: Stamp?) -> Int? {
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
            if let stamp, let enqueued = stays[place].enqueue, steps[enqueued].isLater(than: stamp, by: 0) {
                return nil
            }
            if line.next + 1 < line.stays.count {
                line.next += 1
                line.stays.append(place)
            }
            return place
        }
        return nil
    }
}
