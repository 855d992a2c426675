import IndexModel
import MTALog
import Printing
import SystemPackage
import Tracing

/// What a "not found" rests on: how many archives the index covers, from when to when, and what it does not cover.
struct NotFoundReport: CustomStringConvertible {
    /// Archives that could not be searched: what the answer needed, and whatever is indexed only in part.
    let unsearched: [UnreadArchive]
    /// How many inputs are not in the index though they may hold records, and the first few of them.
    let unreadInputs: Int
    let firstUnread: [UnreadInput]
    private let coverage: Coverage

    init(_ coverage: Coverage, _ unread: [UnreadArchive]) {
        self.coverage = coverage
        unsearched = Set(unread).sorted()
        unreadInputs = coverage.unreadInputs
        firstUnread = coverage.firstUnread
    }

    /// Whether the index holds every key of every input that it was given, so that the key is in none of them.
    var isCertain: Bool { unsearched.isEmpty && unreadInputs == 0 }

    /// `in 12 archives, from 2025-03-01 00:00 to 2025-03-12 23:59; 2 archives could not be searched, see above`.
    var description: String {
        var text = "in \(Amounts.count(max(0, coverage.archives - unsearched.count), "archive"))"
        if let first = coverage.firstMoment, let last = coverage.lastMoment {
            text += ", from \(Moment.minute(first)) to \(Moment.minute(last))"
        }
        var reservations: [String] = []
        if !unsearched.isEmpty {
            reservations.append("\(Amounts.count(unsearched.count, "archive")) could not be searched")
        }
        if unreadInputs > 0 { reservations.append("\(Amounts.count(unreadInputs, "input")) could not be indexed") }
        return isCertain ? text : text + "; \(reservations.joined(separator: ", ")), see above"
    }
}

extension Moment {
    /// A moment to the minute, `2025-03-01 23:59`.
    static func minute(_ hundredths: Int64) -> String {
        let text = Stamp(hundredths: hundredths).description
        return String(text.prefix(10)) + " " + String(text.dropFirst(11).prefix(5))
    }
}
