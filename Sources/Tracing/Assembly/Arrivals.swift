import ByteScanning
import MTALog

/// Which stays arrived with one message: those that go on from no other, for what else they have in common.
///
/// * Enqueues of one transaction (one id, source channel and process, one soon after the other) are one message's, whoever
///   the sender: a list's owner becomes it. Where processes are not logged the sender must be the same.
/// * Of one id and sender and different recipients, arriving within an hour: one message, given in several transactions.
/// * The same recipient again: another message with the same id.
/// * A queue whose enqueue was not seen belongs to the message that arrived last, if that is not its recipient's already.
/// * A refusal belongs to the message that arrives within an hour of it.
struct Arrivals {
    /// Steps of one message, in pairs.
    private(set) var joints: [(Int, Int)] = []

    private static let hour: Int64 = 360_000

    private struct Key: Hashable {
        let identity: Int
        let sender: ByteKey
    }

    private struct Transaction {
        let step: Int
        var last: StoryStep
        /// Original and current recipients.
        var whom: Set<[ByteKey]> = []
    }

    /// A message as it arrives.
    private struct Group {
        let step: Int
        var last: Stamp?
        var originals: Set<ByteKey> = []
    }

    private struct Event {
        let step: Int
        /// The stay that it begins; nil for a refusal.
        let stay: Int?
    }

    private let table: HopTable
    private var groups: [Key: Group] = [:]
    private var transactions: [Key: Transaction] = [:]

    init(_ table: HopTable, _ feeding: Feeding) {
        self.table = table
        var events = table.steps.indices.filter { table.steps[$0].isRefusal }.map { Event(step: $0, stay: nil) }
        for (place, stay) in table.stays.enumerated() where feeding.before[place] == nil && feeding.list[place] == nil {
            events.append(Event(step: stay.first, stay: place))
        }
        events.sort { ($0.step, $0.stay ?? -1) < ($1.step, $1.stay ?? -1) }
        for event in events where table.identities.isKnown(event.step) {
            let step = table.steps[event.step]
            let key = Key(identity: table.identities[event.step], sender: ByteKey(step.sender))
            guard let stay = event.stay else {
                refuse(event.step, key)
                continue
            }
            if step.isEnqueue { arrive(event.step, stay, key) } else { appear(event.step, stay, key) }
        }
    }

    private mutating func arrive(_ index: Int, _ stay: Int, _ key: Key) {
        let step = table.steps[index]
        let original = ByteKey(table.stays[stay].original)
        let isKnownBefore = HandingChannels.contain(step.source)
        let any = Key(identity: key.identity, sender: step.processID == nil ? key.sender : ByteKey([]))
        let whom = [original, ByteKey(table.stays[stay].current)]
        // Taken out while they change, for they would be copied else.
        var transaction = transactions.removeValue(forKey: any)
        var group = groups.removeValue(forKey: key)
        var first: Int?
        if let transaction, isOne(transaction, step, whom) {
            first = transaction.step
        } else if let group, table.identities.hasMessageID(index) {
            let isNew = isKnownBefore || !group.originals.contains(original)
            if isNew, isKnownBefore || !step.isLater(than: group.last, by: Arrivals.hour) { first = group.step }
        }
        if let first { joints.append((first, index)) }
        if first == nil || first != group?.step { group = Group(step: first ?? index) }
        if let moment = step.moment { group?.last = moment }
        if !isKnownBefore {
            group?.originals.insert(original)
            if transaction?.step != group?.step { transaction = nil }
            if transaction == nil { transaction = Transaction(step: group?.step ?? index, last: step) }
            transaction?.last = step
            transaction?.whom.insert(whom)
        }
        groups[key] = group
        transactions[any] = transaction
    }

    /// Whether an enqueue is of a transaction. The same recipient comes twice in one only at once: else it is given again.
    private func isOne(_ transaction: Transaction, _ step: StoryStep, _ whom: [ByteKey]) -> Bool {
        guard transaction.last.isOfOneTransaction(with: step) else { return false }
        let isAtOnce = !step.isLater(than: transaction.last.moment, by: HandoverSources.longestBurst)
        return isAtOnce || !transaction.whom.contains(whom)
    }

    /// A queue without its enqueue.
    private mutating func appear(_ index: Int, _ stay: Int, _ key: Key) {
        let original = ByteKey(table.stays[stay].original)
        if let group = groups[key], !group.originals.contains(original),
            !table.steps[index].isLater(than: group.last, by: QueueFileLives.longestPause)
        {
            joints.append((group.step, index))
            groups[key]?.originals.insert(original)
        } else if groups[key] == nil {
            groups[key] = Group(step: index, last: table.steps[index].moment, originals: [original])
        }
    }

    private mutating func refuse(_ index: Int, _ key: Key) {
        let step = table.steps[index]
        if let group = groups[key], !step.isLater(than: group.last, by: Arrivals.hour) {
            joints.append((group.step, index))
        } else {
            groups[key] = Group(step: index, last: step.moment)
        }
    }
}
