import MTALog
import Tracing

/// What the views for people share: what is counted, and what is listed of much.
struct StoryDigest {
    let story: Story
    /// Recipients without those that were replaced by others.
    let final: [Int]
    let counts: [(outcome: StoryRecipient.Outcome, count: Int)]
    /// Recipients to be listed: those that something went wrong for first.
    let listedRecipients: [Int]
    /// Hops to be told: those of listed recipients first, in the story's order.
    let listedHops: [Int]

    static let mostRecipients = 20
    static let mostHops = 12

    init(_ story: Story) {
        self.story = story
        final = story.recipients.indices.filter { story.recipients[$0].outcome != .expanded }
        counts = StoryDigest.order.compactMap { outcome in
            let count = story.recipients.count { $0.outcome == outcome }
            return count > 0 ? (outcome, count) : nil
        }
        listedRecipients = StoryDigest.listed(story)
        listedHops = StoryDigest.hops(story, listedRecipients)
    }

    /// What went wrong stands first.
    private static let order: [StoryRecipient.Outcome] = [
        .failed, .discarded, .held, .delayed, .unfinished, .relayed, .delivered, .expanded,
    ]

    private static func listed(_ story: Story) -> [Int] {
        guard story.recipients.count > mostRecipients else { return Array(story.recipients.indices) }
        var places: [Int] = []
        for outcome in order {
            for place in story.recipients.indices where story.recipients[place].outcome == outcome {
                places.append(place)
                if places.count == mostRecipients { return places.sorted() }
            }
        }
        return places.sorted()
    }

    private static func hops(_ story: Story, _ recipients: [Int]) -> [Int] {
        guard story.hops.count > mostHops else { return Array(story.hops.indices) }
        var chosen: Set<Int> = []
        for place in recipients {
            for hop in story.recipients[place].hops where chosen.count < mostHops { chosen.insert(hop) }
        }
        for hop in story.hops.indices where chosen.count < mostHops { chosen.insert(hop) }
        return chosen.sorted()
    }

    /// `9,800 delivered, 150 failed`, what went wrong first.
    var outcomeCounts: String {
        counts.map { "\(Amounts.count($0.count)) \($0.outcome.word)" }.joined(separator: ", ")
    }

    /// An address as people know it: the current one, or the original where there is none.
    func address(_ recipient: Int) -> [UInt8] {
        guard story.recipients.indices.contains(recipient) else { return [] }
        let told = story.recipients[recipient]
        return told.current.isEmpty ? told.original : told.current
    }

    /// `a@b`, or `a@b and 39 more`.
    func addresses(_ recipients: [Int]) -> ViewText {
        guard let first = recipients.first else { return ViewText() }
        let others = recipients.count - 1
        return others > 0
            ? "\(log: address(first)) and \(Amounts.count(others)) more" : ViewText(log: address(first))
    }

    /// The attempt that a recipient's story ends with, as far as there is one.
    func lastAttempt(of recipient: StoryRecipient) -> Attempt? {
        for place in recipient.attempts.reversed() {
            guard let attempt = attempt(place), attempt.result != .warned else { continue }
            return attempt
        }
        return nil
    }

    func attempt(_ place: AttemptPlace) -> Attempt? {
        guard story.hops.indices.contains(place.hop) else { return nil }
        let attempts = story.hops[place.hop].attempts
        return attempts.indices.contains(place.attempt) ? attempts[place.attempt] : nil
    }
}

extension StoryRecipient.Outcome {
    /// The word that people use.
    var word: String {
        switch self {
        case .relayed: "delivered to another host"
        case .unfinished: "not finished in these archives"
        default: rawValue
        }
    }

    var isDelivered: Bool { self == .delivered || self == .relayed }
}
