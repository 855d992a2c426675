import Archives
import LogIndex
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
    var deferred: [FileWalk.File] = []
    var report = IndexReport()
    /// The number of the next archive that is new.
    private(set) var nextArchive: ArchiveID

    /// Whether nothing is to be read or published.
    var isEmpty: Bool { archives.isEmpty && updated.isEmpty && forgotten.isEmpty }

    var known: KnownArchives
    /// Places of which it is known what has become of them.
    var settled: Set<KnownArchives.Place> = []
    /// Entries that are not as the catalog has them.
    var changed: Set<ArchiveID> = []
    var drafts: [Draft] = []

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
        let head: ContentPrint
        /// What seems to have been appended to it.
        var appended: [AppendedArchive] = []
    }

    /// - Parameter deferred: what an earlier plan of the same walk put off; only that is looked at then.
    init(_ walk: FileWalk, catalog: [ArchiveEntry], nextArchive: ArchiveID, deferred: [FileWalk.File]? = nil) {
        known = KnownArchives(catalog)
        self.nextArchive = nextArchive
        let changed = (deferred ?? walk.files).filter { !planUnchanged($0) }
        let unknown = changed.filter { !planMoved($0) }
        var busy: Set<ArchiveID> = Set(drafts.compactMap(\.archive))
        var found: [(file: FileWalk.File, draft: Draft)] = []
        for file in unknown {
            guard let draft = probe(file) else { continue }
            if let archive = draft.archive, !busy.insert(archive).inserted {
                self.deferred.append(file)
            } else if draft.archive != nil {
                drafts.append(draft)
            } else {
                found.append((file, draft))
            }
        }
        busy.formUnion(drafts.compactMap(\.archive))
        deal(found, busy: &busy)
        if deferred == nil { markMissing(walk) }
        assemble(busy: busy)
    }

    // MARK: Files that need not be opened

    /// Plans a file that is as the catalog knows it.
    private mutating func planUnchanged(_ file: FileWalk.File) -> Bool {
        guard let place = known.byPath[file.pathText], known[place]?.status.isSameContent(as: file.status) == true
        else { return false }
        settled.insert(place)
        report.unchangedFiles += 1
        goOnIfUnfinished(place)
        return true
    }

    /// Recognises a file that has another name now: same file, same size, same time.
    private mutating func planMoved(_ file: FileWalk.File) -> Bool {
        guard let place = known.place(of: file.status), !settled.contains(place), let location = known[place]
        else { return false }
        settled.insert(place)
        if (try? FileStatus(at: FilePath(location.path))) == file.status {
            // A second name of a file that still has its first one.
            report.unchangedFiles += 1
            return true
        }
        known[place]?.path = file.pathText
        changed.insert(place.id)
        report.movedFiles += 1
        goOnIfUnfinished(place)
        return true
    }

    /// Plans to go on where a run was stopped, or tells what else keeps the archive from being whole.
    mutating func goOnIfUnfinished(_ place: KnownArchives.Place) {
        guard let entry = known[place.id], let problem = entry.problem, let location = known[place],
            entry.holdsAll(location)
        else { return }
        if problem.kind != .unfinished {
            report.partial.append(IndexReport.Notice(path: FilePath(location.path), reason: problem.text))
        } else if !drafts.contains(where: { $0.archive == entry.id }) {
            report.unchangedFiles -= 1
            drafts.append(Draft(kind: .goOn(place), location: location, head: entry.head))
        }
    }

    /// Notes which files are not there any more, though their place was looked at.
    private mutating func markMissing(_ walk: FileWalk) {
        let unsettled = known.byPath.filter { !settled.contains($0.value) }
        guard !unsettled.isEmpty else { return }
        let present = Set(walk.files.map(\.pathText))
        let listed = Set(walk.listed.map(\.string))
        for (path, place) in unsettled {
            let isListed = listed.contains(FilePath(path).removingLastComponent().string)
            let isGone = isListed && (try? FileStatus(at: FilePath(path))) == nil
            guard isGone || present.contains(path) else { continue }
            known[place]?.isPresent = false
            changed.insert(place.id)
            report.missingFiles += 1
        }
    }

    // MARK: What comes of it

    /// Deals out the archives that files may turn out to be: each to one file, the other files wait.
    private mutating func deal(_ found: [(file: FileWalk.File, draft: Draft)], busy: inout Set<ArchiveID>) {
        var heads: Set<ContentPrint> = []
        for (file, draft) in found {
            guard case .read(let candidates) = draft.kind else { continue }
            guard busy.isDisjoint(with: candidates), heads.insert(draft.head).inserted else {
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
            let isHeldElsewhere = entry.container.map { known[$0] != nil } ?? false
            if isHeldElsewhere, !entry.isPresent, !busy.contains(id) {
                forgotten.append(id)
            } else {
                updated.append(entry.withoutNeedlessLocations)
            }
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
        planned.location.frames = nextArchive
        planned.claims = candidates
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
    /// Locations that are gone are of no use where another holds everything.
    var withoutNeedlessLocations: ArchiveEntry {
        guard isPresent else { return self }
        var entry = self
        entry.locations.removeAll { !$0.isPresent }
        return entry
    }
}
