import ArgumentParser
import MTALog

/// A moment as people write it: `2025-03-01`, `2025-03-01T12:00`, `2025-03-01 12:00:30`, or as the log does.
struct Moment: ExpressibleByArgument {
    let stamp: Stamp

    init?(argument: String) {
        let bytes = Array(argument.utf8)
        if let (stamp, end) = Stamp.parse(bytes.span, at: 0), end == bytes.count {
            self.stamp = stamp
            return
        }
        let parts = argument.split(whereSeparator: { $0 == "T" || $0 == " " })
        guard (1...2).contains(parts.count) else { return nil }
        let date = parts[0].split(separator: "-", omittingEmptySubsequences: false).compactMap { Int($0) }
        let clock = parts.count < 2 ? [] : parts[1].split(separator: ":", omittingEmptySubsequences: false)
        let time = clock.compactMap { Int($0) }
        guard date.count == 3, (1970...9999).contains(date[0]), (1...12).contains(date[1]), (1...31).contains(date[2]),
            time.count == clock.count, parts.count < 2 || (2...3).contains(time.count),
            time.allSatisfy({ (0...59).contains($0) }), time.first ?? 0 < 24
        else { return nil }
        let stamp = Stamp(
            year: date[0], month: date[1], day: date[2], hour: time.first ?? 0, minute: time.dropFirst().first ?? 0,
            second: time.dropFirst(2).first ?? 0, hundredth: 0)
        // A day that its month does not have counts as one of the next month.
        guard stamp.description.prefix(10).split(separator: "-").last.flatMap({ Int($0) }) == date[2] else {
            return nil
        }
        self.stamp = stamp
    }
}
