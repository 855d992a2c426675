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

        /// Turns the system's read-ahead off: better for scattered gets in a file larger than memory.
        public var noReadAhead: Bool

        /// Lets commits return before they are on the disk: only for a file that is thrown away when anything fails,
        /// and that `sync` makes last in the end.
        public var noSync: Bool

        /// Does without the lock file. Only where nobody else has the environment open.
        public var noLock: Bool

        /// How many read transactions all processes together can have open.
        ///
        /// The first process that opens the environment decides. Each takes 64 bytes of the lock file.
        public var maxReaders: Int

        /// How the process ends when the file turns out to be damaged while it is mapped; `nil` leaves it to the signal.
        public var faults: Faults?

        /// Makes options; each has the default that suits a small private database.
        ///
        /// - Parameters:
        ///   - readOnly: Whether writes are refused.
        ///   - maxDatabases: How many named databases can be open.
        ///   - mapSize: The map's size in bytes, or `nil` for what the file has.
        ///   - noReadAhead: Whether the system's read-ahead is off.
        ///   - noSync: Whether commits do not wait for the disk.
        ///   - noLock: Whether there is no lock file.
        ///   - maxReaders: How many readers there can be.
        ///   - faults: The last words over a damaged file.
        public init(
            readOnly: Bool = false, maxDatabases: Int = 16, mapSize: Int? = nil,
            noReadAhead: Bool = false, noSync: Bool = false, noLock: Bool = false, maxReaders: Int = 126,
            faults: Faults? = nil
        ) {
            self.readOnly = readOnly
            self.maxDatabases = maxDatabases
            self.mapSize = mapSize
            self.noReadAhead = noReadAhead
            self.noSync = noSync
            self.noLock = noLock
            self.maxReaders = maxReaders
            self.faults = faults
        }
    }
}
