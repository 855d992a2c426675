import Archives
import LogIndex
import SystemPackage

/// An archive that is to be indexed, from some place on.
struct PlannedArchive {
    /// What the catalog knows of it, or will.
    var entry: ArchiveEntry
    /// Where to go on, in decoded bytes: 0, or the start of a record.
    let resumeOffset: UInt64
    /// The catalog entries that this one takes the place of, if it turns out to hold as much as they did.
    var superseded: [Superseded] = []

    /// An entry that leaves the catalog when the new one has as many decoded bytes.
    struct Superseded {
        let id: ArchiveID
        let length: UInt64
    }

    /// The file that is read.
    var location: ArchiveLocation { entry.locations.first { $0.isPresent } ?? entry.locations[0] }
    var path: FilePath { FilePath(location.path) }
}

/// Compares the files that are there with the catalog: what is to be read, and what has only moved or gone.
///
/// First every file is looked for under its name, then under its identity (a rotation gives the names of some files to
/// others), and only what is left is opened.
struct IndexPlan {
    private(set) var archives: [PlannedArchive] = []
    /// Catalog entries that change without their content being read.
    private(set) var updated: [ArchiveID: ArchiveEntry] = [:]
    private(set) var report = IndexReport()
    /// The number of the next archive that is new.
    private(set) var nextArchive: ArchiveID

    /// A place in the catalog.
    private struct Place: Hashable {
        let id: ArchiveID
        let index: Int
    }

    private let entries: [ArchiveID: ArchiveEntry]
    private var byPath: [String: Place] = [:]
    private var byStatus: [FileStatus: Place] = [:]
    private var byHead: [[UInt8]: [ArchiveID]] = [:]
    /// Places of which it is known what has become of them.
    private var settled: Set<Place> = []
    /// Entries of the same file that a run was to take away when it was stopped, by the entry that it had begun.
    private var leftBehind: [ArchiveID: [ArchiveID]] = [:]

    init(_ walk: FileWalk, catalog: [ArchiveEntry], nextArchive: ArchiveID) {
        entries = Dictionary(uniqueKeysWithValues: catalog.map { ($0.id, $0) })
        self.nextArchive = nextArchive
        for entry in catalog { register(entry) }
        report.skipped = walk.skipped
        report.unreadablePaths = walk.unreadable
        let changed = walk.files.filter { !planUnchanged($0) }
        let unknown = changed.filter { !planMoved($0) }
        for file in unknown { probe(file) }
        markMissing(walk)
    }

    private mutating func register(_ entry: ArchiveEntry) {
        byHead[entry.head.digest, default: []].append(entry.id)
        for (index, location) in entry.locations.enumerated() where location.isPresent {
            let place = Place(id: entry.id, index: index)
            byStatus[location.status] = place
            guard let older = byPath.updateValue(place, forKey: location.path) else { continue }
            leftBehind[entry.id] = (leftBehind[older.id] ?? []) + [older.id]
            settled.insert(older)
        }
    }

    // MARK: Files that need not be opened

    /// Plans a file that is as the catalog knows it.
    private mutating func planUnchanged(_ file: FileWalk.File) -> Bool {
        guard let place = byPath[file.path.string], let entry = entries[place.id],
            entry.locations[place.index].isSame(as: file.status)
        else { return false }
        settled.insert(place)
        if entry.problem?.kind == .unfinished {
            plan(entry, from: entry.resumeOffset)
        } else {
            report.unchangedFiles += 1
            if let problem = entry.problem {
                report.partial.append(IndexReport.Notice(path: file.path, reason: problem.text))
            }
        }
        return true
    }

