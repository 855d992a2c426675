import Archives
public import IndexModel
public import SystemPackage
import Threads

/// The first flow: from paths to a published index.
public struct Indexer<Store: IndexStore>: Sendable {
    private let store: Store
    private let options: IndexOptions
    private let onWait: @Sendable (Int32?) -> Void
    private let onProgress: @Sendable (IndexProgress) -> Void

    /// - Parameters:
    ///   - onWait: called once when another writer must be waited for, with the number of its process where that is
    ///     known.
    ///   - onProgress: called from any thread, often.
    public init(
        _ store: Store, _ options: IndexOptions, onWait: @escaping @Sendable (Int32?) -> Void = { _ in },
        onProgress: @escaping @Sendable (IndexProgress) -> Void = { _ in }
    ) {
        self.store = store
        self.options = options
        self.onWait = onWait
        self.onProgress = onProgress
    }

    /// Indexes what is new or changed under the paths. What goes wrong with single files is in the report, and is remembered
    /// by the index.
    ///
    /// - Parameter paths: none for those of the last run.
    /// - Throws: `IndexError` where the index itself cannot be read or written, or where no paths are given and there is
    ///   none; what was published stays.
    public func run(_ paths: [FilePath] = []) throws(IndexError) -> IndexReport {
        if paths.isEmpty {
            // An index that is not there is not to be made.
            _ = try store.reader()
        } else if !paths.contains(where: { (try? $0.resolved()) != nil }) {
            // Where there is nothing at any of the paths, no index is made either.
            return IndexReport(of: FileWalk(paths))
        }
        var writer = try store.writer(waiting: options.isWaiting, onWait: onWait)
        let known = try writer.snapshot().inputs()
        guard !paths.isEmpty || !known.roots.isEmpty else {
            throw IndexError(
                .missing, "no run before this one was told which logs to index", remedy: "name them",
                place: store.place)
        }
        var inputs = RunInputs(
            paths, excluding: options.exclusions, known: known,
            indexDirectory: store.directory.map { (try? $0.resolved()) ?? $0 })
        let sweep = RemainderSweep(remainders(of: inputs.files))
        if sweep.hasRestored { inputs.walkAgain() }
        var report = IndexReport(of: inputs.files)
        for notice in sweep.foreign where TemporaryName.originalName(of: notice.path.lastName) != nil {
            report.skipped.append(notice)
            inputs.add(notice)
        }
        try indexInRounds(&inputs, &writer, &report)
        if let remembered = inputs.afterwards { try writer.publish(nil, [], forgetting: [], inputs: remembered) }
        if options.isMerging { try writer.maintain() }
        report.indexBytes = try writer.storage().bytes
        return report
    }

    /// What killed pack runs left and this run is to clear up: without packing originals that have no other name, which are
    /// logs.
    private func remainders(of walk: FileWalk) -> [FilePath] {
        guard options.packing == nil else { return walk.temporaries }
        return walk.temporaries.filter { path in
            guard let name = TemporaryName.originalName(of: path.lastName) else { return false }
            return Presence(of: path.removingLastComponent().appending(name: name)) == .absent
        }
    }

    /// Plans and indexes; files that may hold what is only being indexed come in another round.
    private func indexInRounds(
        _ inputs: inout RunInputs, _ writer: inout Store.Writer, _ report: inout IndexReport
    ) throws(IndexError) {
        var deferred: [FileWalk.File]?
        var bytesRead: UInt64 = 0
        repeat {
            let plan = try plan(inputs.files, deferred, &writer)
            report.add(plan.report)
            inputs.add(plan)
            if !plan.archives.isEmpty {
                try writer.publish(nil, [], forgetting: [], inputs: inputs.whileReading(plan))
            }
            let batch = IndexBatch(limit: options.postingBytes, granuleLimit: Store.Writer.granuleLimit / 2)
            try index(plan, batch, after: bytesRead, &writer, &report)
            for (file, error) in batch.failed { inputs.add(file, error) }
            report.add(batch)
            bytesRead += batch.bytesRead
            deferred = plan.deferred
        } while deferred?.isEmpty == false
    }

    private func plan(
        _ walk: FileWalk, _ deferred: [FileWalk.File]?, _ writer: inout Store.Writer
    ) throws(IndexError) -> IndexPlan {
        let snapshot = try writer.snapshot()
        let inputs = try snapshot.inputs()
        // Each file gets one number at most.
        let first = try writer.drawNumbers((deferred ?? walk.files).count)
        if deferred == nil,
            let unchanged = try UnchangedFiles(
                walk, snapshot, inputs, trustsModificationTime: options.trustsModificationTime)
        {
            writer.returnNumbers(from: first)
            return IndexPlan(unchanged, nextArchive: first)
        }
        let plan = IndexPlan(
            walk, catalog: try snapshot.archives(), inputs: inputs, nextArchive: first,
            trustsModificationTime: options.trustsModificationTime, deferred: deferred,
            windowLimit: options.windowLimit)
        writer.returnNumbers(from: plan.nextArchive)
        return plan
    }

