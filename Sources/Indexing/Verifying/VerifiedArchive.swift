import Archives
import IndexModel
import SystemPackage

/// An archive of the catalog, and the file by which it is compared.
struct VerifiedArchive {
    let entry: ArchiveEntry
    let location: ArchiveLocation
    let file: ArchiveFile
    /// Whether the file may hold more than what is indexed, so that what comes behind is none of the index's business.
    let isLonger: Bool

    enum Opening {
        case opened(VerifiedArchive)
        case unchecked(UncheckedArchive.Reason)
    }

    /// Opens the first file that holds all of the archive as it was indexed, those without a problem first.
    static func open(_ entry: ArchiveEntry, toBeRead pattern: AccessPattern) -> Opening {
        var reason = UncheckedArchive.Reason.gone
        let whole = entry.locations.filter(entry.holdsAll)
        for location in whole.filter({ $0.problem == nil }) + whole.filter({ $0.problem != nil }) {
            do throws(ArchiveError) {
                let path = FilePath(bytes: location.path)
                if case .absent = Presence(of: path) { continue }
                // Whatever could be indexed can be compared.
                let file = try ArchiveFile(
                    at: path, toBeRead: pattern, windowLimit: ArchiveFile.greatestWindowLimit)
                if let archive = VerifiedArchive(entry, location, file) { return .opened(archive) }
                if case .gone = reason { reason = .changed }
            } catch {
                // The next copy may be readable.
                reason = .unreadable(error)
            }
        }
        if case .gone = reason, isPartPresent(of: entry) { reason = .onlyPart }
        return .unchecked(reason)
    }

    private static func isPartPresent(of entry: ArchiveEntry) -> Bool {
        entry.locations.contains { location in
            guard !entry.holdsAll(location) else { return false }
            if case .there = Presence(of: FilePath(bytes: location.path)) { return true }
            return false
        }
    }

    /// nil where the file is not the one that was indexed: another size or time, and not only because it has grown.
    private init?(_ entry: ArchiveEntry, _ location: ArchiveLocation, _ file: ArchiveFile) {
        guard location.codec == file.codec.rawValue else { return nil }
        let (known, now) = (location.status, file.status)
        if known.size != now.size || known.modificationTime != now.modificationTime {
            guard known.size <= now.size, location.end.length > 0,
                file.endFingerprint(ofFirst: known.size) == location.end
            else { return nil }
        }
        self.entry = entry
        self.location = location
        self.file = file
        isLonger = known.size < now.size || entry.isUnfinished || location.problem != nil
    }

    /// The text that the last indexed record may reach to, in decoded bytes: what has come since may belong to it and was
    /// not seen when it was indexed.
    var textEnd: UInt64 { entry.isUnfinished ? .max : entry.indexedLength }

    func scanner(_ snapshot: borrowing some IndexSnapshot & ~Copyable) -> ChunkScanner {
        ChunkScanner(archive: entry.id, hasher: snapshot.hasher, granuleShift: snapshot.granuleShift)
    }
}

/// What comparing one archive gave.
struct ArchiveVerdict {
    var findings: [VerifyFinding.Kind] = []
    var decodedBytes: UInt64 = 0
    var keys: UInt64 = 0

    /// Adds what the index lacks, family by family.
    mutating func add(_ missing: [MissingPosting]) {
        for family in KeyFamily.known.map(\.family) {
            let granules = Set(missing.lazy.filter { $0.family == family }.map(\.granule))
            guard let first = granules.min() else { continue }
            findings.append(.keysMissing(family, granules: granules.count, first: first))
        }
    }
}
