import Archives
import IndexModel

/// Which archive of the catalog a file holds, as far as can be told without reading the whole of it.
enum ArchiveIdentity: Equatable {
    /// The file is as the catalog has it.
    case unchanged(KnownArchives.Place)
    /// Another name of a file that still has the one that the catalog has.
    case secondName(KnownArchives.Place)
    /// The file has another name than the catalog has, and is the same.
    case renamed(KnownArchives.Place)
    /// The file begins as the archive does, still has what it ended with, and goes on behind it.
    case grown(KnownArchives.Place)
    /// It may be one of these, the most likely first: that is to be proven by its content.
    case candidates([ArchiveID])
    /// It is none of the catalog's.
    case new
    /// Its status alone does not tell: its content must be looked at.
    case undecided

    /// Tells which archive a file holds, from what is known of both. It looks at nothing itself.
    ///
    /// Size and time of writing are not the content: they may be set, and a file may be written to without a change of
    /// either. Only where the system's own change time and the inode have stayed as well, nothing has been done to the
    /// file. A rename alters the change time, so under another name the inode, the size and the time of writing count.
    /// Whatever else looks the same is a candidate, to be proven by the stored digest.
    ///
    /// - Parameters:
    ///   - trustsModificationTime: leaves the change time out, for hosts on which something else alters it.
    ///   - isFree: whether a place is not another file's.
    static func resolve(
        _ file: FileEvidence, in known: inout KnownArchives, trustsModificationTime: Bool = false,
        where isFree: (KnownArchives.Place) -> Bool = { _ in true }
    ) -> ArchiveIdentity {
        if let place = known.place(ofPath: file.path),
            known.isUnchanged(place, file.status, trustsModificationTime: trustsModificationTime)
        {
            return .unchanged(place)
        }
        if let place = known.place(of: file.status), isFree(place), let location = known[place], location.isPresent,
            location.path != file.path
        {
            return isThere(location, file) ? .secondName(place) : .renamed(place)
        }
        guard let content = file.content else { return .undecided }
        let places = known.places(ofPath: file.path, file.status).filter(isFree)
        if let place = places.first(where: { hasGrown(known[$0.id], known[$0], file.status, content) }) {
            return .grown(place)
        }
        let candidates = candidates(file, content, in: &known, first: places.map(\.id))
        return candidates.isEmpty ? .new : .candidates(candidates)
    }

    /// Whether the file that the catalog has is still under its name, which then is another name of this one.
    private static func isThere(_ location: ArchiveLocation, _ file: FileEvidence) -> Bool {
        guard case .there(let status) = file.presence(location.path) else { return false }
        return FileIdentity(status) == FileIdentity(file.status)
    }

    /// Whether what was stored in a file is there still, and more has come behind it. A file that was written to and has
    /// not grown may have been changed anywhere.
    private static func hasGrown(
        _ entry: ArchiveEntry?, _ location: ArchiveLocation?, _ status: FileStatus, _ content: ContentEvidence
    ) -> Bool {
        guard let entry, let location, entry.holdsAll(location), location.codec == content.codec,
            location.size < status.size, location.end.length > 0, location.end.length <= location.size,
            entry.head.length <= content.headLength
        else { return false }
        return content.head(entry.head.length) == entry.head && content.end(location.size) == location.end
    }

    private static func candidates(
        _ file: FileEvidence, _ content: ContentEvidence, in known: inout KnownArchives, first: [ArchiveID]
    ) -> [ArchiveID] {
        var alike = known.archives(beginningAs: (content.headLength, content.head))
        if let length = content.decodedLength { alike.removeAll { $0.provenLength > length } }
        let likely = alike.filter { first.contains($0.id) }
        return (likely + alike.filter { !first.contains($0.id) }).map(\.id)
    }
}

/// What is known of a file.
struct FileEvidence {
    let path: [UInt8]
    let status: FileStatus
    /// What is at another path: asked for the old name of a file that seems to have been renamed.
    let presence: (_ path: [UInt8]) -> Presence
    /// What it holds, once that was looked at.
    var content: ContentEvidence?

    init(
        path: [UInt8], status: FileStatus, content: ContentEvidence? = nil,
        presence: @escaping (_ path: [UInt8]) -> Presence
    ) {
        (self.path, self.status, self.content, self.presence) = (path, status, content, presence)
    }
}

/// What is known of a file's content from a look at its beginning and its end.
struct ContentEvidence {
    let codec: UInt8
    /// How many decoded bytes of its beginning are known.
    let headLength: UInt64
    /// The fingerprint of the first decoded bytes, `headLength` of them at most.
    let head: (_ length: UInt64) -> Fingerprint
    /// The fingerprint of the stored bytes that end where the file once did, as `ArchiveLocation.end` has it.
    let end: (_ size: UInt64) -> Fingerprint
    /// How many decoded bytes it has, where that is known without decoding.
    let decodedLength: UInt64?
}
