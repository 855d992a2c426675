import Glibc
public import SystemPackage

/// The names that files have while they are written.
public enum TemporaryName {
    private static let prefix = Array(".".utf8)
    private static let suffix = Array(".mtatrail-pack".utf8)

    /// The temporary name for a file that is to be called `name`.
    static func of(_ name: [UInt8]) -> [UInt8] { prefix + name + suffix }

    /// Whether a file of this name is one that is being written, or was when its writer was killed.
    public static func isOne(_ name: [UInt8]) -> Bool {
        name.count > prefix.count + suffix.count && name.starts(with: prefix)
            && name.suffix(suffix.count).elementsEqual(suffix)
    }

    /// What has become of a file with such a name.
    public enum Remainder: Sendable {
        case absent
        case removed
        /// Its writer is at work.
        case busy
    }

    /// Removes what a killed writer left at `path`.
    ///
    /// Throws when the file is somebody else's: it must be a regular file, of this user (or any, for root), that is
    /// empty or begins with a zstd frame.
    public static func removeRemainder(at path: FilePath) throws(ArchiveError) -> Remainder {
        guard let descriptor = try open(path) else { return .absent }
        defer { try? descriptor.close() }
        guard flock(descriptor.rawValue, LOCK_EX | LOCK_NB) == 0 else { return .busy }
        let status = try FileStatus(of: descriptor, path: path)
        // Its writer may have published it, or another one removed it, before the lock was taken.
        guard (try? FileAttributes(at: path).status) == status else { return .absent }
        guard status.kind == .regular, isOwn(descriptor), try looksOwn(descriptor, path) else {
            throw ArchiveError(
                "has the name of a temporary file and is none", path: path, remedy: "move it away if it is yours")
        }
        unlink(path)
        return .removed
    }

    private static func open(_ path: FilePath) throws(ArchiveError) -> FileDescriptor? {
        do {
            return try FileDescriptor.open(path, .readOnly, options: [.noFollow, .nonBlocking, .closeOnExec])
        } catch {
            guard let error = error as? Errno, error != .noSuchFileOrDirectory else { return nil }
            throw ArchiveError("cannot be looked at", path: path, cause: .system(error))
        }
    }

    private static func isOwn(_ descriptor: FileDescriptor) -> Bool {
        guard let owner = try? descriptor.stat().userID.rawValue else { return false }
        return geteuid() == 0 || owner == geteuid()
    }

    private static func looksOwn(_ descriptor: FileDescriptor, _ path: FilePath) throws(ArchiveError) -> Bool {
        var start: [UInt8] = []
        do throws(Errno) {
            _ = try descriptor.read(ZstdMagic.size, appendingTo: &start)
        } catch {
            throw ArchiveError("cannot be read", path: path, cause: .system(error))
        }
        return start.isEmpty || ZstdMagic(start.span, at: 0) == .frame
    }

    /// Makes the file, which must not be there, and locks it.
    static func create(_ path: FilePath) throws(Errno) -> FileDescriptor {
        do {
            let descriptor = try FileDescriptor.open(
                path, .readWrite, options: [.create, .exclusiveCreate, .noFollow, .closeOnExec],
                permissions: .ownerReadWrite)
            // Whoever comes between takes it for a remainder and removes it; the file then has no name to be put in
            // its place by, which shows when it is published.
            _ = flock(descriptor.rawValue, LOCK_EX | LOCK_NB)
            return descriptor
        } catch {
            throw error as? Errno ?? .ioError
        }
    }

    static func unlink(_ path: FilePath) {
        _ = unsafe path.withPlatformString { unsafe Glibc.unlink($0) }
    }

    static func rename(_ path: FilePath, to target: FilePath) -> Errno? {
        let result = unsafe path.withPlatformString { path in
            unsafe target.withPlatformString { unsafe Glibc.rename(path, $0) }
        }
        return result == 0 ? nil : Errno(rawValue: errno)
    }

    /// The file has both names for a moment: a killed process leaves the temporary one as a remainder.
    static func renameWithoutReplacing(_ path: FilePath, to target: FilePath) -> Errno? {
        let result = unsafe path.withPlatformString { path in
            unsafe target.withPlatformString { unsafe Glibc.link(path, $0) }
        }
        guard result == 0 else { return Errno(rawValue: errno) }
        unlink(path)
        return nil
    }
}