    private func index(
        _ plan: IndexPlan, _ batch: IndexBatch, after bytesBefore: UInt64, _ writer: inout Store.Writer,
        _ report: inout IndexReport
    ) throws(IndexError) {
        let queue = WorkQueue(plan.archives, jobs: options.jobs)
        let frames = try resumeFrames(plan, writer)
        let bytesAhead = plan.archives.reduce(0) { $0 + $1.bytesAhead(from: frames[$1.location.frames]) }
        let worker = IndexWorker(
            queue: queue, batch: batch, hasher: writer.hasher, granuleShift: writer.granuleShift,
            chunkLength: options.chunkLength, spacing: FrameSpacing(seekPoints: UInt64(options.seekPointSpacing)),
            frames: frames, packing: options.packing, windowLimit: options.windowLimit, bytesBefore: bytesBefore,
            total: bytesBefore + bytesAhead, onProgress: onProgress)
        var changes = CatalogChanges(entries: plan.updated, forgotten: plan.forgotten)
        while !queue.isEmpty {
            queue.resume()
            concurrentPerform(iterations: options.jobs) { _ in worker.work() }
            report.postings += try write(batch, &changes, &writer)
        }
        if !changes.isEmpty { try writer.publish(nil, changes.entries, forgetting: changes.forgotten) }
    }

    /// Stores and publishes what the batch holds. Gives the postings stored.
    private func write(
        _ batch: IndexBatch, _ changes: inout CatalogChanges, _ writer: inout Store.Writer
    ) throws(IndexError) -> Int {
        let (buffers, touched) = batch.take()
        // What was read of a file that shrank meanwhile is worth nothing.
        let good = touched.filter { !$0.hasShrunk }
        for job in touched where job.hasShrunk { batch.fail(job.planned, ArchiveJob.changed(job.planned.path)) }
        guard !good.isEmpty else { return 0 }
        let archives = Set(good.map(\.planned.entry.id))
        let postings = buffers.filter { archives.contains($0.archive) }
        let run = postings.isEmpty ? nil : try writer.stage(postings)
        for job in good {
            let (frames, offset) = job.takeFrames()
            try writer.stage(frames, of: job.planned.location.frames, from: offset)
            try changes.add(job, writer.snapshot())
        }
        try writer.publish(run, changes.entries, forgetting: changes.forgotten)
        // From here on the index finds the packed ones.
        for job in good { job.packing?.removeOriginal() }
        changes = CatalogChanges()
        return run.map { Store.Writer.postingCount(of: $0) } ?? 0
    }

    /// Where decoding goes on in archives that were indexed in part, by the number of their frames.
    private func resumeFrames(
        _ plan: IndexPlan, _ writer: borrowing Store.Writer
    ) throws(IndexError) -> [FrameSetID: Frame] {
        var frames: [FrameSetID: Frame] = [:]
        let resumed = plan.archives.filter { $0.resumeOffset > 0 }
        guard !resumed.isEmpty else { return frames }
        let snapshot = try writer.snapshot()
        for planned in resumed {
            let number = planned.location.frames
            let offset = min(planned.resumeOffset, planned.entry.content.leaves.length)
            frames[number] = try snapshot.frame(of: number, atOrBefore: offset)
        }
        return frames
    }
}

/// What is to be published of the catalog along with the next run.
private struct CatalogChanges {
    var entries: [ArchiveEntry] = []
    var forgotten: [ArchiveID] = []

    var isEmpty: Bool { entries.isEmpty && forgotten.isEmpty }

    /// Adds what has come of a job.
    mutating func add(_ job: ArchiveJob, _ snapshot: borrowing some IndexSnapshot & ~Copyable) throws(IndexError) {
        for original in job.possibleOriginals {
            guard let current = try latest(original.id, snapshot), let entry = job.asLocation(of: current) else {
                continue
            }
            entries.append(entry)
            forgotten.append(job.planned.entry.id)
            return
        }
        entries.append(job.entry)
        forgotten += job.mended
        for id in job.contained {
            guard var archive = try latest(id, snapshot) else { continue }
            archive.container = job.planned.entry.id
            if archive.isPresent { entries.append(archive) } else { forgotten.append(id) }
        }
    }

    /// An archive as it will be in the catalog.
    private func latest(_ id: ArchiveID, _ snapshot: borrowing some IndexSnapshot & ~Copyable) throws(IndexError)
        -> ArchiveEntry?
    {
        if let changed = entries.last(where: { $0.id == id }) { return changed }
        return try snapshot.archive(id)
    }
}

extension IndexReport {
    /// Adds what a batch's jobs have come to.
    fileprivate mutating func add(_ batch: IndexBatch) {
        skipped += batch.failed.map { Notice(path: $0.file.path, $0.error) }
        fileBytes += batch.bytesRead
        for job in batch.jobs {
            let counts = job.counts
            if job.addsNothing { recognisedFiles += 1 } else { indexedArchives += 1 }
            decodedBytes += job.decodedBytes
            records += counts.records
            keys += counts.keyCount
            switch job.packing?.outcome {
            case .packed(let file): packed.append(file)
            case .left(let reason, let remedy):
                unpacked.append(Notice(path: job.planned.path, reason: reason, remedy: remedy))
            case nil: break
            }
            if let reason = job.shortfall { partial.append(Notice(path: job.planned.path, reason: reason)) }
        }
    }
}
