/// A binary min-heap of flights by the stamp of their next record.
struct EventQueue {
    /// A flight's slot and when it goes on.
    struct Event {
        var stamp: LogStamp
        var slot: Int

        func precedes(_ other: Event) -> Bool {
            stamp == other.stamp ? slot < other.slot : stamp < other.stamp
        }
    }

    private var events: [Event] = []

    var next: Event? { events.first }

    mutating func insert(_ event: Event) {
        var place = events.count
        events.append(event)
        while place > 0, event.precedes(events[(place - 1) / 2]) {
            events[place] = events[(place - 1) / 2]
            place = (place - 1) / 2
        }
        events[place] = event
    }

    /// Puts the first event's flight back in the queue at a later stamp.
    mutating func replaceNext(stamp: LogStamp) {
        sink(Event(stamp: stamp, slot: events[0].slot))
    }

    mutating func removeNext() {
        let last = events.removeLast()
        if !events.isEmpty { sink(last) }
    }

    /// Finds the place for `event`, with the first place free.
    private mutating func sink(_ event: Event) {
        var place = 0
        while true {
            var child = 2 * place + 1
            guard child < events.count else { break }
            if child + 1 < events.count, events[child + 1].precedes(events[child]) { child += 1 }
            guard events[child].precedes(event) else { break }
            events[place] = events[child]
            place = child
        }
        events[place] = event
    }
}
