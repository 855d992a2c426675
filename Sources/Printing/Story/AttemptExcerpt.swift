import MTALog
import Tracing

/// The rows of a hop, of many the first and the last ones.
struct AttemptExcerpt {
    let first: [AttemptRow]
    /// What stands between is counted only; nil for nothing.
    let hidden: ViewText?
    let last: [AttemptRow]

    static let most = 20

    init(_ rows: [AttemptRow]) {
        var seen: Set<Reason> = []
        func shown(_ rows: some Sequence<AttemptRow>) -> [AttemptRow] {
            rows.map { row in
                var row = row
                row.repeatsReason = !seen.insert(row.reason).inserted
                return row
            }
        }
        let half = AttemptExcerpt.most / 2
        let isWhole = rows.count <= AttemptExcerpt.most
        first = shown(isWhole ? rows[...] : rows.prefix(half))
        last = shown(isWhole ? [] : rows.suffix(half))
        hidden = isWhole ? nil : AttemptExcerpt.summary(rows[half..<rows.count - half])
    }

    /// `380 more: 370 failed (network.timeout 200, smtp.temporary 170), 10 delivered; from ... to ...`.
    private static func summary(_ rows: ArraySlice<AttemptRow>) -> ViewText {
        var results: [Attempt.Result: [ReasonCategory: Int]] = [:]
        for row in rows {
            results[row.attempt.result, default: [:]][row.reason.category, default: 0] += row.recipients.count
        }
        let parts = Attempt.Result.allCases.compactMap { result in
            results[result].map { "\(Amounts.count($0.values.reduce(0, +))) \(result.word)\(list($0, result))" }
        }
        let count = rows.reduce(0) { $0 + $1.recipients.count }
        var text = "\(Amounts.count(count)) more: \(parts.joined(separator: ", "))"
        if let from = rows.first?.attempt.stamp, let to = rows.last?.attempt.stamp {
            text += "; from \(from.dateAndTime) to \(to.dateAndTime)"
        }
        return ViewText(text)
    }

    /// The kinds of reason, the most frequent ones first.
    private static func list(_ counts: [ReasonCategory: Int], _ result: Attempt.Result) -> String {
        guard result == .postponed || result == .failed else { return "" }
        let sorted = counts.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
        return " (\(sorted.map { "\($0.key.rawValue) \(Amounts.count($0.value))" }.joined(separator: ", ")))"
    }
}
