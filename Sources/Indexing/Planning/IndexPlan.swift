import Archives
import ByteScanning
import IndexModel
import SystemPackage

/// Compares the files that are there with the catalog: what is to be read, and what has only moved or gone.
///
/// First every file is looked for under its name and status, then by its status alone (a rotation gives the names of
/// some files to others); only what is left is opened, to see how it begins. `IndexPlan+Content` has the rest.
struct IndexPlan {
    private(set) var archives: [PlannedArchive] = []
    /// Catalog entries that change without their content being read.
    private(set) var updated: [ArchiveEntry] = []
    /// Archives that leave the catalog: gone, and all that they held is in another.
    private(set) var forgotten: [ArchiveID] = []
    /// Files that wait for others: they may hold what is only being indexed.
    private(set) var deferred: [FileWalk.File] = []
    /// Files that are not indexed, and why.
    var unread: [UnreadInput] = []
    var report = IndexReport()
    /// The number of the next archive that is new.
    private(set) var nextArchive: ArchiveID

    /// Whether nothing is to be read or published.
    var isEmpty: Bool { archives.isEmpty && updated.isEmpty && forgotten.isEmpty }

    var known: KnownArchives
    /// Places of which it is known what has become of them.
    var settled: Set<KnownArchives.Place> = []
    /// Entries that are not as the catalog has them.
    private var changed: Set<ArchiveID> = []
    private var drafts: [Draft] = []
    private let trustsModificationTime: Bool
    /// What was looked at before and is no log, by its path.
    private let notLogs: [ByteKey: UnreadInput]

    /// What is to be done with a file, before it is known what becomes of all the others.
    struct Draft {
        enum Kind {
            /// To go on with an archive that was not read to its end, or that has grown.
            case goOn(KnownArchives.Place)
            /// To be read from its beginning: one of these archives, or a new one.
            case read(candidates: [ArchiveID])
        }

        let kind: Kind
        var location: ArchiveLocation
        let head: Fingerprint
        /// What tells it from other new files that begin with the same NULs.
        var text = Fingerprint.none
        /// What seems to have been appended to it.
        var appended: [AppendedArchive] = []
    }

    /// See `ArchiveFile`.
    let windowLimit: Int

    /// - Parameters:
    ///   - inputs: what the index remembers of earlier runs.
    ///   - deferred: what an earlier plan of the same walk put off; only that is looked at then.
    init(
        _ walk: FileWalk, catalog: [ArchiveEntry], inputs: IndexInputs = IndexInputs(), nextArchive: ArchiveID,
        trustsModificationTime: Bool = false, deferred: [FileWalk.File]? = nil,
        windowLimit: Int
    ) {
        known = KnownArchives(catalog)
        self.windowLimit = windowLimit
        self.nextArchive = nextArchive
        self.trustsModificationTime = trustsModificationTime
        notLogs = inputs.notLogs
        let unknown = (deferred ?? walk.files).filter { !planByStatus($0) }
        var busy: Set<ArchiveID> = Set(drafts.compactMap(\.archive))
        var found: [(file: FileWalk.File, draft: Draft)] = []
        for file in unknown {
            guard !isKnownNotToBeALog(file), let draft = probe(file) else { continue }
            if let archive = draft.archive, !busy.insert(archive).inserted {
                self.deferred.append(file)
            } else if draft.archive != nil {
                drafts.append(draft)
            } else {
                found.append((file, draft))
            }
        }
        busy.formUnion(drafts.compactMap(\.archive))
        assign(found, busy: &busy)
        if deferred == nil { markMissing(walk) }
        assemble(busy: busy)
    }

    /// That of a run that has nothing to do.
    init(_ files: UnchangedFiles, nextArchive: ArchiveID) {
        known = KnownArchives([])
        windowLimit = 0
        self.nextArchive = nextArchive
        trustsModificationTime = false
        notLogs = [:]
        unread = files.notLogs
        report.unchangedFiles = files.count
        report.notLogs = files.notLogs.count
    }

    /// Which archive a file holds.
    mutating func resolve(_ file: FileEvidence) -> ArchiveIdentity {
        let settled = settled
        return ArchiveIdentity.resolve(
            file, in: &known, trustsModificationTime: trustsModificationTime, where: { !settled.contains($0) })
    }

    // MARK: Files that need not be opened

    /// Plans a file of which its status tells that it is known; false where it does not.
    private mutating func planByStatus(_ file: FileWalk.File) -> Bool {
        let evidence = FileEvidence(
            path: file.pathBytes, status: file.status, presence: { Presence(of: FilePath(bytes: $0)) })
        switch resolve(evidence) {
        case .unchanged(let place):
            settled.insert(place)
            report.unchangedFiles += 1
            if !known.isPresent(place) {
                // It has come back.
                known[place]?.isPresent = true
                changed.insert(place.id)
            }
            goOnIfUnfinished(place)
        case .secondName(let place):
            settled.insert(place)
            report.unchangedFiles += 1
        case .renamed(let place):
            settled.insert(place)
            known[place]?.path = file.pathBytes
            known[place]?.status = file.status
            changed.insert(place.id)
            report.movedFiles += 1
            goOnIfUnfinished(place)
        case .grown, .candidates, .new, .undecided: return false
        }
        return true
    }

