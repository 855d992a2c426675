public import SystemPackage

/// What a pack run did.
public struct PackReport: Sendable {
    /// Files packed, or with a dry run those that would be.
    public var packed: [PackedFile] = []
    /// Files that are in the seekable format already.
    public var seekableFiles = 0
    /// Files of which a packed copy was there already, the original of which was removed, unless it was to stay.
    public var finishedFiles = 0
    /// Files without a byte of content.
    public var emptyFiles = 0
    /// Remainders of killed runs that were removed.
    public var remaindersRemoved = 0
    /// Files that are left as they are: no log, torn, changed meanwhile, in the way.
    public var skipped: [IndexReport.Notice] = []
    /// Files that could not be packed because something failed: no room, no permission, a bad disk.
    public var failed: [IndexReport.Notice] = []
    /// Paths given that cannot be read at all.
    public var unreadablePaths: [IndexReport.Notice] = []

    public init() {}

    /// One file that was packed.
    public struct PackedFile: Sendable, Equatable {
        public let source: FilePath
        public let target: FilePath
        /// Bytes of the original.
        public let sourceSize: UInt64
        /// Bytes of the packed file; 0 with a dry run.
        public let packedSize: UInt64
        /// Bytes of log text in it; 0 with a dry run.
        public let decodedSize: UInt64
    }
}
