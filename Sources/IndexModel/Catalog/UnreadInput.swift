/// A file or directory that an index run was to cover and that is not in the index.
public struct UnreadInput: Sendable, Equatable {
    /// What an input that is not in the index turned out to be. Stored: the raw values never change their meaning.
    public enum Kind: UInt8, Sendable {
        /// It may hold records, and they are not in the index.
        case unread = 0
        /// It was looked at and is no log.
        case notALog = 1
    }

    public var kind: Kind
    /// The absolute path.
    public var path: [UInt8]
    /// Why it is not indexed, for people.
    public var reason: String
    /// Its status when it was looked at, as in an `ArchiveLocation`; all 0 where it could not be had.
    public var size: UInt64 = 0
    public var modificationTime: Int64 = 0
    public var changeTime: Int64 = 0
    public var inode: UInt64 = 0
    public var device: UInt64 = 0

    public init(_ kind: Kind, path: [UInt8], reason: String) {
        self.kind = kind
        self.path = path
        self.reason = reason
    }
}
