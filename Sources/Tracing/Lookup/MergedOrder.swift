import MTALog

/// The time of one archive, as its records tell it one after the other: where it stands among other archives.
///
/// Inside one archive the order of writing is the truth, and the time never runs back by less than two hours: that is a
/// clock set back, and the records go on at the latest moment there was. What runs back further is another stretch.
struct ArchiveTime {
    /// In hundredths: more than an hour of autumn, and less than any pause that matters.
    static let longestStepBack: Int64 = 2 * 360_000

    private var latest: Stamp

    /// - Parameter first: no record of the archive is earlier.
    init(from first: Stamp = Stamp(hundredths: .min)) {
        latest = first
    }

    /// The archive's time at its next record, which may have no stamp.
    mutating func time(of stamp: Stamp?) -> Stamp {
        guard let stamp else { return latest }
        let isLaterStretch = latest.hundredths(since: stamp) >= ArchiveTime.longestStepBack
        if stamp > latest || isLaterStretch { latest = stamp }
        return latest
    }
}

/// Merges archives: of all that have something left, the one whose time is earliest comes next, and of several the
/// first. A heap; O(log archives) for each step.
struct MergedOrder {
    struct Head {
        /// The archive's time at its next record, or one that it is not before.
        let time: Stamp
        /// The archive's place among those that are merged: of two with one time the lower one comes first.
        let archive: Int
        /// Whether the next record is not known yet, so that it must be read before another archive may go on.
        var isBound = false

        fileprivate func comes(before other: Head) -> Bool {
            if time != other.time { return time < other.time }
            if isBound != other.isBound { return isBound }
            return archive < other.archive
        }
    }

    private var heads: [Head] = []

    var first: Head? { heads.first }

    mutating func insert(_ head: Head) {
        var place = heads.count
        heads.append(head)
        while place > 0, heads[place].comes(before: heads[(place - 1) / 2]) {
            heads.swapAt(place, (place - 1) / 2)
            place = (place - 1) / 2
        }
    }

    mutating func popFirst() -> Head? {
        guard let first = heads.first, let last = heads.popLast() else { return nil }
        guard !heads.isEmpty else { return first }
        heads[0] = last
        var place = 0
        while case let child = earlierChild(of: place), child < heads.count, heads[child].comes(before: heads[place]) {
            heads.swapAt(place, child)
            place = child
        }
        return first
    }

    private func earlierChild(of place: Int) -> Int {
        let (left, right) = (2 * place + 1, 2 * place + 2)
        return right < heads.count && heads[right].comes(before: heads[left]) ? right : left
    }
}

extension MergedOrder {
    /// The order of records of several archives, given archive by archive: places as (archive, record).
    static func places(_ archives: [[Stamp?]]) -> [(archive: Int, record: Int)] {
        var times = archives.map { _ in ArchiveTime() }
        var next = archives.map { _ in 0 }
        var order = MergedOrder()
        for (archive, stamps) in archives.enumerated() where !stamps.isEmpty {
            order.insert(Head(time: times[archive].time(of: stamps[0]), archive: archive))
        }
        var places: [(archive: Int, record: Int)] = []
        while let head = order.popFirst() {
            let (archive, record) = (head.archive, next[head.archive])
            places.append((archive, record))
            next[archive] += 1
            guard record + 1 < archives[archive].count else { continue }
            order.insert(Head(time: times[archive].time(of: archives[archive][record + 1]), archive: archive))
        }
        return places
    }
}
