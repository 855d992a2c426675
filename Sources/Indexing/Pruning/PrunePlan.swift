import Archives
import ByteScanning
public import IndexModel
public import SystemPackage

/// Which archives are to be forgotten, and which of them had better not be.
public struct PrunePlan: Sendable {
    /// What makes an archive one to be forgotten.
    public enum Rule: Sendable {
        /// Its last record is stamped before this moment, in hundredths of a second since 1970.
        case before(Int64)
        /// None of its files is there any more.
        case missing
    }

    /// A directory that is not there itself, as when a disk is not mounted: that its files are gone proves nothing.
    public struct Doubt: Sendable, Hashable {
        public let directory: FilePath
        public let reason: String
    }

    /// The archives to be forgotten, in the order of the catalog.
    public private(set) var forgotten: [ArchiveEntry] = []
    /// Why some of them may only seem to be gone.
    public private(set) var doubts: [Doubt] = []

    /// Looks at the files as they are now. O(archives), with a look at each file for `missing`.
    ///
    /// - Parameter rule: nil forgets nothing.
    public init(_ catalog: [ArchiveEntry], _ rule: Rule?) {
        switch rule {
        case nil: break
        case .before(let moment):
            forgotten = catalog.filter { archive in archive.counts.lastMoment.map { $0 < moment } ?? false }
        case .missing:
            let taken = Set(catalog.flatMap(\.locations).filter(\.isPresent).map { ByteKey($0.path) })
            forgotten = catalog.filter { archive in archive.locations.allSatisfy { $0.isGone(taken) } }
            doubts = Set(forgotten.flatMap(\.locations).compactMap(Doubt.init)).sorted {
                $0.directory.string < $1.directory.string
            }
        }
    }
}

extension PrunePlan.Doubt {
    /// nil where the directory of the location is there, on the device that it was on.
    fileprivate init?(_ location: ArchiveLocation) {
        directory = FilePath(bytes: location.path).removingLastComponent()
        switch Presence(of: directory) {
        case .there(let status) where status.device == location.device: return nil
        case .there: reason = "is on another file system than when its logs were indexed"
        case .absent: reason = "is not there"
        case .unknown(let error): reason = error.reason
        }
    }
}

extension ArchiveLocation {
    /// Whether the file is not there; or was found to hold something else, which is in the catalog under the same name.
    ///
    /// - Parameter taken: the paths that archives of the catalog are at.
    fileprivate func isGone(_ taken: Set<ByteKey>) -> Bool {
        if !isPresent, taken.contains(ByteKey(path)) { return true }
        // What may not be looked at may be there.
        return Presence(of: FilePath(bytes: path)) == .absent
    }
}
