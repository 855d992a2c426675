public import SystemPackage

extension Environment {
    /// How an environment is opened.
    public struct Options: Sendable {
        /// Takes no writes, and needs the environment to exist.
        public var readOnly: Bool

        /// How many named databases can be open at once.
        public var maxDatabases: Int

        /// The size of the map in bytes, which bounds the file's size; it costs address space, not memory.
        ///
        /// `nil` leaves what the file has (1 MiB in a new one). It is rounded up to whole pages, and a file that
        /// holds more already wins.
        public var mapSize: Int?

        /// The permissions of the two files when they are made, less the process's umask.
        public var permissions: FilePermissions

        /// Turns the system's read-ahead off: better for scattered gets in a file larger than memory.
        public var noReadAhead: Bool

        /// Lets commits return before they are on the disk: only for a file that is thrown away when anything fails,
        /// and that `sync` makes last in the end.
        public var noSync: Bool

        /// Does without the lock file. Only for a read-only environment that nobody writes meanwhile.
        public var noLock: Bool

        /// How many read transactions all processes together can have open; `nil` is LMDB's 126.
        ///
        /// The first process that opens the environment decides.
        public var maxReaders: Int?

        /// Makes options; each has the default that suits a small private database.
        ///
        /// - Parameters:
        ///   - readOnly: Whether writes are refused.
        ///   - maxDatabases: How many named databases can be open.
        ///   - mapSize: The map's size in bytes, or `nil` for what the file has.
        ///   - permissions: The permissions of new files.
        ///   - noReadAhead: Whether the system's read-ahead is off.
        ///   - noSync: Whether commits do not wait for the disk.
        ///   - noLock: Whether there is no lock file.
        ///   - maxReaders: How many readers there can be, or `nil` for LMDB's own number.
        public init(
            readOnly: Bool = false, maxDatabases: Int = 16, mapSize: Int? = nil,
            permissions: FilePermissions = .ownerReadWrite, noReadAhead: Bool = false, noSync: Bool = false,
            noLock: Bool = false, maxReaders: Int? = nil
        ) {
            self.readOnly = readOnly
            self.maxDatabases = maxDatabases
            self.mapSize = mapSize
            self.permissions = permissions
            self.noReadAhead = noReadAhead
            self.noSync = noSync
            self.noLock = noLock
            self.maxReaders = maxReaders
        }
    }
}
