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
