import Archives
import SystemPackage
import Threads

/// What the threads of a pack run gather: the report, and how far they are.
final class PackLedger: Sendable {
    private struct State {
        var report: PackReport
        var active: [PackJob] = []
        /// Bytes of files that are done with.
        var doneBytes: UInt64 = 0
    }

    private let state: Mutex<State>
    private let total: UInt64
    private let onProgress: @Sendable (Packer.Progress) -> Void

    init(_ plan: PackPlan, _ onProgress: @escaping @Sendable (Packer.Progress) -> Void) {
        state = Mutex(State(report: plan.report))
        total = plan.archives.reduce(0) { $0 + $1.status.size }
        self.onProgress = onProgress
    }

    /// The report as of now, in the order of the names.
    var report: PackReport {
        var report = state.withLock { $0.report }
        report.packed.sort { $0.source.string < $1.source.string }
        report.skipped.sort { $0.path.string < $1.path.string }
        report.failed.sort { $0.path.string < $1.path.string }
        return report
    }

    func begin(_ job: PackJob) {
        state.withLock { $0.active.append(job) }
    }

    func end(_ job: PackJob, _ planned: PlannedPack) {
        state.withLock { state in
            state.active.removeAll { $0 === job }
            state.doneBytes += planned.status.size
        }
    }

    func tell() {
        let done = state.withLock { state in state.doneBytes + state.active.reduce(0) { $0 + $1.fileOffset } }
        onProgress(Packer.Progress(fileBytes: done, totalFileBytes: total))
    }

    func note(_ file: PackReport.PackedFile) {
        state.withLock { $0.report.packed.append(file) }
    }

    /// Of a dry run.
    func note(_ planned: PlannedPack) {
        note(
            PackReport.PackedFile(
                source: planned.source, target: planned.target, sourceSize: planned.status.size, packedSize: 0,
                decodedSize: 0))
    }

    func noteFinished() { state.withLock { $0.report.finishedFiles += 1 } }
    func noteRemainder() { state.withLock { $0.report.remaindersRemoved += 1 } }

    func skip(_ path: FilePath, _ reason: String) {
        state.withLock { $0.report.skipped.append(IndexReport.Notice(path: path, reason: reason)) }
    }

    func fail(_ path: FilePath, _ error: ArchiveError) {
        // The message names another file where it is not the original that something is wrong with.
        let reason = error.path == path ? error.reason : error.description
        state.withLock { $0.report.failed.append(IndexReport.Notice(path: path, reason: reason)) }
    }
}
