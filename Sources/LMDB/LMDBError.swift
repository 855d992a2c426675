import CLMDB
public import SystemPackage

/// What LMDB, or the system under it, refused to do.
///
/// Its description is one line: what was tried, where, why it failed, and what to do about it.
public struct LMDBError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was tried, such as `open` or `put in postings`.
    public let operation: String

    /// LMDB's code when negative, the system's `errno` when positive.
    public let code: Int32

    /// The environment's directory, or the file that is at fault.
    public let path: FilePath?

    /// What to do, where the code alone does not tell.
    let advice: String?

    /// Makes an error.
    ///
    /// - Parameters:
    ///   - operation: What was tried.
    ///   - code: LMDB's code or an `errno`.
    ///   - path: Where it was tried.
    public init(operation: String, code: Int32, path: FilePath?) {
        self.init(operation: operation, code: code, path: path, advice: nil)
    }

    init(operation: String, code: Int32, path: FilePath?, advice: String?) {
        self.operation = operation
        self.code = code
        self.path = path
        self.advice = advice
    }

    /// LMDB's own words for the code, or the system's.
    public var reason: String {
        unsafe String(cString: mdb_strerror(code))
    }

    /// The line to show: `what: path: reason; remedy`.
    public var description: String {
        var line = operation
        if let path { line += ": \(path)" }
        line += ": \(reason)"
        if let remedy { line += "; \(remedy)" }
        return line
    }
}

extension LMDBError {
    /// Whether a key or a database does not exist.
    public var isNotFound: Bool { code == MDB_NOTFOUND }

    /// Whether an insert met an existing key, or an append came out of key order.
    public var isKeyExisting: Bool { code == MDB_KEYEXIST }

    /// Whether the map has no page left: abort, grow the environment, and do the transaction again.
    public var isMapFull: Bool { code == MDB_MAP_FULL }

    /// Whether the map was grown elsewhere and cannot be followed while this process has transactions open.
    public var isMapResized: Bool { code == MDB_MAP_RESIZED }

    /// Whether the disk, or the user's share of it, is full.
    public var isDiskFull: Bool { code == Errno.noSpace.rawValue || code == Errno.diskQuotaExceeded.rawValue }

    /// Whether there is nothing to open at the path.
    public var isMissing: Bool { code == Errno.noSuchFileOrDirectory.rawValue }

    /// Whether the file is not LMDB's, or is LMDB's and damaged.
    public var isDamaged: Bool {
        [MDB_INVALID, MDB_CORRUPTED, MDB_PAGE_NOTFOUND, MDB_PANIC, MDB_VERSION_MISMATCH].contains(code)
    }
}

extension LMDBError {
    /// Throws when LMDB returned anything but success.
    @inline(__always)
    static func check(
        _ code: Int32, _ operation: @autoclosure () -> String, _ path: @autoclosure () -> FilePath
    ) throws(LMDBError) {
        guard code == MDB_SUCCESS else { throw LMDBError(operation: operation(), code: code, path: path()) }
    }
}
