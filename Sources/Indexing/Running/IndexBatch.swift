import Archives
import IndexModel
import Threads

/// What the threads of an index run gather until a run of postings is written.
final class IndexBatch: Sendable {
    private struct State {
        var buffers: [PostingBuffer] = []
        /// The memory of what waits to be written: postings with their tables, frames with their windows.
        var bytes = 0
        /// The granules that the buffers cover: a run can name so many and no more.
        var granules = 0
        /// Jobs of which something was read since the last run was written.
        var touched: [ArchiveJob] = []
        var touchedOnes: Set<ObjectIdentifier> = []
        var bytesRead: UInt64 = 0
        var failed: [(file: PlannedArchive, error: ArchiveError)] = []
        /// Jobs that are done or under way.
        var jobs: [ArchiveJob] = []
    }

    private let state = Mutex(State())
    private let limit: Int
    private let granuleLimit: Int

    /// - Parameters:
    ///   - limit: bytes of what waits at which the batch counts as full.
    ///   - granuleLimit: granules at which it does. Chunks that are under way may yet be added then, so it is well below
    ///     what a run can name.
    init(limit: Int, granuleLimit: Int) {
        self.limit = limit
        self.granuleLimit = granuleLimit
    }

    func add(_ job: ArchiveJob) {
        state.withLock { $0.jobs.append(job) }
    }

    /// Notes that something of the archive has been read; true when the batch is full. O(1), for there may be thousands of
    /// them.
    func touch(_ job: ArchiveJob) -> Bool {
        let (bytes, frameBytes) = (job.takeBytesRead(), job.takeFrameBytes())
        return state.withLock { state in
            state.bytesRead += bytes
            state.bytes += frameBytes
            if state.touchedOnes.insert(ObjectIdentifier(job)).inserted { state.touched.append(job) }
            return state.bytes >= limit
        }
    }

    /// Adds a chunk's postings; true when the batch is full.
    func add(_ postings: PostingBuffer) -> Bool {
        // The granules of a chunk without keys need no names.
        guard !postings.isEmpty else { return false }
        return state.withLock { state in
            state.bytes += postings.byteCount
            state.granules += postings.granuleCount
            state.buffers.append(postings)
            return state.bytes >= limit || state.granules >= granuleLimit
        }
    }

    /// Notes that nothing, or nothing more, can be had of a file.
    func fail(_ file: PlannedArchive, _ error: ArchiveError) {
        state.withLock { $0.failed.append((file, error)) }
    }

    /// Bytes of files that the jobs have read.
    var bytesRead: UInt64 { state.withLock { $0.bytesRead } }
    var jobs: [ArchiveJob] { state.withLock { $0.jobs } }
    var failed: [(file: PlannedArchive, error: ArchiveError)] { state.withLock { $0.failed } }

    /// Gives what was gathered, and begins anew.
    func take() -> (buffers: [PostingBuffer], touched: [ArchiveJob]) {
        state.withLock { state in
            defer {
                state.buffers = []
                state.bytes = 0
                state.granules = 0
                state.touched = []
                state.touchedOnes = []
            }
            return (state.buffers, state.touched)
        }
    }
}
