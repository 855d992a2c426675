/// What the invented traffic is like.
public struct TrafficSettings: Hashable, Sendable {
    /// When it begins.
    public var start = LogStamp(CalendarDay(daysSince1970: 20148))
    /// Messages an hour, on average over a day; nights are calmer.
    public var messagesAnHour = 10_000
    /// Whether enqueued messages leave header records.
    public var headerRecords = false
    /// Whether some message-IDs hold Latin-1 bytes, which are no UTF-8 (formats 4 to 6 cannot show them as they are).
    public var latin1MessageIDs = false

    /// How many of a hundred arrivals are of a kind that keys alone do not tell apart (`OddMail`).
    public var oddMail = 0
    /// When the clock is set back, by how many hundredths; nil for never.
    public var clockStep: (at: LogStamp, by: Int)? {
        get { clock.map { ($0.at, $0.by) } }
        set { clock = newValue.map { ClockStep(at: $0.at, by: $0.by) } }
    }
    private var clock: ClockStep?

    private struct ClockStep: Hashable, Sendable {
        let at: LogStamp
        let by: Int
    }

    /// A moment as the clock showed it.
    func shown(_ stamp: LogStamp) -> LogStamp {
        guard let clock, stamp >= clock.at else { return stamp }
        return stamp + -clock.by
    }

    /// Traffic from 01-Mar-2025 on, about 250 MB a day.
    public init() {}
}
