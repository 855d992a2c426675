import Archives
import Dispatch
import IndexModel
import Threads

/// Deals the work of an index run to its threads: chunks that are ready are scanned first, for they hold memory; else
/// an archive is cut (decoded) a chunk further; else the next archive is opened. So many archives are decoded side by
/// side, and of a single one a chunk is decoded while the one before is scanned.
final class WorkQueue: Sendable {
    enum Task: Sendable {
        case open(PlannedArchive)
        case cut(ArchiveJob)
        case scan(ArchiveJob, Chunk)
    }

    private struct Active {
        let job: ArchiveJob
        var isBeingCut = false
        var isFinished = false
        /// Chunks that were cut and not scanned yet.
        var chunks = 0
    }

    private struct State {
        var waiting: ArraySlice<PlannedArchive>
        var opening = 0
        var active: [Active] = []
        var ready: [(ArchiveJob, Chunk)] = []
        var running = 0
        var sleepers = 0
        var isDraining = false
    }

    private let state: Mutex<State>
    private let wake = DispatchSemaphore(value: 0)
    private let jobs: Int
    /// Enough that no thread waits for the one that decodes, few enough to bound the memory.
    private var mostChunks: Int { jobs + 1 }

    init(_ archives: [PlannedArchive], jobs: Int) {
        self.jobs = jobs
        state = Mutex(State(waiting: archives[...]))
    }

    /// Whether anything is left to be done.
    var isEmpty: Bool {
        state.withLock { $0.waiting.isEmpty && $0.active.isEmpty && $0.ready.isEmpty }
    }

    /// Lets the threads finish the chunks that are cut, and cut no more, until `resume()`.
    func drain() {
        state.withLock { $0.isDraining = true }
    }

    func resume() {
        state.withLock { $0.isDraining = false }
    }

    /// The next piece of work; waits while others may yet make some, nil when there is none to come.
    func next() -> Task? {
        while true {
            let (task, isOver) = state.withLock { state in
                let task = take(&state)
                if task != nil {
                    state.running += 1
                } else if state.running > 0 {
                    state.sleepers += 1
                }
                return (task, state.running == 0)
            }
            if let task { return task }
            if isOver { return nil }
            wake.wait()
        }
    }

    private func take(_ state: inout State) -> Task? {
        if let (job, chunk) = state.ready.popLast() { return .scan(job, chunk) }
        guard !state.isDraining else { return nil }
        if let index = state.active.firstIndex(where: { isCuttable($0) }) {
            state.active[index].isBeingCut = true
            return .cut(state.active[index].job)
        }
        // An archive that waits for its chunks to be scanned still counts: its buffers are full.
        guard state.active.count + state.opening < jobs, let next = state.waiting.popFirst() else { return nil }
        state.opening += 1
        return .open(next)
    }

    private func isCuttable(_ active: Active) -> Bool {
        !active.isBeingCut && !active.isFinished && active.chunks < mostChunks
    }

    /// The outcome of `.open`; nil when the archive could not be opened.
    func opened(_ job: ArchiveJob?) {
        finish { state in
            state.opening -= 1
            if let job { state.active.append(Active(job: job)) }
            return nil
        }
    }

    /// The outcome of `.cut`; nil behind the last chunk.
    func cut(_ chunk: Chunk?, of job: ArchiveJob) {
        finish { state in
            guard let index = state.active.firstIndex(where: { $0.job === job }) else { return nil }
            state.active[index].isBeingCut = false
            if let chunk {
                state.active[index].chunks += 1
                state.ready.append((job, chunk))
            } else {
                state.active[index].isFinished = true
            }
            return removeIfDone(index, &state)
        }
    }

    /// The outcome of `.scan`.
    func scanned(_ job: ArchiveJob) {
        finish { state in
            guard let index = state.active.firstIndex(where: { $0.job === job }) else { return nil }
            state.active[index].chunks -= 1
            return removeIfDone(index, &state)
        }
    }

    private func removeIfDone(_ index: Int, _ state: inout State) -> ArchiveJob? {
        guard state.active[index].isFinished, state.active[index].chunks == 0 else { return nil }
        return state.active.remove(at: index).job
    }

    /// - Parameter change: gives the job that is done by it, which is closed then.
    private func finish(_ change: (inout State) -> ArchiveJob?) {
        let (sleepers, done) = state.withLock { state in
            let done = change(&state)
            state.running -= 1
            defer { state.sleepers = 0 }
            return (state.sleepers, done)
        }
        for _ in 0..<sleepers { wake.signal() }
        done?.close()
    }
}
