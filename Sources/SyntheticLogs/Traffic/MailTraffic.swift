/// An endless, seeded stream of what a site's MTA logs, in time order.
///
/// A message is planned in full when it arrives and then waits with its next record's stamp. So its true story is
/// known, while memory holds no more than the messages in flight.
public struct MailTraffic: ~Copyable {
    /// What the traffic is like.
    public let settings: TrafficSettings

    var chance: Chance
    let population: Population
    let mint: MessageIDMint
    var names = UniqueNames()
    private var rhythm: DayRhythm
    private var queue = EventQueue()
    private var slots: [Flight?] = []
    private var freeSlots: [Int] = []
    private var flightCount = 0
    private let onStory: ((MessageStory) -> Void)?
    private let onKey: ((SyntheticKey) -> Void)?
    /// The last record, as long as its flight's story does not tell it yet.
    private var untold: (flight: Flight, planned: PlannedRecord, record: SyntheticRecord)?

    /// Traffic of this seed. `onStory` gets each message's story when the record after its last one is asked
    /// for, `onKey` each of its keys with the first record that carries it.
    public init(
        seed: UInt64, settings: TrafficSettings = TrafficSettings(),
        onStory: ((MessageStory) -> Void)? = nil, onKey: ((SyntheticKey) -> Void)? = nil
    ) {
        self.settings = settings
        self.onStory = onStory
        self.onKey = onKey
        chance = Chance(seed: seed)
        population = Population(seed: seed)
        mint = MessageIDMint(population)
        rhythm = DayRhythm(start: settings.start, arrivalsAnHour: settings.messagesAnHour)
    }

    /// The next record. Optional fields that are not to be shown may be left empty, which saves time.
    public mutating func next(showing fields: LogOptions = .all) -> SyntheticRecord {
        tellLast()
        let event = nextEvent()
        guard let flight = slots[event.slot] else { preconditionFailure("an event's slot holds its flight") }
        let planned = flight.plan[flight.written]
        flight.written += 1
        var record = SyntheticRecord(stamp: settings.shown(planned.stamp))
        fill(&record, planned, of: flight, showing: fields)
        if flight.story != nil { untold = (flight, planned, record) }
        if let onKey { flight.tellKeys(of: record, to: onKey) }
        if flight.written < flight.plan.count {
            queue.replaceNext(stamp: flight.plan[flight.written].stamp)
        } else {
            queue.removeNext()
            slots[event.slot] = nil
            freeSlots.append(event.slot)
        }
        return record
    }

    /// The stories of the messages still in flight, in the order in which they arrived; without the last record if that
    /// was not used.
    public mutating func unfinishedStories(withLastRecord: Bool = true) -> [MessageStory] {
        if withLastRecord { tellLast() }
        var stories = slots.compactMap { $0?.story }
        if let flight = untold?.flight, let story = flight.story, flight.written == flight.plan.count {
            stories.append(story)
        }
        untold = nil
        return stories.filter { $0.records > 0 }.sorted { $0.number < $1.number }
    }

    private mutating func tellLast() {
        guard let (flight, planned, record) = untold else { return }
        untold = nil
        flight.note(planned, record)
        if flight.written == flight.plan.count, let story = flight.story { onStory?(story) }
    }

    /// The first event of all, once nothing can arrive before it.
    private mutating func nextEvent() -> EventQueue.Event {
        while true {
            if let event = queue.next, event.stamp < rhythm.now { return event }
            arrive(at: rhythm.now)
            rhythm.advance(&chance)
        }
    }

    mutating func flight(
        _ session: Session, message: Bool, sender: FieldText = FieldText(), domain: Int = -1
    ) -> Flight {
        let flight = Flight(
            number: flightCount, isMessage: message, session: session, envelopeSender: sender, senderDomain: domain)
        flight.olderNames = message && chance.once(in: 8)
        flightCount += 1
        return flight
    }

    /// Puts a planned flight in the queue.
    mutating func launch(_ flight: Flight) {
        flight.sortPlan()
        if onStory != nil, flight.isMessage { flight.beginStory() }
        guard let first = flight.plan.first else { return }
        let slot = freeSlots.popLast() ?? slots.count
        if slot == slots.count { slots.append(flight) } else { slots[slot] = flight }
        queue.insert(EventQueue.Event(stamp: first.stamp, slot: slot))
    }
}
