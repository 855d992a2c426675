import Archives
public import SystemPackage

/// What an index run did.
public struct IndexReport: Sendable, Equatable {
    /// A file that was left out or read only in part, and why.
    public struct Notice: Sendable, Equatable {
        /// What to ask the program for instead.
        public enum Remedy: Sendable, Equatable {
            /// Another directory for packed files.
            case nameOutput
            /// To pack on its own, which compares the file with what is there.
            case pack
        }

        public let path: FilePath
        public let reason: String
        public let remedy: Remedy?

        public init(path: FilePath, reason: String, remedy: Remedy? = nil) {
            self.path = path
            self.reason = reason
            self.remedy = remedy
        }

        init(path: FilePath, _ error: ArchiveError) {
            self.init(path: path, reason: error.reason)
        }
    }

    /// Archives indexed, wholly or further than before.
    public var indexedArchives = 0
    /// Files that turned out to hold an archive that was known: copied, or compressed anew.
    public var recognisedFiles = 0
    /// Files known from before, in which nothing has changed.
    public var unchangedFiles = 0
    /// Files that were known under another name.
    public var movedFiles = 0
    /// Known files that are not there any more.
    public var missingFiles = 0
    /// Files without a byte of content.
    public var emptyFiles = 0
    /// Bytes of files that were read, compressed or not: to be indexed, or to be known again.
    public var fileBytes: UInt64 = 0
    /// Bytes of log text that were scanned.
    public var decodedBytes: UInt64 = 0
    public var records: UInt64 = 0
    /// Keys found in the records.
    public var keys: UInt64 = 0
    /// Postings stored.
    public var postings = 0
    /// The size of the whole index afterwards.
    public var indexBytes = 0
    /// Archives that were packed along the way.
    public var packed: [PackReport.PackedFile] = []
    /// Archives that were to be packed and were not.
    public var unpacked: [Notice] = []
    /// Files and directories that are not in the index though they may hold records: unreadable, damaged, compressed in
    /// another way; and files that were named and are no log.
    public var skipped: [Notice] = []
    /// What was met in directories and is no log.
    public var notLogs = 0
    /// Archives that are indexed only up to some place.
    public var partial: [Notice] = []
    /// Paths given that cannot be read at all.
    public var unreadablePaths: [Notice] = []

    public init() {}

    /// Adds what was found when files that had been put off were looked at.
    mutating func add(_ other: IndexReport) {
        unchangedFiles += other.unchangedFiles
        movedFiles += other.movedFiles
        missingFiles += other.missingFiles
        emptyFiles += other.emptyFiles
        fileBytes += other.fileBytes
        notLogs += other.notLogs
        skipped += other.skipped
        partial += other.partial
    }

    /// Of a run that has only walked.
    init(of walk: FileWalk) {
        skipped = walk.skipped
        notLogs = walk.others
        unreadablePaths = walk.unreadable
    }
}
