import ByteScanning
import MTALog

/// Which steps speak of one queue file: a name may be used again after years, and two systems may use one name at once.
///
/// The same base name in the same channel's queue is the same file, unless the ids are others, or an enqueue comes more than
/// an hour behind the first (those of one file are written together), or nothing waited in it for longer than mail is kept.
struct QueueFileLives {
    /// Of each step, the number of its file; nil where it names none.
    private(set) var numbers: [Int?]
    private(set) var count = 0

    private struct Name: Hashable {
        let base: ByteKey
        let channel: ByteKey
        let node: ByteKey
    }

    private struct IdentifiedName: Hashable {
        let name: Name
        let identity: Int
    }

    private struct Life {
        var identity: Int?
        var enqueued: Stamp?
        var last: Stamp?
        /// Recipients enqueued and not yet settled.
        var open = 0
    }

    private static let hour: Int64 = 360_000
    /// Longer than any MTA keeps a message that it cannot deliver.
    static let longestPause: Int64 = 30 * 24 * 360_000

    private var lives: [Life] = []
    private var latest: [Name: Int] = [:]
    private var identified: [IdentifiedName: Int] = [:]

    /// - Parameter steps: with their moments.
    init(_ steps: [StoryStep], _ identities: MailIdentities) {
        numbers = Array(repeating: nil, count: steps.count)
        for (index, step) in steps.enumerated() where !step.isRefusal {
            guard let file = step.file else { continue }
            let name = Name(base: ByteKey(file.base), channel: ByteKey(step.queue), node: ByteKey(step.node ?? []))
            let identity = identities.isKnown(index) ? identities[index] : nil
            let place = life(of: name, identity, step) ?? begin(name, identity)
            lives[place].identity = lives[place].identity ?? identity
            if let identity { identified[IdentifiedName(name: name, identity: identity)] = place }
            lives[place].last = step.moment ?? lives[place].last
            if step.isEnqueue { lives[place].enqueued = lives[place].enqueued ?? step.moment }
            lives[place].open += step.isEnqueue ? 1 : step.isEnd ? -1 : 0
            numbers[index] = place
        }
        count = lives.count
        (lives, latest, identified) = ([], [:], [:])
    }

    private func life(of name: Name, _ identity: Int?, _ step: StoryStep) -> Int? {
        let known = identity.flatMap { identified[IdentifiedName(name: name, identity: $0)] }
        guard let place = known ?? latest[name] else { return nil }
        let life = lives[place]
        if let identity, let other = life.identity, identity != other { return nil }
        if step.isEnqueue, step.isLater(than: life.enqueued, by: QueueFileLives.hour) { return nil }
        let wasIdle = life.open <= 0 && step.isLater(than: life.last, by: QueueFileLives.longestPause)
        return wasIdle ? nil : place
    }

    private mutating func begin(_ name: Name, _ identity: Int?) -> Int {
        lives.append(Life(identity: identity))
        latest[name] = lives.count - 1
        return lives.count - 1
    }
}
