import Archives
import LogIndex
import SystemPackage

/// The catalog as planning needs it: each archive by the names, the status, the inode and the head of its files.
struct KnownArchives {
    /// A location of an archive.
    struct Place: Hashable {
        let id: ArchiveID
        let index: Int
    }

    private struct Identity: Hashable {
        let device: UInt64
        let inode: UInt64
    }

    /// As they are, and as planning changes them.
    var entries: [ArchiveID: ArchiveEntry]
    private(set) var byPath: [String: Place] = [:]
    private var byStatus: [FileStatus: Place] = [:]
    private var byIdentity: [Identity: Place] = [:]
    private var byHead: [[UInt8]: [ArchiveID]] = [:]
    /// The lengths of heads of archives that are shorter than a head may be.
    private var shortHeads: Set<UInt64> = []

    init(_ catalog: [ArchiveEntry]) {
        entries = Dictionary(uniqueKeysWithValues: catalog.map { ($0.id, $0) })
        for entry in catalog {
            byHead[entry.head.digest, default: []].append(entry.id)
            if entry.head.length < UInt64(ContentProbe.headLength) { shortHeads.insert(entry.head.length) }
            for (index, location) in entry.locations.enumerated() where location.isPresent {
                let place = Place(id: entry.id, index: index)
                byPath[location.path] = place
                byStatus[location.status] = place
                byIdentity[Identity(device: location.device, inode: location.inode)] = place
            }
        }
    }

    subscript(place: Place) -> ArchiveLocation? {
        get { entries[place.id]?.locations[place.index] }
        set { if let newValue { entries[place.id]?.locations[place.index] = newValue } }
    }

    func place(of status: FileStatus) -> Place? { byStatus[status] }

    /// The places where a file was known, by its name and by its inode.
    func places(of file: ArchiveFile) -> [Place] {
        let identity = Identity(device: file.status.device, inode: file.status.inode)
        return [byPath[file.path.string], byIdentity[identity]].compactMap(\.self)
    }

    /// Archives that begin as the bytes do, the most likely first: those without a file, then the longest.
    ///
    /// - Parameter print: the fingerprint of the first bytes, of a length that they have.
    func archives(beginningAs head: (length: UInt64, print: (UInt64) -> ContentPrint)) -> [ArchiveEntry] {
        var found: [ArchiveEntry] = []
        let lengths = shortHeads.filter { $0 <= head.length }
        for length in lengths.union([head.length]) {
            let print = head.print(length)
            found += byHead[print.digest, default: []].compactMap { entries[$0] }.filter { $0.head == print }
        }
        return found.filter { $0.provenLength > 0 && $0.provenLength >= $0.indexedLength }.sorted { left, right in
            if left.isPresent != right.isPresent { return !left.isPresent }
            return (left.provenLength, right.id) > (right.provenLength, left.id)
        }
    }
}
