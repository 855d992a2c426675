/// When messages arrive: more by day than by night.
struct DayRhythm {
    /// The hours' shares of the daily mean, in a hundredth of it.
    private static let shares = [
        38, 30, 26, 26, 32, 45, 70, 105, 150, 178, 180, 170, 145, 155, 172, 165, 155, 140, 115, 100, 90, 80, 68, 65,
    ]
    /// The clock counts 65536ths of a hundredth of a second: a big site's messages come faster than that.
    private static let fraction = 65536

    private var clock: Int
    private let meanGap: Int

    init(start: LogStamp, arrivalsAnHour: Int) {
        clock = start.hundredths * Self.fraction
        meanGap = max(1, LogStamp.hundredthsOfAnHour * Self.fraction / max(1, arrivalsAnHour))
    }

    /// The moment of the next arrival.
    var now: LogStamp { LogStamp(hundredths: clock / Self.fraction) }

    /// Goes on to the next arrival: a product of two even chances makes many short gaps and few long ones.
    mutating func advance(_ chance: inout Chance) {
        let gap = meanGap * 100 / Self.shares[now.hour]
        clock += 1 + gap * chance.below(2001) / 1000 * chance.below(2001) / 1000
    }
}
