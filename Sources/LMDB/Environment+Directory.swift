import CLMDB
import Glibc
public import SystemPackage

extension Environment {
    /// Makes the directory that an environment is to live in, and those above it; one that exists is left as it is.
    ///
    /// - Parameter permissions: Those of the directory itself, whatever the umask; those above get the usual ones.
    /// - Throws: `LMDBError` where the system refuses, or something else than a directory is in the way.
    public static func makeDirectory(
        _ directory: FilePath, permissions: FilePermissions = .ownerReadWriteExecute
    ) throws(LMDBError) {
        if unsafe directory.withPlatformString({ unsafe mkdir($0, permissions.rawValue) }) == 0 { return }
        switch Errno(rawValue: errno) {
        case .fileExists:
            guard isDirectory(directory) else {
                throw LMDBError(operation: "make directory", code: Errno.notDirectory.rawValue, path: directory)
            }
        case .noSuchFileOrDirectory where directory.removingLastComponent() != directory:
            try makeDirectory(
                directory.removingLastComponent(),
                permissions: [.ownerReadWriteExecute, .groupReadExecute, .otherReadExecute])
            try makeDirectory(directory, permissions: permissions)
        case let error:
            throw LMDBError(operation: "make directory", code: error.rawValue, path: directory)
        }
    }

    /// Puts the data of the environment in `source` into the place of that in `directory`, at one moment that lasts; they
    /// have the mode, owner and group of the old ones then.
    ///
    /// Whoever has the old data open keeps it. The lock file stays: both must have committed as many transactions.
    ///
    /// - Throws: `LMDBError` where the system refuses; the old data are then still there.
    public static func replaceData(in directory: FilePath, by source: FilePath) throws(LMDBError) {
        try copyAccess(from: EnvironmentFiles(directory), to: EnvironmentFiles(source))
        let code = unsafe source.appending(dataFile).withPlatformString { from in
            unsafe directory.appending(dataFile).withPlatformString { to in unsafe rename(from, to) }
        }
        guard code == 0 else { throw LMDBError(operation: "replace data", code: errno, path: directory) }
        do {
            let descriptor = try FileDescriptor.open(directory, .readOnly, options: .directory)
            defer { try? descriptor.close() }
            guard fsync(descriptor.rawValue) == 0 else { throw Errno(rawValue: errno) }
        } catch {
            throw LMDBError(operation: "sync", code: (error as? Errno ?? .ioError).rawValue, path: directory)
        }
    }

    /// The owner first: changing it takes set-id bits off, and nobody gets access before it is his.
    private static func copyAccess(
        from old: borrowing EnvironmentFiles, to new: borrowing EnvironmentFiles
    ) throws(LMDBError) {
        do throws(Errno) {
            let (from, to) = (try old.open(dataFile, O_RDONLY), try new.open(dataFile, O_RDONLY))
            defer { for file in [from, to] { try? file.close() } }
            var (status, own) = (Glibc.stat(), Glibc.stat())
            guard unsafe fstat(from.rawValue, &status) == 0, unsafe fstat(to.rawValue, &own) == 0 else {
                throw Errno(rawValue: errno)
            }
            let isAlike = status.st_uid == own.st_uid && status.st_gid == own.st_gid
            guard isAlike || fchown(to.rawValue, status.st_uid, status.st_gid) == 0,
                fchmod(to.rawValue, status.st_mode & 0o7777) == 0
            else { throw Errno(rawValue: errno) }
        } catch {
            throw LMDBError(operation: "keep owner and mode of \(dataFile)", code: error.rawValue, path: old.directory)
        }
    }

    /// Removes an environment's files and its directory, as far as they are there.
    ///
    /// - Throws: `LMDBError` where the system refuses, or other files are in the directory.
    public static func remove(_ directory: FilePath) throws(LMDBError) {
        for file in [directory.appending(dataFile), directory.appending(lockFile)] {
            guard unsafe file.withPlatformString({ unsafe unlink($0) }) != 0, errno != ENOENT else { continue }
            throw LMDBError(operation: "remove", code: errno, path: file)
        }
        guard unsafe directory.withPlatformString({ unsafe rmdir($0) }) != 0, errno != ENOENT else { return }
        throw LMDBError(operation: "remove", code: errno, path: directory)
    }

    static let dataFile = "data.mdb"
    static let lockFile = "lock.mdb"

    private static func isDirectory(_ path: FilePath) -> Bool {
        (try? path.stat().type) == .directory
    }

    /// Whether a path lies on a file system that other machines write too, where LMDB's locks and maps do not hold.
    ///
    /// The kinds are told by their magic numbers (`man 2 statfs`); one that is not known counts as local.
    public static func isOnNetworkFileSystem(_ path: FilePath) throws(LMDBError) -> Bool {
        var status = statfs()
        guard unsafe path.withPlatformString({ unsafe statfs($0, &status) }) == 0 else {
            throw LMDBError(operation: "examine file system", code: errno, path: path)
        }
        return networkFileSystems.contains(UInt32(truncatingIfNeeded: status.f_type))
    }

    /// NFS, SMB, CIFS, SMB2, AFS, Coda, Ceph, 9P, Lustre, OCFS2, GFS2.
    private static let networkFileSystems: Set<UInt32> = [
        0x6969, 0x517b, 0xff53_4d42, 0xfe53_4d42, 0x5346_414f, 0x7375_7245, 0x00c3_6400, 0x0102_1997, 0x0bd0_0bd0,
        0x7461_636f, 0x0116_1970,
    ]
}
