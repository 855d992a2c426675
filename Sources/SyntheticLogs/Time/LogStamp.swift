/// A wall-clock moment to a hundredth of a second, without a zone: that is all a log tells.
public struct LogStamp: Hashable, Comparable, Sendable {
    /// Hundredths of a second since 1970-01-01 00:00 of the local clock.
    public var hundredths: Int

    /// The moment so many hundredths after the start of 1970.
    public init(hundredths: Int) { self.hundredths = hundredths }

    /// The moment of a calendar date and a time of day.
    public init(
        _ day: CalendarDay, hour: Int = 0, minute: Int = 0, second: Int = 0, hundredth: Int = 0
    ) {
        let seconds = ((day.daysSince1970 * 24 + hour) * 60 + minute) * 60 + second
        hundredths = seconds * 100 + hundredth
    }

    /// Whether `left` is earlier.
    public static func < (left: Self, right: Self) -> Bool { left.hundredths < right.hundredths }

    /// The moment so many hundredths later.
    public static func + (stamp: Self, hundredths: Int) -> Self {
        LogStamp(hundredths: stamp.hundredths + hundredths)
    }

    static let hundredthsOfADay = 24 * Self.hundredthsOfAnHour
    static let hundredthsOfAnHour = 60 * Self.hundredthsOfAMinute
    static let hundredthsOfAMinute = 6000

    var day: Int { hundredths / Self.hundredthsOfADay }
    var hour: Int { hundredths % Self.hundredthsOfADay / Self.hundredthsOfAnHour }
    var seconds: Int { hundredths / 100 }
}
