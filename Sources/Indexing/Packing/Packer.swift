import Archives
public import SystemPackage
import Threads

/// Rewrites archives in the zstd seekable format, in their place.
///
/// Each is written beside its place, read again and compared, and only then put there; the original goes last. So a
/// run that is killed leaves the old file, or the new one, or for a moment both, which the next run sees.
public struct Packer: Sendable {
    /// How far a run is.
    public struct Progress: Sendable {
        /// Bytes of files read, of those that are to be read.
        public let fileBytes: UInt64
        public let totalFileBytes: UInt64
    }

    private let options: PackOptions
    private let onProgress: @Sendable (Progress) -> Void

    /// - Parameter onProgress: called from any thread, often.
    public init(_ options: PackOptions, onProgress: @escaping @Sendable (Progress) -> Void = { _ in }) {
        self.options = options
        self.onProgress = onProgress
    }

    /// Packs what is no seekable zstd yet under the paths. What goes wrong with single files is in the report.
    public func run(_ paths: [FilePath]) -> PackReport {
        var walk = FileWalk(paths)
        if options.isDryRun {
            let plan = PackPlan(walk, options)
            let ledger = PackLedger(plan, onProgress)
            for planned in plan.archives { ledger.note(planned) }
            return ledger.report
        }
        let swept = sweep(walk, paths)
        if swept.hasRestored { walk = FileWalk(paths) }
        let plan = PackPlan(walk, options)
        let ledger = PackLedger(plan, onProgress)
        for _ in 0..<swept.removed { ledger.noteRemainder() }
        for notice in swept.foreign { ledger.skip(notice.path, notice.reason) }
        // Small files side by side, large ones one after the other with all the threads.
        let small = plan.archives.filter { $0.status.size < UInt64(options.chunkLength) }
        let large = plan.archives.filter { $0.status.size >= UInt64(options.chunkLength) }
        concurrentPerform(iterations: small.isEmpty ? 0 : options.jobs) { first in
            for index in stride(from: first, to: small.count, by: options.jobs) { pack(small[index], jobs: 1, ledger) }
        }
        for planned in large { pack(planned, jobs: options.jobs, ledger) }
        for planned in plan.twins { finish(planned, ledger) }
        return ledger.report
    }

    /// Clears up what killed runs left where files are packed to, or were.
    private func sweep(_ walk: FileWalk, _ paths: [FilePath]) -> RemainderSweep {
        // What is not there may be an original that lost its name.
        let absent = paths.filter { Presence(of: $0) == .absent }.map { $0.removingLastComponent() }
        let around = absent.compactMap { try? ($0.isEmpty ? "." : $0).resolved() }
        var directories = Set(walk.files.map { $0.path.removingLastComponent() } + around)
        if let output = options.output { directories.insert(output) }
        directories.subtract(walk.listed)
        let others = directories.sorted { $0.string < $1.string }.flatMap { directory in
            let names = ((try? DirectoryListing(at: directory))?.entries ?? []).map(\.name)
            return names.filter(TemporaryName.isOne).map { directory.appending(name: $0) }
        }
        return RemainderSweep(walk.temporaries + others)
    }

    private func finish(_ planned: PlannedPack, _ ledger: PackLedger) {
        guard (try? FileAttributes(at: planned.target)) != nil else {
            // What had the name was packed under another, or could not be packed.
            return pack(planned, jobs: options.jobs, ledger)
        }
        do throws(ArchiveError) {
            switch try PackTwin(planned: planned).run(removing: options.removesOriginals) {
            case .finished: ledger.noteFinished()
            case .left(let reason): ledger.skip(planned.source, reason)
            }
        } catch {
            ledger.fail(planned.source, error)
        }
    }

    private func pack(_ planned: PlannedPack, jobs: Int, _ ledger: PackLedger) {
        do throws(ArchiveError) {
            let job = try PackJob(planned, options, jobs: jobs)
            ledger.begin(job)
            switch try job.run(removing: options.removesOriginals, onProgress: ledger.tell) {
            case .packed(let file): ledger.note(file)
            case .left(let reason): ledger.skip(planned.source, reason)
            }
            ledger.end(job, planned)
        } catch {
            ledger.fail(planned.source, error)
        }
    }
}
