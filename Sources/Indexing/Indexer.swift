import Archives
import Dispatch
public import LogIndex
public import SystemPackage

/// The first flow: from paths to a published index.
public struct Indexer: Sendable {
    /// How far a run is.
    public struct Progress: Sendable {
        /// Bytes of files read, of those that are to be read.
        public let fileBytes: UInt64
        public let totalFileBytes: UInt64
    }

    private let options: IndexOptions
    private let onWait: @Sendable () -> Void
    private let onProgress: @Sendable (Progress) -> Void

    /// - Parameters:
    ///   - onWait: called once when another index run must be waited for.
    ///   - onProgress: called from any thread, often.
    public init(
        _ options: IndexOptions, onWait: @escaping @Sendable () -> Void = {},
        onProgress: @escaping @Sendable (Progress) -> Void = { _ in }
    ) {
        self.options = options
        self.onWait = onWait
        self.onProgress = onProgress
    }

    /// Indexes what is new or changed under the paths. What goes wrong with single files is in the report.
    ///
    /// - Throws: `IndexError` where the index itself cannot be read or written; what was published stays.
    public func run(_ paths: [FilePath]) throws(IndexError) -> IndexReport {
        var writer = try IndexWriter(options.directory, onWait: onWait)
        let plan = try plan(paths, &writer)
        let batch = IndexBatch(limit: options.postingBytes)
        var report = plan.report
        try index(plan, batch, &writer, &report)
        summarise(batch, &report)
        report.indexBytes = try writer.byteCount()
        return report
    }

    private func plan(_ paths: [FilePath], _ writer: inout IndexWriter) throws(IndexError) -> IndexPlan {
        let excluded = (try? options.directory.resolved()) ?? options.directory
        let walk = FileWalk(paths, excluding: excluded)
        if options.packing != nil { _ = RemainderSweep(walk.temporaries) }
        let catalog = try writer.snapshot().archives()
        let plan = IndexPlan(walk, catalog: catalog, nextArchive: writer.nextArchive)
        writer.nextArchive = plan.nextArchive
        return plan
    }

    private func index(
        _ plan: IndexPlan, _ batch: IndexBatch, _ writer: inout IndexWriter, _ report: inout IndexReport
    ) throws(IndexError) {
        let queue = WorkQueue(plan.archives, jobs: options.jobs)
        let worker = IndexWorker(
            queue: queue, batch: batch, hasher: writer.hasher, granuleShift: writer.granuleShift,
            chunkLength: options.chunkLength, frames: try resumeFrames(plan, writer),
            packing: options.packing, total: plan.archives.reduce(0) { $0 + $1.location.size }, onProgress: onProgress)
        var updated = Array(plan.updated.values)
        while !queue.isEmpty {
            queue.resume()
            DispatchQueue.concurrentPerform(iterations: options.jobs) { _ in worker.work() }
            report.postings += try write(batch, &updated, &writer)
        }
        if !updated.isEmpty { try writer.publish(nil, updated) }
    }

    /// Stores and publishes what the batch holds. Gives the postings stored.
    private func write(
        _ batch: IndexBatch, _ updated: inout [ArchiveEntry], _ writer: inout IndexWriter
    ) throws(IndexError) -> Int {
        let (buffers, touched) = batch.take()
        guard !touched.isEmpty else { return 0 }
        let run = buffers.isEmpty ? nil : try writer.stage(buffers)
        for job in touched { try writer.stage(job.takeFrames(), of: job.planned.entry.id) }
        let entries = touched.map(\.entry)
        let superseded = touched.flatMap { job in
            let entry = job.entry
            return entry.problem?.kind == .unfinished
                ? [] : job.planned.superseded.filter { $0.length <= entry.indexedLength }.map(\.id)
        }
        try writer.publish(run, updated + entries, forgetting: superseded)
        // From here on the index finds the packed ones.
        for job in touched { job.packing?.removeOriginal() }
        updated = []
        return run?.postingCount ?? 0
    }

    /// Where decoding goes on in archives that were indexed in part.
    private func resumeFrames(_ plan: IndexPlan, _ writer: borrowing IndexWriter) throws(IndexError) -> [ArchiveID:
        Frame]
    {
        let snapshot = try writer.snapshot()
        var frames: [ArchiveID: Frame] = [:]
        for planned in plan.archives where planned.resumeOffset > 0 {
            let entry = try snapshot.frame(of: planned.entry.id, atOrBefore: planned.resumeOffset)
            frames[planned.entry.id] = entry.flatMap(Frame.init)
        }
        return frames
    }

    private func summarise(_ batch: IndexBatch, _ report: inout IndexReport) {
        report.skipped += batch.failed
        for job in batch.jobs {
            let counts = job.counts
            report.indexedArchives += 1
            report.fileBytes += job.fileOffset
            report.decodedBytes += job.decodedBytes
            report.records += counts.records
            report.keys += counts.directKeys + counts.pivotedKeys
            switch job.packing?.outcome {
            case .packed(let file): report.packed.append(file)
            case .left(let reason): report.unpacked.append(IndexReport.Notice(path: job.planned.path, reason: reason))
            case nil: break
            }
            if let problem = job.entry.problem {
                report.partial.append(IndexReport.Notice(path: job.planned.path, reason: problem.text))
            }
        }
    }
}
