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

    /// Traffic from 01-Mar-2025 on, about 250 MB a day.
    public init() {}
}