    /// Whether a file was looked at before, was no log, and is as it was.
    private mutating func isKnownNotToBeALog(_ file: FileWalk.File) -> Bool {
        guard let input = file.asKnownNotLog(notLogs) else { return false }
        unread.append(input)
        report.notLogs += 1
        return true
    }

    /// Plans to go on where a run was stopped, or tells what else keeps the file from being read whole.
    private mutating func goOnIfUnfinished(_ place: KnownArchives.Place) {
        guard known.hasProblem(place), let entry = known[place.id], let location = known[place] else { return }
        let isFurthest = entry.holdsAll(location)
        guard entry.isUnfinished, isFurthest else {
            if let problem = location.problem ?? (isFurthest ? entry.problem : nil) {
                report.partial.append(IndexReport.Notice(path: FilePath(bytes: location.path), reason: problem.text))
            }
            return
        }
        guard !drafts.contains(where: { $0.archive == entry.id }) else { return }
        report.unchangedFiles -= 1
        drafts.append(Draft(kind: .goOn(place), location: location, head: entry.head))
    }

    /// Notes which files are not there any more. One that cannot be looked at is not gone.
    private mutating func markMissing(_ walk: FileWalk) {
        let unsettled = known.byPath.filter { !settled.contains($0.value) && known.isPresent($0.value) }
        guard !unsettled.isEmpty else { return }
        let present = Set(walk.files.map { ByteKey($0.pathBytes) })
        let roots = walk.roots.map(\.bytes)
        for (path, place) in unsettled {
            let hasOtherContent = present.contains(path)
            guard hasOtherContent || path.bytes.isBelow(roots) && Presence(of: FilePath(bytes: path.bytes)) == .absent
            else { continue }
            known[place]?.isPresent = false
            changed.insert(place.id)
            report.missingFiles += 1
        }
    }

    // MARK: What comes of it

    /// Assigns the archives that files may turn out to be: each to one file, the other files wait.
    private mutating func assign(_ found: [(file: FileWalk.File, draft: Draft)], busy: inout Set<ArchiveID>) {
        var beginnings: Set<[Fingerprint]> = []
        for (file, draft) in found {
            guard case .read(let candidates) = draft.kind else { continue }
            guard busy.isDisjoint(with: candidates), beginnings.insert([draft.head, draft.text]).inserted else {
                deferred.append(file)
                continue
            }
            busy.formUnion(candidates)
            drafts.append(draft)
        }
    }

    /// Makes the plans, now that the catalog's entries are as they will be.
    ///
    /// - Parameter busy: archives that a file goes on with, or may turn out to hold.
    private mutating func assemble(busy: Set<ArchiveID>) {
        for draft in drafts {
            switch draft.kind {
            case .goOn(let place):
                guard let planned = goOn(draft, place, busy: busy) else { continue }
                archives.append(planned)
            case .read(let candidates):
                archives.append(newArchive(draft, candidates.compactMap { known[$0] }))
            }
        }
        for id in changed.sorted() {
            guard let entry = known[id] else { continue }
            if isNeedless(entry), !busy.contains(id) {
                forgotten.append(id)
            } else {
                updated.append(entry.withoutNeedlessLocations)
            }
        }
    }

    /// Whether an archive is gone and another holds all that it held: byte for byte, or as far as a damaged one could be read.
    private mutating func isNeedless(_ entry: ArchiveEntry) -> Bool {
        guard !entry.isPresent else { return false }
        if let container = entry.container, known[container] != nil { return true }
        switch entry.problem?.kind {
        case .truncated, .corrupt: return known.hasWholeArchive(insteadOf: entry)
        default: return false
        }
    }

    private func goOn(_ draft: Draft, _ place: KnownArchives.Place, busy: Set<ArchiveID>) -> PlannedArchive? {
        guard var entry = known[place.id] else { return nil }
        entry.locations.remove(at: place.index)
        entry.head = draft.head
        var planned = PlannedArchive(entry: entry, location: draft.location, resumeOffset: entry.resumeOffset)
        planned.appended = draft.appended.filter { !busy.contains($0.id) }
        return planned
    }

    private mutating func newArchive(_ draft: Draft, _ candidates: [ArchiveEntry]) -> PlannedArchive {
        defer { nextArchive = ArchiveID(nextArchive.value + 1) }
        let entry = ArchiveEntry(id: nextArchive, locations: [], head: draft.head)
        var planned = PlannedArchive(entry: entry, location: draft.location)
        planned.location.frames = FrameSetID(nextArchive)
        planned.candidates = candidates
        planned.damaged = candidates.filter { $0.problem?.kind == .corrupt && !$0.isPresent }
        return planned
    }
}

extension IndexPlan.Draft {
    /// The archive that is gone on with.
    fileprivate var archive: ArchiveID? {
        if case .goOn(let place) = kind { place.id } else { nil }
    }
}

extension ArchiveEntry {
    /// Locations that are gone are of no use where another that is there holds everything.
    var withoutNeedlessLocations: ArchiveEntry {
        guard locations.contains(where: { $0.isPresent && isReadWhole($0) }) else { return self }
        var entry = self
        entry.locations.removeAll { !$0.isPresent }
        return entry
    }
}

extension [UInt8] {
    /// Whether this path is one of the roots or lies below one.
    func isBelow(_ roots: [[UInt8]]) -> Bool {
        roots.contains { root in
            guard starts(with: root) else { return false }
            return count == root.count || root.last == UInt8(ascii: "/") || self[root.count] == UInt8(ascii: "/")
        }
    }
}
