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
        for (index, step) in steps.enumerated() {
            let number = numbers[clusters.roots[index]] ?? messages.count
            if number == messages.count {
                numbers[clusters.roots[index]] = number
                messages.append(Message())
            }
            messages[number].records.append(step.record)
            if clusters.neighbours.contains(index) { messages[number].hasNeighbours = true }
            if let id = step.ownID { owners[id, default: []].insert(number) }
        }
        for (index, step) in steps.enumerated() {
            let own = numbers[clusters.roots[index]]
            for message in step.aboutIDs.flatMap({ owners[$0] ?? [] }) where message != own {
                messages[message].links.append(step.record)
            }
        }
    }

    /// A message's records and those that name it, in time order.
    func records(of message: Message) -> [Int] {
        Array(Set(message.records + message.links)).sorted()
    }
}
