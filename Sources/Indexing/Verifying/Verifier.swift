import Archives
public import IndexModel
import Threads

/// What the threads share.
private struct VerifierState: Sendable {
    var next = 0
    var fileBytes: UInt64 = 0
    var results: [VerifierResult?]
    var failure: IndexError?
}

private enum VerifierResult: Sendable {
    case compared(ArchiveVerdict, path: [UInt8])
    case unchecked(UncheckedArchive)
}

/// Compares an index with its archives, and changes neither.
///
/// Of each archive one file is compared: one that holds all of it. What is gone or was changed cannot be compared and is told.
public struct Verifier<Store: IndexStore>: Sendable {
    private let store: Store
    private let options: VerifyOptions
    private let onProgress: @Sendable (IndexProgress) -> Void

    /// - Parameter onProgress: called often, from any of the threads.
    public init(
        _ store: Store, _ options: VerifyOptions, onProgress: @escaping @Sendable (IndexProgress) -> Void = { _ in }
    ) {
        self.store = store
        self.options = options
        self.onProgress = onProgress
    }

    /// - Throws: `IndexError` where there is no index or it cannot be opened. Damage of it is a finding, no error.
    public func run() throws(IndexError) -> VerifyReport {
        let reader = try store.reader()
        var report = VerifyReport()
        do throws(IndexError) {
            let snapshot = try reader.snapshot()
            let catalog = try snapshot.archives()
            if options.extent == .full { report.add(snapshot.damage()) }
            report.archives = catalog.count
            for result in try compare(catalog, reader) { report.add(result) }
        } catch {
            guard error.kind == .damaged else { throw error }
            report.add([error])
        }
        return report
    }

    private func compare(
        _ catalog: [ArchiveEntry], _ reader: borrowing Store.Reader
    ) throws(IndexError) -> [VerifierResult] {
        let total = catalog.reduce(0) { $0 + $1.comparedSize }
        let state = Mutex(VerifierState(results: Array(repeating: nil, count: catalog.count)))
        let jobs = min(options.jobs, catalog.count, VerifyOptions.mostJobs)
        concurrentPerform(iterations: jobs) { _ in
            do throws(IndexError) {
                let snapshot = try reader.snapshot()
                while let number = state.withLock({ $0.takeNext() }) {
                    let entry = catalog[number]
                    var told: UInt64 = 0
                    func tell(_ bytes: UInt64) {
                        let bytes = min(bytes, entry.comparedSize - told)
                        told += bytes
                        let done = state.withLock { state in
                            state.fileBytes += bytes
                            return state.fileBytes
                        }
                        onProgress(IndexProgress(fileBytes: done, totalFileBytes: total))
                    }
                    let result = compare(entry, in: snapshot, onBytes: tell)
                    tell(entry.comparedSize)
                    state.withLock { $0.results[number] = result }
                }
            } catch {
                state.withLock { $0.failure = error }
            }
        }
        return try state.withLock { state throws(IndexError) in
            if let failure = state.failure { throw failure }
            return state.results.compactMap(\.self)
        }
    }

    private func compare(
        _ entry: ArchiveEntry, in snapshot: borrowing some IndexSnapshot & ~Copyable, onBytes: (UInt64) -> Void
    ) -> VerifierResult {
        func unchecked(_ reason: UncheckedArchive.Reason) -> VerifierResult {
            .unchecked(UncheckedArchive(path: entry.locations.first?.path ?? Array("?".utf8), reason: reason))
        }
        let archive: VerifiedArchive
        switch VerifiedArchive.open(entry, toBeRead: options.extent == .full ? .sequential : .random) {
        case .opened(let opened): archive = opened
        case .unchecked(let reason): return unchecked(reason)
        }
        do throws(ArchiveError) {
            let verdict =
                switch options.extent {
                case .full: try WholeArchiveCheck(archive, options, snapshot).run(in: snapshot, onBytes: onBytes)
                case .sample(let seed):
                    try ArchiveSample(archive, options, snapshot).run(seed: seed, in: snapshot, onBytes: onBytes)
                }
            return archive.hasChanged ? unchecked(.changed) : .compared(verdict, path: archive.location.path)
        } catch {
            return unchecked(.unreadable(error))
        }
    }
}

extension VerifierState {
    fileprivate mutating func takeNext() -> Int? {
        guard failure == nil, next < results.count else { return nil }
        defer { next += 1 }
        return next
    }
}

extension VerifyReport {
    fileprivate mutating func add(_ damage: [IndexError]) {
        for error in damage { add(VerifyFinding(path: nil, kind: .indexUnreadable(error))) }
    }

    fileprivate mutating func add(_ result: VerifierResult) {
        switch result {
        case .unchecked(let archive): unchecked.append(archive)
        case .compared(let verdict, let path):
            compared += 1
            decodedBytes += verdict.decodedBytes
            keys += verdict.keys
            for kind in verdict.findings {
                // A run is many archives'.
                if case .indexUnreadable = kind {
                    add(VerifyFinding(path: nil, kind: kind))
                } else {
                    add(VerifyFinding(path: path, kind: kind))
                }
            }
        }
    }

    private mutating func add(_ finding: VerifyFinding) {
        if !findings.contains(finding) { findings.append(finding) }
    }
}

extension ArchiveEntry {
    /// The size of the file that is compared first.
    fileprivate var comparedSize: UInt64 { locations.first(where: holdsAll)?.size ?? 0 }
}

extension VerifiedArchive {
    /// Whether the file has changed since it was opened, other than by growing.
    fileprivate var hasChanged: Bool {
        if file.hasShrunk { return true }
        // One that was moved away keeps its content.
        guard let now = try? FileStatus(at: file.path), now.inode == file.status.inode else { return false }
        return now.size == file.status.size && now.modificationTime != file.status.modificationTime
    }
}
