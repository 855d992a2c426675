import Archives
import LogIndex
import SystemPackage

/// An archive that is to be indexed, from some place on.
struct PlannedArchive {
    /// What the catalog knows of it, or will.
    var entry: ArchiveEntry
    /// Where to go on, in decoded bytes: 0, or the start of a record.
    let resumeOffset: UInt64
    /// The catalog entry that this one takes the place of, because the same file holds all of it and more.
    var superseded: ArchiveID?

    /// The file that is read.
    var location: ArchiveLocation { entry.locations.first { $0.isPresent } ?? entry.locations[0] }
    var path: FilePath { FilePath(location.path) }
}

/// Compares the files that are there with the catalog: what is to be read, and what has only moved or gone.
struct IndexPlan {
    private(set) var archives: [PlannedArchive] = []
    /// Catalog entries that change without their content being read.
    private(set) var updated: [ArchiveID: ArchiveEntry] = [:]
    private(set) var report = IndexReport()

    private var entries: [ArchiveID: ArchiveEntry]
    private var byPath: [String: ArchiveID] = [:]
    /// The number of the next archive that is new.
    private(set) var nextArchive: ArchiveID

    init(_ walk: FileWalk, catalog: [ArchiveEntry], nextArchive: ArchiveID) {
        entries = Dictionary(uniqueKeysWithValues: catalog.map { ($0.id, $0) })
        self.nextArchive = nextArchive
        for entry in catalog {
            for location in entry.locations where location.isPresent { byPath[location.path] = entry.id }
        }
        report.skipped = walk.skipped
        report.unreadablePaths = walk.unreadable
        var unknown: [FileWalk.File] = []
        for file in walk.files where !planKnown(file) { unknown.append(file) }
        // Only when it is known which names are gone can a new name be told from a second one.
        let gone = namesGone(walk)
        for file in unknown where !planMoved(file, from: gone) { probe(file) }
        markMissing(gone)
    }

    // MARK: Known names

    /// Plans a file whose name the catalog knows; false when it does not.
    private mutating func planKnown(_ file: FileWalk.File) -> Bool {
        guard let id = byPath[file.path.string], let entry = entries[id],
            let location = entry.locations.first(where: { $0.path == file.path.string })
        else { return false }
        guard location.isSame(as: file.status) else {
            probe(file, known: entry)
            return true
        }
        if entry.problem?.kind == .unfinished {
            plan(entry, from: entry.resumeOffset)
        } else {
            report.unchangedFiles += 1
            if let problem = entry.problem { note(problem, at: file.path) }
        }
        return true
    }

    private mutating func note(_ problem: ArchiveProblem, at path: FilePath) {
        report.partial.append(IndexReport.Notice(path: path, reason: problem.text))
    }

    /// Names in the catalog whose files are not there any more, though their place was looked at.
    private func namesGone(_ walk: FileWalk) -> [String: ArchiveID] {
        let present = Set(walk.files.map(\.path.string))
        let listed = Set(walk.listed.map(\.string))
        return byPath.filter { path, _ in
            !present.contains(path) && listed.contains(FilePath(path).removingLastComponent().string)
                && (try? FileStatus(at: FilePath(path))) == nil
        }
    }

    /// Recognises a file that was renamed: same file, same size, same time, and its old name is gone.
    private mutating func planMoved(_ file: FileWalk.File, from gone: [String: ArchiveID]) -> Bool {
        for (path, id) in gone {
            guard var entry = updated[id] ?? entries[id],
                let index = entry.locations.firstIndex(where: { $0.path == path && $0.isSame(as: file.status) })
            else { continue }
            entry.locations[index].path = file.path.string
            report.movedFiles += 1
            if entry.problem?.kind == .unfinished {
                plan(entry, from: entry.resumeOffset)
            } else {
                updated[id] = entry
            }
            return true
        }
        return false
    }

    private mutating func markMissing(_ gone: [String: ArchiveID]) {
        for (path, id) in gone {
            guard var entry = updated[id] ?? entries[id],
                let index = entry.locations.firstIndex(where: { $0.path == path && $0.isPresent })
            else { continue }
            entry.locations[index].isPresent = false
            updated[id] = entry
            report.missingFiles += 1
        }
    }

    // MARK: Files that must be opened

    private mutating func probe(_ file: FileWalk.File, known entry: ArchiveEntry? = nil) {
        do throws(ArchiveError) {
            let probe = try ContentProbe(file.path)
            switch probe.verdict {
            case .empty: report.emptyFiles += 1
            case .unusable(let reason): report.skipped.append(IndexReport.Notice(path: file.path, reason: reason))
            case .log: planContent(probe, known: entry)
            }
        } catch {
            report.skipped.append(IndexReport.Notice(path: file.path, reason: error.reason))
        }
    }

    private mutating func planContent(_ probe: ContentProbe, known: ArchiveEntry?) {
        let location = ArchiveLocation(probe.file)
        guard var known else { return plan(newEntry(probe, location), from: 0) }
        let isSameStart = probe.print(length: known.head.length) == known.head
        if isSameStart, known.hasTail(in: probe.file) {
            known.head = probe.print()
            known.locations.removeAll { $0.path == location.path }
            known.locations.insert(location, at: 0)
            return plan(known, from: known.resumeOffset)
        }
        var planned = PlannedArchive(entry: newEntry(probe, location), resumeOffset: 0)
        if isSameStart, known.locations.count == 1 {
            planned.superseded = known.id
        } else {
            known.locations = known.locations.map { $0.path == location.path ? $0.absent : $0 }
            updated[known.id] = known
            report.missingFiles += 1
        }
        archives.append(planned)
    }

    private mutating func plan(_ entry: ArchiveEntry, from offset: UInt64) {
        archives.append(PlannedArchive(entry: entry, resumeOffset: offset))
    }

    private mutating func newEntry(_ probe: ContentProbe, _ location: ArchiveLocation) -> ArchiveEntry {
        defer { nextArchive = ArchiveID(nextArchive.value + 1) }
        return ArchiveEntry(id: nextArchive, locations: [location], head: probe.print())
    }
}

extension ArchiveLocation {
    init(_ file: ArchiveFile) {
        let status = file.status
        self.init(
            path: file.path.string, codec: file.codec.rawValue, size: status.size,
            modificationTime: status.modificationTime, inode: status.inode, device: status.device)
    }

    /// Whether the file is as it was when it was indexed, as far as its status tells.
    func isSame(as status: FileStatus) -> Bool {
        size == status.size && modificationTime == status.modificationTime && inode == status.inode
            && device == status.device
    }

    fileprivate var absent: ArchiveLocation {
        var copy = self
        copy.isPresent = false
        return copy
    }
}

extension ArchiveEntry {
    /// Whether a plain file still holds what was indexed of it just before the place to go on from.
    fileprivate func hasTail(in file: ArchiveFile) -> Bool {
        guard file.codec == .plain, tail.length > 0, tail.length <= resumeOffset,
            UInt64(file.bytes.count) >= indexedLength
        else { return false }
        let end = Int(resumeOffset)
        return file.print(of: end - Int(tail.length)..<end) == tail
    }
}
