import Archives
import ByteScanning
import IndexModel
import SystemPackage

/// What an index run was asked to cover, and what of it does not get into the index: so that a later "not found" can name it.
struct RunInputs {
    /// What the index remembers of the runs before.
    private let known: IndexInputs
    /// What it remembers now.
    private var stored: IndexInputs
    private let roots: [[UInt8]]
    private let exclusions: [NamePattern]
    private let given: [FilePath]
    private let indexDirectory: FilePath?
    private var walk: FileWalk
    /// What the run's plans have left out, and what failed.
    private var unread: [UnreadInput] = []

    private static let waiting = "not indexed yet: an index run is at work on it, or was stopped"

    /// - Parameters:
    ///   - paths: as they were given; none for those of the last run.
    ///   - exclusions: nil for those of the last run where no paths were given either.
    init(_ paths: [FilePath], excluding exclusions: [NamePattern]?, known: IndexInputs, indexDirectory: FilePath?) {
        self.known = known
        stored = known
        let patterns = exclusions ?? (paths.isEmpty ? known.exclusions.map { NamePattern($0) } : [])
        let given = paths.isEmpty ? known.roots.map { FilePath(bytes: $0) } : paths.map(\.madeAbsolute)
        self.exclusions = patterns
        self.given = given
        self.indexDirectory = indexDirectory
        walk = FileWalk(given, excluding: patterns, indexDirectory: indexDirectory)
        // A name that leads nowhere is a slip of the pen, unless there was something before.
        roots = given.filter { Presence(of: $0) != .absent || known.roots.contains($0.bytes) }.map(\.bytes)
    }

    /// The files that the run is to cover.
    var files: FileWalk { walk }

    /// Looks anew which files there are.
    mutating func walkAgain() {
        walk = FileWalk(given, excluding: exclusions, indexDirectory: indexDirectory)
    }

    /// Notes what a plan has left out.
    mutating func add(_ plan: IndexPlan) {
        unread += plan.unread
    }

    /// Notes that a file that was planned is not in the index after all.
    mutating func add(_ file: PlannedArchive, _ error: ArchiveError) {
        var input = UnreadInput(.unread, path: file.location.path, reason: error.reason)
        input.size = file.location.size
        unread.append(input)
    }

    /// Notes a file that was not planned at all, and why.
    mutating func add(_ notice: IndexReport.Notice) {
        unread.append(UnreadInput(.unread, path: notice.path.madeAbsolute.bytes, reason: notice.reason))
    }

    /// What is to be remembered as long as the planned files are not read: they count as unread, for the run may be killed.
    mutating func whileReading(_ plan: IndexPlan) -> IndexInputs {
        let waiting = plan.archives.map(\.location.path) + plan.deferred.map(\.pathBytes)
        stored = inputs(unread + waiting.map { UnreadInput(.unread, path: $0, reason: RunInputs.waiting) })
        return stored
    }

    /// What is to be remembered when the run has ended; nil where that is what the index remembers already.
    var afterwards: IndexInputs? {
        let inputs = inputs(unread)
        return inputs == stored ? nil : inputs
    }

    private func inputs(_ unread: [UnreadInput]) -> IndexInputs {
        let notices = walk.skipped + walk.unreadable.filter { Presence(of: $0.path).mayBeLogs }
        let unseen = notices.map { UnreadInput(.unread, path: $0.path.madeAbsolute.bytes, reason: $0.reason) }
        let now = unread + unseen
        let seen = Set(now.map { ByteKey($0.path) })
        let walked = walk.roots.map(\.bytes)
        let others = known.unread.filter { !seen.contains(ByteKey($0.path)) && isStillUnread($0, walked: walked) }
        return IndexInputs(roots: roots, exclusions: exclusions.map(\.bytes), unread: now + others)
    }

    /// Whether something that this run has not left out is still there and still unread: then it is not below the paths that
    /// were walked, for what is there was indexed.
    private func isStillUnread(_ input: UnreadInput, walked: [[UInt8]]) -> Bool {
        guard !exclusions.contains(where: { $0.matches(input.path) }) else { return false }
        switch Presence(of: FilePath(bytes: input.path)) {
        case .absent: return false
        case .unknown: return true
        case .there: return !input.path.isBelow(walked)
        }
    }
}

extension Presence {
    /// Whether there may be logs: what is not there has none, and neither has a device.
    fileprivate var mayBeLogs: Bool {
        switch self {
        case .absent: false
        case .there(let status): status.kind != .other
        case .unknown: true
        }
    }
}

extension FilePath {
    /// The path from the root on, symbolic links as they are.
    fileprivate var madeAbsolute: FilePath {
        guard isRelative, let current = try? FilePath(".").resolved() else { return self }
        return current.pushing(self)
    }
}
