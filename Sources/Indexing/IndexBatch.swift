import Archives
import Dispatch
import LogIndex
import Synchronization
import SystemPackage

/// What the threads of an index run gather until a run of postings is written.
final class IndexBatch: Sendable {
    private struct State {
        var buffers: [PostingBuffer] = []
        var bytes = 0
        /// Jobs of which something was read since the last run was written.
        var touched: [ArchiveJob] = []
        var touchedOnes: Set<ObjectIdentifier> = []
        var bytesRead: UInt64 = 0
        var failed: [IndexReport.Notice] = []
        /// Jobs that are done or under way.
        var jobs: [ArchiveJob] = []
    }

    private let state = Mutex(State())
    private let limit: Int

    /// - Parameter limit: bytes of postings at which the batch counts as full.
    init(limit: Int) {
        self.limit = limit
    }

    func add(_ job: ArchiveJob) {
        state.withLock { $0.jobs.append(job) }
    }

    /// Notes that something of the archive has been read. O(1), for there may be thousands of them.
    func touch(_ job: ArchiveJob) {
        let bytes = job.takeBytesRead()
        state.withLock { state in
            state.bytesRead += bytes
            if state.touchedOnes.insert(ObjectIdentifier(job)).inserted { state.touched.append(job) }
        }
    }

    /// Adds a chunk's postings; true when the batch is full.
    func add(_ postings: PostingBuffer) -> Bool {
        state.withLock { state in
            state.bytes += postings.byteCount
            state.buffers.append(postings)
            return state.bytes >= limit
        }
    }

    func fail(_ path: FilePath, _ error: ArchiveError) {
        state.withLock { $0.failed.append(IndexReport.Notice(path: path, reason: error.reason)) }
    }

    /// Bytes of files that the jobs have read.
    var bytesRead: UInt64 { state.withLock { $0.bytesRead } }
    var jobs: [ArchiveJob] { state.withLock { $0.jobs } }
    var failed: [IndexReport.Notice] { state.withLock { $0.failed } }

    /// Gives what was gathered, and begins anew.
    func take() -> (buffers: [PostingBuffer], touched: [ArchiveJob]) {
        state.withLock { state in
            defer {
                state.buffers = []
                state.bytes = 0
                state.touched = []
                state.touchedOnes = []
            }
            return (state.buffers, state.touched)
        }
    }
}
