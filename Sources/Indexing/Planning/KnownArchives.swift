import Archives
import ByteScanning
import IndexModel

/// The catalog as planning needs it: each archive by the names of its files; and by their status, inode and head, once
/// there is a file that is not as it was under its name.
struct KnownArchives {
    /// A location of an archive.
    struct Place: Hashable {
        let id: ArchiveID
        let index: Int
    }

    /// As they are, and as planning changes them; by number.
    private var entries: [ArchiveEntry]
    /// Locations whose files are gone too: one that comes back is known again.
    private(set) var byPath: [ByteKey: Place] = [:]
    /// Of the catalog as it was: made before anything changes.
    private lazy var traits = KnownTraits(entries)

    /// - Parameter catalog: by number.
    init(_ catalog: [ArchiveEntry]) {
        entries = catalog
        byPath.reserveCapacity(catalog.count)
        for entry in catalog {
            for (index, location) in entry.locations.enumerated() {
                let path = ByteKey(location.path)
                // A path that has had several archives: what is there now counts.
                if !location.isPresent, byPath[path] != nil { continue }
                byPath[path] = Place(id: entry.id, index: index)
            }
        }
    }

    subscript(id: ArchiveID) -> ArchiveEntry? { index(of: id).map { entries[$0] } }

    subscript(place: Place) -> ArchiveLocation? {
        get { index(of: place.id).map { entries[$0].locations[place.index] } }
        set {
            guard let newValue, let index = index(of: place.id) else { return }
            entries[index].locations[place.index] = newValue
        }
    }

    // Of nearly all places no more is asked than this, and nothing of their entries is copied for it.

    /// Whether the file of a place was there when it was looked for last.
    func isPresent(_ place: Place) -> Bool {
        index(of: place.id).map { entries[$0].locations[place.index].isPresent } ?? false
    }

    /// Whether the file of a place had this status when it was looked at last.
    func isUnchanged(_ place: Place, _ status: FileStatus, trustsModificationTime: Bool) -> Bool {
        guard let index = index(of: place.id) else { return false }
        let known = entries[index].locations[place.index].status
        return status.isUnchanged(since: known, trustsModificationTime: trustsModificationTime)
    }

    /// Whether a place, or its archive, was not indexed to its end for some reason. Another location's problem is none of an
    /// archive of which this one was read whole.
    func hasProblem(_ place: Place) -> Bool {
        guard let index = index(of: place.id) else { return false }
        return entries[index].isUnfinished || entries[index].counts.oversizedRecords > 0
            || entries[index].locations[place.index].problem != nil
    }

    private func index(of id: ArchiveID) -> Int? {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].id < id { low = middle + 1 } else { high = middle }
        }
        return low < entries.count && entries[low].id == id ? low : nil
    }

    /// The place that was at a path when it was looked at last.
    func place(ofPath path: [UInt8]) -> Place? { byPath[ByteKey(path)] }

    /// The place of a file with this inode, size and time of writing, whatever its name.
    mutating func place(of status: FileStatus) -> Place? { traits.byStatus[status.withoutChangeTime] }

    /// The places where a file was known, by its name and by its inode.
    mutating func places(ofPath path: [UInt8], _ status: FileStatus) -> [Place] {
        [byPath[ByteKey(path)], traits.byIdentity[FileIdentity(status)]].compactMap(\.self)
    }

    /// Archives that begin as the bytes do, the most likely first: those without a file, then the longest.
    ///
    /// - Parameter print: the fingerprint of the first bytes, of a length that they have.
    mutating func archives(beginningAs head: (length: UInt64, fingerprint: (UInt64) -> Fingerprint)) -> [ArchiveEntry] {
        var found: [ArchiveEntry] = []
        let lengths = traits.shortHeads.filter { $0 <= head.length }
        for length in lengths.union([head.length]) {
            found += traits.byHead[head.fingerprint(length), default: []].compactMap { self[$0] }
        }
        return found.filter { $0.provenLength > 0 && $0.provenLength >= $0.indexedLength }.sorted { left, right in
            if left.isPresent != right.isPresent { return !left.isPresent }
            return (left.provenLength, right.id) > (right.provenLength, left.id)
        }
    }

    /// Whether another archive begins as this one does, is whole and no shorter.
    mutating func hasWholeArchive(insteadOf entry: ArchiveEntry) -> Bool {
        traits.byHead[entry.head, default: []].contains { id in
            guard id != entry.id, let other = self[id] else { return false }
            return other.isWhole && other.indexedLength >= entry.indexedLength
        }
    }
}

/// What tells a file that has not its old name and status: each of it leads to an archive.
private struct KnownTraits {
    var byStatus: [FileStatus: KnownArchives.Place] = [:]
    var byIdentity: [FileIdentity: KnownArchives.Place] = [:]
    var byHead: [Fingerprint: [ArchiveID]] = [:]
    /// The lengths of heads of archives that are shorter than a head may be.
    var shortHeads: Set<UInt64> = []

    init(_ catalog: [ArchiveEntry]) {
        for entry in catalog {
            byHead[entry.head, default: []].append(entry.id)
            if entry.head.length < UInt64(ContentProbe.headLength) { shortHeads.insert(entry.head.length) }
            for (index, location) in entry.locations.enumerated() where location.isPresent {
                let place = KnownArchives.Place(id: entry.id, index: index)
                byStatus[location.status.withoutChangeTime] = place
                byIdentity[FileIdentity(location.status)] = place
            }
        }
    }
}
