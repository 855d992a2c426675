import Archives
import ByteScanning
import IndexModel

/// What each thread of an index run does: takes work until there is none.
struct IndexWorker: Sendable {
    let queue: WorkQueue
    let batch: IndexBatch
    let hasher: KeyHasher
    let granuleShift: Int
    let chunkLength: Int
    let spacing: FrameSpacing
    /// Where decoding goes on in archives that were indexed in part, by the number of their frames.
    let frames: [FrameSetID: Frame]
    let packing: PackOptions?
    /// See `ArchiveFile`.
    let windowLimit: Int
    /// Bytes that were read before, and how many it will be with all that is to be read.
    let bytesBefore: UInt64
    let total: UInt64
    let onProgress: @Sendable (IndexProgress) -> Void

    func work() {
        while let task = queue.next() {
            switch task {
            case .open(let planned): open(planned)
            case .cut(let job): cut(job)
            case .scan(let job, let chunk): scan(job, chunk)
            }
            onProgress(IndexProgress(fileBytes: bytesBefore + batch.bytesRead, totalFileBytes: total))
        }
    }

    private func open(_ planned: PlannedArchive) {
        do throws(ArchiveError) {
            let job = try ArchiveJob.open(
                planned, from: frames[planned.location.frames], spacing: spacing, chunkLength: chunkLength,
                packing: packing, windowLimit: windowLimit)
            batch.add(job)
            queue.opened(job)
        } catch {
            batch.fail(planned, error)
            queue.opened(nil)
        }
    }

    private func cut(_ job: ArchiveJob) {
        let chunk = job.nextChunk()
        if batch.touch(job) { queue.drain() }
        queue.cut(chunk, of: job)
    }

    private func scan(_ job: ArchiveJob, _ chunk: Chunk) {
        let scanner = ChunkScanner(archive: job.planned.entry.id, hasher: hasher, granuleShift: granuleShift)
        let result = chunk.withText { text, offset in
            scanner.scan(
                text, at: offset, startsIn: chunk.starts, knownStart: chunk.knownStart,
                surveysLayout: offset + UInt64(chunk.starts.lowerBound) == 0)
        }
        job.add(result, job.leaves(of: chunk))
        // The bytes are in the cache now.
        job.packing?.add(chunk)
        chunk.letGo()
        if batch.add(result.postings) { queue.drain() }
        queue.scanned(job)
    }
}
