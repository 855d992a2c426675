import CFileSystem
import Glibc
public import SystemPackage

/// The names that files have while they are written, or removed.
public enum TemporaryName {
    /// What such a file is.
    public enum Kind: Sendable, CaseIterable {
        /// A packed file that is being written.
        case packed
        /// A page that is being written.
        case page
        /// An original that is being removed: it may hold what is nowhere else.
        case original

        private var suffix: [UInt8] {
            switch self {
            case .packed: Array(".mtatrail-pack".utf8)
            case .page: Array(".mtatrail-page".utf8)
            case .original: Array(".mtatrail-original".utf8)
            }
        }

        /// The temporary name for a file that is called `name`, or is to be.
        func name(for name: [UInt8]) -> [UInt8] { TemporaryName.prefix + name + suffix }

        /// The name of the file that has `name` for the time being; nil where that is no such name.
        func lastingName(of name: [UInt8]) -> [UInt8]? {
            let prefix = TemporaryName.prefix
            guard name.count > prefix.count + suffix.count, name.starts(with: prefix),
                name.suffix(suffix.count).elementsEqual(suffix)
            else { return nil }
            return Array(name.dropFirst(prefix.count).dropLast(suffix.count))
        }

        /// Whether a file that a killed writer left may begin so.
        fileprivate func mayBegin(with bytes: [UInt8]) -> Bool {
            switch self {
            case .packed: bytes.isEmpty || ZstdMagic(bytes.span, at: 0) == .frame
            case .page: bytes.isEmpty || bytes[0] == UInt8(ascii: "<")
            case .original: false
            }
        }
    }

    private static let prefix = Array(".".utf8)

    /// What a file of this name is; nil where the name is no temporary one.
    public static func kind(of name: [UInt8]) -> Kind? {
        Kind.allCases.first { $0.lastingName(of: name) != nil }
    }

    /// Whether a file of this name is one that is being written or removed, or was when its process was killed.
    public static func isOne(_ name: ArraySlice<UInt8>) -> Bool {
        // Nearly all names are told by their first byte.
        name.starts(with: prefix) && kind(of: Array(name)) != nil
    }

    /// The name that an original had before it was being removed; nil where `name` is no temporary one of an original.
    public static func originalName(of name: [UInt8]) -> [UInt8]? { Kind.original.lastingName(of: name) }

    /// What has become of a file with such a name.
    public enum Remainder: Sendable, Hashable {
        case absent
        case removed
        /// An original was given its name back.
        case restored
        /// An original whose name another file has by now.
        case displaced
        /// Its process is at work.
        case busy
    }

    /// Removes what a killed writer left at `path`; an original that was being removed gets its name back.
    ///
    /// Throws when the file is somebody else's: it must be a regular file, of this user (or any, for root), that begins as
    /// one of its kind does.
    public static func removeRemainder(at path: FilePath) throws(ArchiveError) -> Remainder {
        guard let kind = kind(of: path.lastName), let descriptor = try open(path) else { return .absent }
        defer { try? descriptor.close() }
        guard flock(descriptor.rawValue, LOCK_EX | LOCK_NB) == 0 else { return .busy }
        let status = try FileStatus(of: descriptor, path: path)
        // Its writer may have published it, or another one removed it, before the lock was taken.
        guard (try? FileAttributes(at: path).status) == status else { return .absent }
        guard status.kind == .regular, isOwn(descriptor) else { throw foreign(path) }
        if kind == .original { return try restore(path, status) }
        guard kind.mayBegin(with: try beginning(of: descriptor, path)) else { throw foreign(path) }
        unlink(path)
        return .removed
    }

    private static func restore(_ path: FilePath, _ status: FileStatus) throws(ArchiveError) -> Remainder {
        guard let name = Kind.original.lastingName(of: path.lastName) else { return .absent }
        let target = path.removingLastComponent().appending(name: name)
        if let other = try? FileAttributes(at: target).status {
            guard other.inode == status.inode, other.device == status.device else { return .displaced }
            // It had both names for a moment.
            unlink(path)
            return .restored
        }
        switch renameWithoutReplacing(path, to: target) {
        case nil: return .restored
        case .fileExists?: return .displaced
        case let failure?: throw ArchiveError("cannot be given its name back", path: path, cause: .system(failure))
        }
    }

    private static func foreign(_ path: FilePath) -> ArchiveError {
        ArchiveError("has the name of a temporary file and is none", path: path, remedy: "move it away if it is yours")
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

    private static func beginning(of descriptor: FileDescriptor, _ path: FilePath) throws(ArchiveError) -> [UInt8] {
        var start: [UInt8] = []
        do throws(Errno) {
            _ = try descriptor.read(ZstdMagic.size, appendingTo: &start)
        } catch {
            throw ArchiveError("cannot be read", path: path, cause: .system(error))
        }
        return start
    }
}

/// What the files go through.
extension TemporaryName {
    /// Makes the file, which must not be there, and locks it.
    static func create(_ path: FilePath, permissions: FilePermissions) throws(Errno) -> FileDescriptor {
        do {
            let descriptor = try FileDescriptor.open(
                path, .readWrite, options: [.create, .exclusiveCreate, .noFollow, .closeOnExec],
                permissions: permissions)
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
        unsafe call(path, target) { unsafe Glibc.rename($0, $1) }
    }

    /// Where the file system cannot do it at once, the file has both names for a moment: a killed process leaves the
    /// temporary one as a remainder.
    static func renameWithoutReplacing(_ path: FilePath, to target: FilePath) -> Errno? {
        let failure = unsafe call(path, target) { unsafe cfilesystem_rename_exclusive($0, $1) }
        guard failure == .invalidArgument || failure == .noFunction else { return failure }
        if let failure = unsafe call(path, target, { unsafe link($0, $1) }) { return failure }
        unlink(path)
        return nil
    }

    private static func call(
        _ path: FilePath, _ target: FilePath,
        _ function: (UnsafePointer<CInterop.PlatformChar>, UnsafePointer<CInterop.PlatformChar>) -> Int32
    ) -> Errno? {
        let result = unsafe path.withPlatformString { path in
            unsafe target.withPlatformString { unsafe function(path, $0) }
        }
        return result == 0 ? nil : Errno(rawValue: errno)
    }
}
