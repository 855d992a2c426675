import CLMDB
import Glibc
public import SystemPackage

/// An LMDB environment: a directory with `data.mdb` and `lock.mdb`, mapped into memory.
///
/// Any number of transactions read, each a snapshot of its own, while one writes; in any number of processes. The
/// environment can be used from several threads. It closes when it and its last transaction are gone.
///
/// A process opens one directory once: closing a second `Environment` of it would drop the locks of the first. The
/// directory must not be on a network file system. LMDB trusts the file's inner structure, so open only files that no
/// stranger could write.
public struct Environment: ~Copyable, Sendable {
    let handle: EnvironmentHandle

    /// The directory that holds the files.
    public var directory: FilePath { handle.directory }

    /// Opens an environment, making its files if need be.
    ///
    /// - Parameters:
    ///   - directory: An existing directory.
    ///   - options: How to open it.
    /// - Throws: `LMDBError` when the directory is missing, the file is not LMDB's or is damaged, or the system refuses.
    public init(directory: FilePath, options: Options = Options()) throws(LMDBError) {
        try self.init(files: try EnvironmentFiles(directory), options: options)
    }

    /// Opens an environment whose files were looked at before.
    ///
    /// - Throws: `LMDBError` as above.
    public init(files: borrowing EnvironmentFiles, options: Options) throws(LMDBError) {
        let directory = files.directory
        // A read-only open of nothing would leave a lock file behind.
        if options.readOnly { try Self.requireData(in: files) }
        // Without a lock file the writer does not know of this reader.
        let isUnregistered = options.readOnly && !options.noLock && files.isReadOnly
        var readers = options.maxReaders
        if !options.noLock, !isUnregistered {
            do throws(LMDBError) {
                readers = try files.prepare(readOnly: options.readOnly, readers: readers)
            } catch  where error.code == EACCES {
                throw files.denial(error.code, readOnly: options.readOnly)
            }
        }
        var pointer: OpaquePointer?
        try LMDBError.check(unsafe mdb_env_create(&pointer), "open", directory)
        // From here on the handle closes the environment, which LMDB asks for after a failed open too.
        let handle = unsafe EnvironmentHandle(
            adopting: pointer!, directory: directory, FaultReport(options.faults), isUnregistered: isUnregistered)
        try handle.check(unsafe mdb_env_set_maxdbs(handle.pointer, UInt32(options.maxDatabases)), "open")
        if let size = options.mapSize {
            try handle.check(unsafe mdb_env_set_mapsize(handle.pointer, Self.wholePages(size)), "open")
        }
        try handle.check(unsafe mdb_env_set_maxreaders(handle.pointer, UInt32(readers)), "open")
        let code = unsafe directory.withPlatformString { path in
            handle.inside { unsafe mdb_env_open(handle.pointer, path, options.flags, ownerOnly) }
        }
        if code == EACCES { throw files.denial(code, readOnly: options.readOnly) }
        try handle.check(code, "open")
        self.handle = handle
    }

    private static func requireData(in files: borrowing EnvironmentFiles) throws(LMDBError) {
        guard try files.entry(dataFile) == nil else { return }
        throw LMDBError(operation: "open", code: ENOENT, path: files.directory.appending(dataFile))
    }

    /// The next multiple of 64 KiB, which every system's page size divides.
    private static func wholePages(_ size: Int) -> Int {
        let unit = 1 << 16
        return size > Int.max - unit ? Int.max / unit * unit : (size + unit - 1) / unit * unit
    }
}

extension Environment {
    /// Begins a read transaction, a snapshot of what is committed now.
    ///
    /// It follows a map that another process has grown, unless this process has another transaction open.
    ///
    /// - Returns: The transaction.
    /// - Throws: `LMDBError` when the reader table is full, or the map was grown and cannot be followed.
    public func beginRead() throws(LMDBError) -> ReadTransaction {
        ReadTransaction(try .reading(handle))
    }

