public import Archives
public import IndexModel
public import SystemPackage

/// An archive that an answer needs, or may need, and that could not be searched.
public struct UnreadArchive: Error, Sendable, Hashable {
    /// Why it could not be searched.
    public enum Reason: Sendable, Hashable {
        /// There is no file where it was.
        case gone
        /// The file is another, or was changed other than by growing.
        case changed
        /// Its size and time are those that were indexed, its content is not: what the index has there is not there.
        /// With what decoding it up to the next checksum says, where that says something.
        case notAsIndexed(Tear?)
        /// Decoding ends before what is needed, though the whole archive was indexed.
        case torn(Tear)
        /// The file that is there has only this many decoded bytes of those that are indexed.
        case shortened(length: UInt64)
        /// The file was cut off while it was searched.
        case cutOff
        /// Only the part before this decoded offset is indexed.
        case partlyIndexed(ArchiveProblem.Kind, offset: UInt64, text: String)
        case unreadable(ArchiveError)
        /// What the index says of its frames cannot be read.
        case indexDamaged(text: String)
    }

    public let archive: ArchiveID
    /// Where it lies, or lay.
    public let path: FilePath
    public let reason: Reason

    public init(_ archive: ArchiveID, path: FilePath, _ reason: Reason) {
        self.archive = archive
        self.path = path
        self.reason = reason
    }

    /// An archive that is indexed only in part, or whose file is gone.
    public init(_ entry: ArchiveEntry) {
        archive = entry.id
        path = entry.shownPath
        reason = entry.partlyIndexed ?? .gone
    }
}

extension UnreadArchive: Comparable {
    /// In the order of paths. Several reasons of one archive have some order, the same in each run.
    public static func < (left: UnreadArchive, right: UnreadArchive) -> Bool {
        if left.path != right.path { return left.path.string < right.path.string }
        if left.archive != right.archive { return left.archive < right.archive }
        return String(describing: left.reason) < String(describing: right.reason)
    }
}

/// Where the index has records of a key that could not be read.
public struct UnreadPlace: Sendable, Hashable {
    public let archive: UnreadArchive
    /// Bytes of the decoded archive that the records begin in: from the first granule to the last one.
    public var bytes: Range<UInt64>
}

extension ArchiveEntry {
    /// The path that stands for an archive where none of its files can be read.
    var shownPath: FilePath { FilePath(bytes: locations.first?.path ?? Array("?".utf8)) }

    /// Why a part of it is not indexed; nil where all is.
    var partlyIndexed: UnreadArchive.Reason? {
        problem.map { .partlyIndexed($0.kind, offset: $0.offset, text: $0.text) }
    }
}
