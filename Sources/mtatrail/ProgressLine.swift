import Indexing
import Synchronization

/// The line that shows how far an index run is: bytes, rate, time left. Drawn a few times a second at the most.
final class ProgressLine: Sendable {
    private let isShown: Bool
    private let start = ContinuousClock.now
    private let lastDrawn = Mutex(ContinuousClock.now)

    private static let interval = Duration.milliseconds(100)

    init(isShown: Bool) {
        self.isShown = isShown
    }

    func update(_ progress: Indexer.Progress) {
        guard isShown else { return }
        let now = ContinuousClock.now
        let isDue = lastDrawn.withLock { last in
            guard last.duration(to: now) >= ProgressLine.interval else { return false }
            last = now
            return true
        }
        if isDue { Messages.showProgress(line(progress, start.duration(to: now))) }
    }

    private func line(_ progress: Indexer.Progress, _ elapsed: Duration) -> String {
        let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
        let done = min(progress.fileBytes, progress.totalFileBytes)
        let rate = Double(done) / max(seconds, 0.001)
        let percent = progress.totalFileBytes == 0 ? 100 : Int(done * 100 / progress.totalFileBytes)
        let left = rate > 0 ? Amounts.duration(Double(progress.totalFileBytes - done) / rate) : "?"
        return "indexing \(percent) %, \(Amounts.bytes(done)) of \(Amounts.bytes(progress.totalFileBytes)), "
            + "\(Amounts.bytes(Int(rate)))/s, \(left) left"
    }
}
