import MTALog

extension StoryAssembler {
    /// The stories of all the messages that these records tell of, in the order of their first records: with their
    /// fields, in time order. A notification's enqueue is evidence of its own story and of that which it reports on.
    ///
    /// Connection and header records are left out: nothing but their neighbourhood ties them to a message.
    public static func stories(of records: [FoundRecord], coverage: Coverage = Coverage()) -> [Story] {
        let found = MessageRecords(records.enumerated().compactMap { StoryStep($1, at: $0) })
        return found.messages.map { message in
            var story = story(of: found.records(of: message).map { records[$0] }, coverage: coverage)
            story.basis.neighbours = message.hasNeighbours
            return story
        }
    }
}

/// The messages that a set of records tells of.
struct MessageRecords {
    struct Message {
        /// Places of the records in the list that they came from, ascending.
        var records: [Int] = []
        /// Notifications' enqueues that name this message.
        var links: [Int] = []
        var hasNeighbours = false
    }

    private(set) var messages: [Message] = []

    /// - Parameter steps: of the records, in their order.
    init(_ steps: some Sequence<StoryStep>) {
        let steps = steps.filter { $0.kind == .message }
        let clusters = MessageClusters(steps)
        var numbers: [Int: Int] = [:]
        var owners: [[UInt8]: Set<Int>] = [:]
        var failures: [FailureKey: [(moment: Stamp?, message: Int)]] = [:]
        for (index, step) in clusters.steps.enumerated() {
            let number = numbers[clusters.roots[index]] ?? messages.count
            if number == messages.count {
                numbers[clusters.roots[index]] = number
                messages.append(Message())
            }
            messages[number].records.append(step.record)
            if clusters.neighbours.contains(index) { messages[number].hasNeighbours = true }
            if let id = step.ownID { owners[id, default: []].insert(number) }
            guard let id = step.ownID, "RKWQ".utf8.contains(step.letter) else { continue }
            failures[FailureKey(id: id, channel: step.source), default: []].append((step.moment, number))
        }
        for (index, step) in clusters.steps.enumerated() {
            let own = numbers[clusters.roots[index]]
            for id in step.aboutIDs {
                for message in reported(step, id, owners[id] ?? [], failures) where message != own {
                    messages[message].links.append(step.record)
                }
            }
        }
    }

    private struct FailureKey: Hashable {
        let id: [UInt8]
        let channel: [UInt8]
    }

    /// How long before the record of a failure its notification may be written, in hundredths.
    private static let longestReport: Int64 = 60 * 100

    /// The messages that a notification may report on: the owner of the id; where several have it, the one that the
    /// notifying channel gave up, or warned of, at that moment.
    private func reported(
        _ step: StoryStep, _ id: [UInt8], _ owners: Set<Int>, _ failures: [FailureKey: [(moment: Stamp?, message: Int)]]
    ) -> Set<Int> {
        guard owners.count > 1 else { return owners }
        guard let moment = step.moment, let known = failures[FailureKey(id: id, channel: step.source)] else {
            return []
        }
        // In the order of their moments.
        var (low, high) = (0, known.count)
        while low < high {
            let middle = (low + high) / 2
            if known[middle].moment.map({ $0 < moment }) ?? true { low = middle + 1 } else { high = middle }
        }
        guard low < known.count, let failed = known[low].moment,
            failed.hundredths(since: moment) <= MessageRecords.longestReport
        else { return [] }
        return [known[low].message]
    }

    /// A message's records and those that name it, in time order.
    func records(of message: Message) -> [Int] {
        Array(Set(message.records + message.links)).sorted()
    }
}
