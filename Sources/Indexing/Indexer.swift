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
    private let onWait: @Sendable (Int32?) -> Void
    private let onProgress: @Sendable (Progress) -> Void

    /// - Parameters:
    ///   - onWait: called once when another writer must be waited for, with the number of its process where that is
    ///     known.
    ///   - onProgress: called from any thread, often.
    public init(
        _ options: IndexOptions, onWait: @escaping @Sendable (Int32?) -> Void = { _ in },
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
        // Where there is nothing at any of the paths, no index is made either.
        guard paths.contains(where: { (try? $0.resolved()) != nil }) else { return IndexReport(of: FileWalk(paths)) }
        var writer = try IndexWriter(options.directory, waiting: options.isWaiting, onWait: onWait)
        let excluded = (try? options.directory.resolved()) ?? options.directory
        let walk = FileWalk(paths, excluding: excluded)
        if options.packing != nil { _ = RemainderSweep(walk.temporaries) }
        var report = IndexReport(of: walk)
        // Files that may hold what is only being indexed come in another wave.
        var deferred: [FileWalk.File]?
        var bytesRead: UInt64 = 0
        repeat {
            let plan = try plan(walk, deferred, &writer)
            report.add(plan.report)
            let batch = IndexBatch(limit: options.postingBytes)
            try index(plan, batch, after: bytesRead, &writer, &report)
            summarise(batch, &report)
            bytesRead += batch.bytesRead
            deferred = plan.deferred
        } while deferred?.isEmpty == false
        if options.isMerging, writer.hasPublished { try writer.mergeRuns() }
        report.indexBytes = try writer.byteCount()
        return report
    }

    private func plan(
        _ walk: FileWalk, _ deferred: [FileWalk.File]?, _ writer: inout IndexWriter
    ) throws(IndexError) -> IndexPlan {
        let catalog = try writer.snapshot().archives()
        let plan = IndexPlan(walk, catalog: catalog, nextArchive: writer.nextArchive, deferred: deferred)
        writer.nextArchive = plan.nextArchive
        return plan
    }

    private func index(
        _ plan: IndexPlan, _ batch: IndexBatch, after bytesBefore: UInt64, _ writer: inout IndexWriter,
        _ report: inout IndexReport
    ) throws(IndexError) {
        let queue = WorkQueue(plan.archives, jobs: options.jobs)
        let frames = try resumeFrames(plan, writer)
        let bytesAhead = plan.archives.reduce(0) { $0 + $1.bytesAhead(from: frames[$1.location.frames]) }
        let worker = IndexWorker(
            queue: queue, batch: batch, hasher: writer.hasher, granuleShift: writer.granuleShift,
            chunkLength: options.chunkLength, spacing: FrameSpacing(seekPoints: UInt64(options.seekPointSpacing)),
            frames: frames, packing: options.packing, bytesBefore: bytesBefore,
            total: bytesBefore + bytesAhead, onProgress: onProgress)
        var changes = Changes(entries: plan.updated, forgotten: plan.forgotten)
        while !queue.isEmpty {
            queue.resume()
            DispatchQueue.concurrentPerform(iterations: options.jobs) { _ in worker.work() }
            report.postings += try write(batch, &changes, &writer)
        }
        if !changes.isEmpty { try writer.publish(nil, changes.entries, forgetting: changes.forgotten) }
    }

    /// What is to be published of the catalog along with the next run.
    private struct Changes {
        var entries: [ArchiveEntry] = []
        var forgotten: [ArchiveID] = []

        var isEmpty: Bool { entries.isEmpty && forgotten.isEmpty }
    }

    /// Stores and publishes what the batch holds. Gives the postings stored.
    private func write(
        _ batch: IndexBatch, _ changes: inout Changes, _ writer: inout IndexWriter
    ) throws(IndexError) -> Int {
        let (buffers, touched) = batch.take()
        // What was read of a file that shrank meanwhile is worth nothing. Postings of it lead nowhere.
        let (good, shrunk) = touched.parted { !$0.hasShrunk }
        for job in shrunk { batch.fail(job.planned.path, ArchiveJob.changed(job.planned.path)) }
        guard !good.isEmpty else { return 0 }
        let run = buffers.isEmpty ? nil : try writer.stage(buffers)
        for job in good {
            let (frames, offset) = job.takeFrames()
            try writer.stage(frames, of: job.planned.location.frames, from: offset)
            changes.entries.append(job.entry)
            changes.forgotten += job.mended
            for var archive in try contained(job, changes, writer) {
                archive.container = job.planned.entry.id
                if archive.isPresent { changes.entries.append(archive) } else { changes.forgotten.append(archive.id) }
            }
        }
        try writer.publish(run, changes.entries, forgetting: changes.forgotten)
        // From here on the index finds the packed ones.
        for job in good { job.packing?.removeOriginal() }
        changes = Changes()
        return run?.postingCount ?? 0
    }

    /// The archives that the job's file has been found to hold, as they will be in the catalog.
    private func contained(
        _ job: ArchiveJob, _ changes: Changes, _ writer: borrowing IndexWriter
    ) throws(IndexError) -> [ArchiveEntry] {
        let ids = job.contained
        guard !ids.isEmpty else { return [] }
        let snapshot = try writer.snapshot()
        var entries: [ArchiveEntry] = []
        for id in ids {
            if let changed = changes.entries.last(where: { $0.id == id }) {
                entries.append(changed)
            } else if let known = try snapshot.archive(id) {
                entries.append(known)
            }
        }
        return entries
    }

    /// Where decoding goes on in archives that were indexed in part, by the number of their frames.
    private func resumeFrames(
        _ plan: IndexPlan, _ writer: borrowing IndexWriter
    ) throws(IndexError) -> [ArchiveID: Frame] {
        var frames: [ArchiveID: Frame] = [:]
        let resumed = plan.archives.filter { $0.resumeOffset > 0 }
        guard !resumed.isEmpty else { return frames }
        let snapshot = try writer.snapshot()
        for planned in resumed {
            let number = planned.location.frames
            let offset = min(planned.resumeOffset, planned.entry.content.length)
            frames[number] = try snapshot.frame(of: number, atOrBefore: offset).flatMap(Frame.init)
        }
        return frames
    }

    private func summarise(_ batch: IndexBatch, _ report: inout IndexReport) {
        report.skipped += batch.failed
        report.fileBytes += batch.bytesRead
        for job in batch.jobs {
            let counts = job.counts
            if job.addsNothing { report.recognisedFiles += 1 } else { report.indexedArchives += 1 }
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

extension Array {
    /// The elements that are so, and those that are not.
    fileprivate func parted(_ isSo: (Element) -> Bool) -> (so: [Element], others: [Element]) {
        (filter(isSo), filter { !isSo($0) })
    }
}
