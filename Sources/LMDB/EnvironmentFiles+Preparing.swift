import CFileSystem
import Glibc
import SystemPackage

extension EnvironmentFiles {
    /// Makes the two files as the directory says, and gives the lock file its blocks: LMDB maps it, and a block that a
    /// full disk refuses to a map is a signal.
    ///
    /// It opens the lock file only where it must: closing it drops the locks of an environment that this process has
    /// open.
    ///
    /// - Parameter readers: The slots that are wanted.
    /// - Returns: The slots that there is room for: fewer on a full disk.
    func prepare(readOnly: Bool, readers: Int) throws(LMDBError) -> Int {
        var lock = try entry(Environment.lockFile)
        if lock == nil {
            try make(Environment.lockFile, lockPermissions)
            lock = try entry(Environment.lockFile)
        }
        if !readOnly, try entry(Environment.dataFile) == nil { try make(Environment.dataFile, dataPermissions) }
        guard let lock, lock.isFile else { return readers }
        let wanted = Self.lockLength(readers)
        if max(wanted, lock.size) <= lock.allocated { return readers }
        return try allocate(lock, wanted, readers)
    }

    private func allocate(_ lock: Entry, _ wanted: Int, _ readers: Int) throws(LMDBError) -> Int {
        do throws(Errno) {
            let file = try open(Environment.lockFile, O_RDWR)
            defer { try? file.close() }
            if try file.allocate(max(wanted, lock.size)) { return readers }
            // What LMDB itself would take, or what is there already.
            let least = max(Self.lockLength(min(readers, Self.fewReaders)), lock.size)
            if try file.allocate(least) { return Self.readers(inLockOf: least) }
            throw Errno.noSpace
        } catch {
            throw LMDBError(operation: "allocate \(Environment.lockFile)", code: error.rawValue, path: directory)
        }
    }

    /// LMDB's own number of slots.
    private static let fewReaders = 126

    /// The header of the lock file takes three cache lines, each slot one.
    private static func lockLength(_ readers: Int) -> Int { 128 + 64 * readers }

    private static func readers(inLockOf length: Int) -> Int { max(1, (length - 128) / 64) }
}

extension FileDescriptor {
    /// Gives the file blocks for so many bytes and leaves its size; false when the disk is full.
    ///
    /// The size is LMDB's: one that grew while others have the file mapped would lead them beyond their maps.
    fileprivate func allocate(_ count: Int) throws(Errno) -> Bool {
        switch Errno(rawValue: cfilesystem_reserve(rawValue, count)) {
        case Errno(rawValue: 0): return true
        case .noSpace, .diskQuotaExceeded: return false
        // A file system that cannot; a fault is told then.
        case .notSupported, .noFunction, .invalidArgument: return true
        case let error: throw error
        }
    }
}

extension EnvironmentFiles {
    /// Whether nothing can be written here, the lock file neither.
    var isReadOnly: Bool {
        var status = statvfs()
        return unsafe fstatvfs(descriptor.rawValue, &status) == 0 && status.f_flag & UInt(ST_RDONLY) != 0
    }

    /// The error of an open that was refused: names the file, and the permission that is missing.
    func denial(_ code: Int32, readOnly: Bool) -> LMDBError {
        let needed: [(name: String, mode: Int32, what: String)] = [
            (".", X_OK, "search permission on the directory"),
            (Environment.dataFile, readOnly ? R_OK : R_OK | W_OK, readOnly ? "read permission" : "write permission"),
            (Environment.lockFile, R_OK | W_OK, "write permission, which readers need too: they register in it"),
            (".", W_OK, "write permission on the directory, to make the missing file"),
        ]
        for (name, mode, what) in needed {
            guard unsafe faccessat(descriptor.rawValue, name, mode, AT_EACCESS) != 0, errno == EACCES else { continue }
            let file = name == "." ? "" : " \(name)"
            return LMDBError(
                operation: "open\(file)", code: code, path: directory, advice: "this user lacks \(what)")
        }
        return LMDBError(operation: "open", code: code, path: directory)
    }
}
