import LogIndex
import MTALog
import SystemPackage
import Tracing

/// What a "not found" rests on: how many archives were searched, from when to when, and which were not.
struct HonestNo: CustomStringConvertible {
    /// What could not be searched: what the answer needed, and whatever is indexed only in part or gone.
    let unsearched: [UnreadArchive]
    private let coverage: Coverage

    init(_ coverage: Coverage, _ unread: [UnreadArchive]) {
        self.coverage = coverage
        let missing = coverage.missing.map(UnreadArchive.init)
        unsearched = Set(unread + missing).sorted { ($0.path.string, $0.reason) < ($1.path.string, $1.reason) }
    }

    /// `in 12 archives, from 2025-03-01 00:00 to 2025-03-12 23:59; 2 archives could not be searched, see above`.
    var description: String {
        let searched = Amounts.count(max(0, coverage.archives - unsearched.count), "archive")
        var text = "in \(searched)"
        if let first = coverage.firstMoment, let last = coverage.lastMoment {
            text += ", from \(Moment.minute(first)) to \(Moment.minute(last))"
        }
        guard !unsearched.isEmpty else { return text }
        return text + "; \(Amounts.count(unsearched.count, "archive")) could not be searched, see above"
    }
}

extension Moment {
    /// A moment to the minute, `2025-03-01 23:59`.
    static func minute(_ hundredths: Int64) -> String {
        let text = Stamp(hundredths: hundredths).description
        return String(text.prefix(10)) + " " + String(text.dropFirst(11).prefix(5))
    }
}
