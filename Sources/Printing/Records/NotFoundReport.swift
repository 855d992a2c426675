public import IndexModel
import MTALog
public import Tracing

/// What a "not found" rests on: how many archives the index covers, from when to when, and what it does not cover.
public struct NotFoundReport: CustomStringConvertible {
    /// Archives that could not be searched: what the answer needed, and whatever is indexed only in part.
    public let unsearched: [UnreadArchive]
    /// How many inputs are not in the index though they may hold records, and the first few of them.
    public let unreadInputs: Int
    public let firstUnread: [UnreadInput]
    private let coverage: Coverage

    public init(_ coverage: Coverage, _ unread: [UnreadArchive]) {
        self.coverage = coverage
        unsearched = Set(unread).sorted()
        unreadInputs = coverage.unreadInputs
        firstUnread = coverage.firstUnread
    }

    /// Whether the index holds every key of every input that it was given, so that the key is in none of them.
    public var isCertain: Bool { unsearched.isEmpty && unreadInputs == 0 }

    /// `in 12 archives, from 2025-03-01 00:00 to 2025-03-12 23:59; 2 archives could not be searched, see above`.
    public var description: String {
        var text = "in \(Amounts.count(max(0, coverage.archives - unsearched.count), "archive"))"
        if let first = coverage.firstMoment, let last = coverage.lastMoment {
            text += ", from \(Stamp(hundredths: first).dateAndMinute) to \(Stamp(hundredths: last).dateAndMinute)"
        }
        var reservations: [String] = []
        if !unsearched.isEmpty {
            reservations.append("\(Amounts.count(unsearched.count, "archive")) could not be searched")
        }
        if unreadInputs > 0 { reservations.append("\(Amounts.count(unreadInputs, "input")) could not be indexed") }
        return isCertain ? text : text + "; \(reservations.joined(separator: ", ")), see above"
    }
}