    /// Begins the write transaction. There is one at a time: this waits until no process has one.
    ///
    /// Commit or abort it on the thread that began it. A thread that begins a second one waits for itself for ever.
    ///
    /// - Returns: The transaction.
    /// - Throws: `LMDBError` when the environment is read-only, or its map was grown and cannot be followed.
    public func beginWrite() throws(LMDBError) -> WriteTransaction {
        WriteTransaction(try .writing(handle))
    }

    /// Grows the map, hence the largest size of the file; keeps it when it is large enough.
    ///
    /// The file remembers the new size with the next commit.
    ///
    /// - Parameter bytes: The size wanted, rounded up to whole pages.
    /// - Throws: `LMDBError` when this process has a transaction open, or the system refuses so large a map.
    public func grow(toAtLeast bytes: Int) throws(LMDBError) {
        guard try statistics.mapSize < bytes else { return }
        try handle.whileIdle("grow", otherwise: Errno.resourceBusy.rawValue) {
            handle.inside { unsafe mdb_env_set_mapsize(handle.pointer, Self.wholePages(bytes)) }
        }
    }

    /// Writes buffered pages to the disk. A commit has done so already; this is for the careful.
    ///
    /// - Parameter force: Whether to wait for the disk in any case.
    /// - Throws: `LMDBError` when the environment is read-only or the disk fails.
    public func sync(force: Bool = true) throws(LMDBError) {
        try handle.check(handle.inside { unsafe mdb_env_sync(handle.pointer, force ? 1 : 0) }, "sync")
    }

    /// Copies a snapshot of the environment, while others go on reading and writing.
    ///
    /// - Parameters:
    ///   - destination: An existing, empty directory.
    ///   - compacting: Whether to leave free pages out, which takes longer and gives a smaller file.
    /// - Throws: `LMDBError` when the destination cannot be written.
    public func copy(to destination: FilePath, compacting: Bool = false) throws(LMDBError) {
        let files = try EnvironmentFiles(destination)
        try files.make(Self.dataFile, .ownerReadWrite)
        let operation = "copy to \(destination)"
        let file: FileDescriptor
        do throws(Errno) {
            file = try files.open(Self.dataFile, O_RDWR)
        } catch {
            throw LMDBError(operation: operation, code: error.rawValue, path: directory)
        }
        defer { try? file.close() }
        try handle.whileReading(operation) {
            unsafe mdb_env_copyfd2(handle.pointer, file.rawValue, compacting ? UInt32(MDB_CP_COMPACT) : 0)
        }
    }

    /// Frees the slots of readers whose process died, which would keep old pages from being used again.
    ///
    /// - Returns: How many there were.
    /// - Throws: `LMDBError` when the lock file cannot be read.
    @discardableResult
    public func clearStaleReaders() throws(LMDBError) -> Int {
        var dead: Int32 = 0
        try handle.check(handle.inside { unsafe mdb_reader_check(handle.pointer, &dead) }, "clear stale readers")
        return Int(dead)
    }

    /// Sizes, as of the last commit.
    ///
    /// - Throws: `LMDBError` when LMDB refuses, which an open environment does not.
    public var statistics: Statistics {
        get throws(LMDBError) {
            var stat = MDB_stat()
            var info = unsafe MDB_envinfo()
            try handle.check(handle.inside { unsafe mdb_env_stat(handle.pointer, &stat) }, "read statistics")
            try handle.check(handle.inside { unsafe mdb_env_info(handle.pointer, &info) }, "read statistics")
            return unsafe Statistics(stat, info)
        }
    }
}

/// Of files that LMDB makes: none, for they are there.
private let ownerOnly: mode_t = 0o600

extension Environment.Options {
    /// Read transactions always belong to their owner and not to a thread.
    fileprivate var flags: UInt32 {
        var flags = MDB_NOTLS
        if readOnly { flags |= MDB_RDONLY }
        if noReadAhead { flags |= MDB_NORDAHEAD }
        if noSync { flags |= MDB_NOSYNC }
        if noLock { flags |= MDB_NOLOCK }
        return UInt32(flags)
    }
}
