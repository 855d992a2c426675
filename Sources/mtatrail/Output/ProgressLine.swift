import MTALog
import Printing
import Threads

/// The line that shows how far a run is: bytes, rate, time left. Drawn a few times a second at the most.
final class ProgressLine: Sendable {
    private let activity: String
    private let isShown: Bool
    private let start = ContinuousClock.now
    private let lastDrawn = Mutex(ContinuousClock.now)

    private static let interval = Duration.milliseconds(100)

    /// - Parameter activity: like "indexing".
    init(_ activity: String, isShown: Bool) {
        self.activity = activity
        self.isShown = isShown
    }

    /// Shows that `fileBytes` of `total` are done.
    func update(_ fileBytes: UInt64, of total: UInt64) {
        guard isShown else { return }
        let now = ContinuousClock.now
        let isDue = lastDrawn.withLock { last in
            guard last.duration(to: now) >= ProgressLine.interval else { return false }
            last = now
            return true
        }
        if isDue { Messages.showProgress(line(min(fileBytes, total), total, start.duration(to: now))) }
    }

    private func line(_ done: UInt64, _ total: UInt64, _ elapsed: Duration) -> String {
        let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
        let rate = Double(done) / max(seconds, 0.001)
        let percent = total == 0 ? 100 : Int(done * 100 / total)
        let left = rate > 0 ? Amounts.duration(Double(total - done) / rate) : "?"
        return "\(activity) \(percent) %, \(Amounts.bytes(done)) of \(Amounts.bytes(total)), "
            + "\(Amounts.bytes(Int(rate)))/s, \(left) left"
    }
}
