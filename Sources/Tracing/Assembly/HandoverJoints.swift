import MTALog

/// Ends of queues and the enqueues that followed from them, told by channel, sender, recipient and moment alone; of
/// channels that only hand on.
struct HandoverJoints {
    private let steps: [StoryStep]
    private let roots: [Int]
    private var ends: [Key: [Int]] = [:]
    private var enqueues: [Key: [Int]] = [:]

    private struct Key: Hashable {
        let channel: [UInt8]
        let sender: [UInt8]
        let original: [UInt8]
    }

    private struct Place: Hashable {
        let root: Int
        let channel: [UInt8]
        let original: [UInt8]
    }

    /// - Parameter roots: of each step, one that stands for its message as far as that is known by keys.
    init(_ steps: [StoryStep], roots: [Int]) {
        self.steps = steps
        self.roots = roots
        var waited: Set<Place> = []
        var handed: Set<Place> = []
        for (index, step) in steps.enumerated() where !step.isRefusal {
            waited.insert(Place(root: roots[index], channel: step.queue, original: step.original))
            guard step.isEnqueue else { continue }
            handed.insert(Place(root: roots[index], channel: step.source, original: step.original))
        }
        for (index, step) in steps.enumerated() {
            // The moment is a part of what ties them.
            guard step.moment != nil, HandingChannels.contain(step.source) else { continue }
            let place = Place(root: roots[index], channel: step.source, original: step.original)
            let key = Key(channel: step.source, sender: step.sender, original: step.original)
            if step.isEnqueue, !waited.contains(place) { enqueues[key, default: []].append(index) }
            if step.isHandingOn, !handed.contains(place) { ends[key, default: []].append(index) }
        }
    }

    /// Pairs of an end and an enqueue, none of them in doubt.
    func found() -> [(end: Int, enqueue: Int)] {
        enqueues.flatMap { key, enqueues in
            ends[key].map { pairs(inTimeOrder(enqueues), inTimeOrder($0)) } ?? []
        }
    }

    /// Steps by their moments, which may be of several archives.
    private func inTimeOrder(_ places: [Int]) -> [Int] {
        places.sorted { (moment($0), $0) < (moment($1), $1) }
    }

    private func moment(_ place: Int) -> Stamp { steps[place].moment ?? Stamp(hundredths: .min) }

    private func pairs(_ enqueues: [Int], _ ends: [Int]) -> [(end: Int, enqueue: Int)] {
        var followers: [Int: [Int]] = [:]
        var next = 0
        for enqueue in enqueues {
            while next < ends.count, moment(ends[next]) < moment(enqueue) { next += 1 }
            guard let end = onlyEnd(ends[next...], after: enqueue) else { continue }
            followers[end, default: []].append(enqueue)
        }
        return followers.flatMap { end, enqueues -> [(end: Int, enqueue: Int)] in
            let ids = Set(enqueues.compactMap { steps[$0].ownID })
            return ids.count > 1 ? [] : enqueues.map { (end, $0) }
        }
    }

    /// The first end at or soon after the enqueue; nil where there is none, or another message's comes into question.
    private func onlyEnd(_ ends: ArraySlice<Int>, after enqueue: Int) -> Int? {
        let latest = moment(enqueue).advanced(by: HopTable.longestHandover)
        guard let first = ends.first, moment(first) <= latest else { return nil }
        for other in ends.dropFirst() {
            guard moment(other) <= latest else { break }
            if roots[other] != roots[first] { return nil }
        }
        return first
    }
}
