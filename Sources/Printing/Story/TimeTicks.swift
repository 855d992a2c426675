import MTALog

/// Round moments along a span of time, as an axis shows them.
struct TimeTicks {
    struct Tick: Hashable {
        let stamp: Stamp
        /// `12:00`, `10:31:05`, `16 Jan`: as fine as the steps are.
        let label: String
    }

    let ticks: [Tick]

    /// Steps in seconds, from which the smallest is taken that does not give too many ticks.
    private static let steps: [Int64] = [
        1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800,
        604_800, 1_209_600, 2_592_000, 7_776_000, 31_536_000,
    ]

    /// Round moments between two, at most so many; none where the span is shorter than a second. O(ticks).
    init(from start: Stamp, to end: Stamp, most: Int) {
        let length = end.hundredths(since: start)
        guard length >= 100, most > 0 else {
            ticks = []
            return
        }
        let longest = TimeTicks.steps.last ?? 1
        let many = length / (longest * 100) / Int64(most) + 1
        let step =
            TimeTicks.steps.first { length / ($0 * 100) < most }.map { $0 * 100 }
            ?? (many > .max / (longest * 100) ? .max : many * longest * 100)
        var ticks: [Tick] = []
        var moment = start.advanced(by: TimeTicks.way(from: start.hundredths, toMultipleOf: step))
        // The greatest stamp stands for all that lie beyond.
        while moment <= end, moment.hundredths < .max, ticks.count < most {
            ticks.append(Tick(stamp: moment, label: TimeTicks.label(moment, step / 100)))
            moment = moment.advanced(by: step)
        }
        self.ticks = ticks
    }

    private static func way(from value: Int64, toMultipleOf step: Int64) -> Int64 {
        let remainder = value % step
        return remainder > 0 ? step - remainder : -remainder
    }

    private static func label(_ stamp: Stamp, _ seconds: Int64) -> String {
        if seconds >= 7_776_000 { return stamp.date }
        // Midnight is a day's beginning, whatever the steps.
        if seconds >= 86_400 || stamp.time == "00:00:00.00" { return stamp.monthAndDay }
        return seconds >= 60 ? stamp.hourAndMinute : stamp.wholeTime
    }
}

extension Stamp {
    /// `16 Jan`.
    fileprivate var monthAndDay: String {
        let parts = date.split(separator: "-")
        let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        guard parts.count >= 3, let month = Int(parts[parts.count - 2]), names.indices.contains(month - 1),
            let day = Int(parts[parts.count - 1])
        else { return date }
        return "\(day) \(names[month - 1])"
    }
}