    /// Recognises a file that has another name now: same file, same size, same time.
    private mutating func planMoved(_ file: FileWalk.File) -> Bool {
        guard let place = byStatus[file.status], !settled.contains(place),
            var entry = updated[place.id] ?? entries[place.id]
        else { return false }
        settled.insert(place)
        if (try? FileStatus(at: FilePath(entry.locations[place.index].path))) == file.status {
            // A second name of a file that still has its first one.
            report.unchangedFiles += 1
            return true
        }
        entry.locations[place.index].path = file.path.string
        report.movedFiles += 1
        if entry.problem?.kind == .unfinished {
            plan(entry, from: entry.resumeOffset)
        } else {
            updated[place.id] = entry
        }
        return true
    }

    /// Notes which files are not there any more, though their place was looked at.
    private mutating func markMissing(_ walk: FileWalk) {
        let present = Set(walk.files.map(\.path.string))
        let listed = Set(walk.listed.map(\.string))
        for (path, place) in byPath where !settled.contains(place) {
            let isListed = listed.contains(FilePath(path).removingLastComponent().string)
            let isGone = isListed && (try? FileStatus(at: FilePath(path))) == nil
            if isGone || present.contains(path) { markAbsent(place) }
        }
    }

    /// Notes that a file is gone, or holds the archive no more.
    private mutating func markAbsent(_ place: Place) {
        guard var entry = updated[place.id] ?? entries[place.id] else { return }
        entry.locations[place.index].isPresent = false
        updated[place.id] = entry
        report.missingFiles += 1
    }

    // MARK: Files that must be opened

    private mutating func probe(_ file: FileWalk.File) {
        let known = byPath[file.path.string].flatMap { settled.contains($0) ? nil : $0 }
        do throws(ArchiveError) {
            let probe = try ContentProbe(file.path)
            switch probe.verdict {
            case .empty: report.emptyFiles += 1
            case .unusable(let reason): report.skipped.append(IndexReport.Notice(path: file.path, reason: reason))
            case .log: planContent(probe, known)
            }
        } catch {
            report.skipped.append(IndexReport.Notice(path: file.path, reason: error.reason))
        }
    }

    private mutating func planContent(_ probe: ContentProbe, _ place: Place?) {
        let location = ArchiveLocation(probe.file)
        guard let place, var known = entries[place.id] else { return plan(newEntry(probe, location), from: 0) }
        guard probe.print(length: known.head.length) == known.head else {
            // Other content under the same name: what was there is gone.
            return plan(newEntry(probe, location), from: 0)
        }
        if known.hasTail(in: probe.file) {
            settled.insert(place)
            known.head = probe.print()
            known.locations.remove(at: place.index)
            known.locations.insert(location, at: 0)
            return plan(known, from: known.resumeOffset)
        }
        var planned = PlannedArchive(entry: newEntry(probe, location), resumeOffset: 0)
        if known.locations.count == 1 {
            settled.insert(place)
            // The file holds the old content no more, however much of it the new one has.
            planned.superseded = ((leftBehind[known.id] ?? []) + [known.id]).map { .init(id: $0, length: 0) }
        }
        archives.append(planned)
    }

    private mutating func plan(_ entry: ArchiveEntry, from offset: UInt64) {
        let older = (leftBehind[entry.id] ?? []).map { PlannedArchive.Superseded(id: $0, length: 0) }
        let superseded = older + goneTwins(of: entry)
        archives.append(PlannedArchive(entry: entry, resumeOffset: offset, superseded: superseded))
    }

    /// Archives that begin alike and whose files are gone: a log that was compressed under another name. Whether the
    /// new file holds all that they did shows when it is indexed.
    private func goneTwins(of entry: ArchiveEntry) -> [PlannedArchive.Superseded] {
        let twins = byHead[entry.head.digest, default: []].filter { $0 != entry.id }.compactMap { entries[$0] }
        let gone = twins.filter { twin in
            twin.locations.allSatisfy { (try? FileStatus(at: FilePath($0.path))) != $0.status }
        }
        return gone.map { .init(id: $0.id, length: $0.indexedLength) }
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

    /// The file's status when it was indexed.
    fileprivate var status: FileStatus {
        FileStatus(size: size, modificationTime: modificationTime, inode: inode, device: device)
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
