import Glibc
public import SystemPackage

/// The directory of an environment and the files in it, as they are before LMDB opens them. No symbolic link inside the
/// directory is followed.
public struct EnvironmentFiles: ~Copyable {
    /// The directory.
    public let directory: FilePath

    /// Who owns the directory.
    public let owner: UInt32

    /// The directory's mode.
    public let permissions: FilePermissions

    let descriptor: FileDescriptor

    /// What stands under a name in the directory.
    public struct Entry: Sendable {
        /// Whether it is a regular file.
        public let isFile: Bool

        /// Whether it is a symbolic link.
        public let isLink: Bool

        /// Bytes, and bytes that the disk has given it.
        let size, allocated: Int
    }

    /// Looks at the directory.
    ///
    /// - Throws: `LMDBError` when there is none or it cannot be looked at.
    public init(_ directory: FilePath) throws(LMDBError) {
        let opened = unsafe directory.withPlatformString {
            unsafe Glibc.open($0, pathOnly | O_DIRECTORY | O_CLOEXEC)
        }
        guard opened >= 0 else { throw LMDBError(operation: "open", code: errno, path: directory) }
        descriptor = FileDescriptor(rawValue: opened)
        self.directory = directory
        var status = Glibc.stat()
        _ = unsafe fstat(opened, &status)
        owner = status.st_uid
        permissions = FilePermissions(rawValue: status.st_mode & 0o7777)
    }

    deinit {
        try? descriptor.close()
    }

    /// What stands under a name; `nil` when nothing does.
    ///
    /// - Throws: `LMDBError` when the directory cannot be searched.
    public func entry(_ name: String) throws(LMDBError) -> Entry? {
        var status = Glibc.stat()
        guard unsafe fstatat(descriptor.rawValue, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
            if errno == ENOENT { return nil }
            throw LMDBError(operation: "look at \(name)", code: errno, path: directory)
        }
        let kind = status.st_mode & S_IFMT
        return Entry(
            isFile: kind == S_IFREG, isLink: kind == S_IFLNK, size: Int(status.st_size),
            allocated: Int(status.st_blocks) * 512)
    }

    /// Opens a file of the directory; a symbolic link in its place is an error.
    func open(_ name: String, _ flags: Int32) throws(Errno) -> FileDescriptor {
        let opened = unsafe openat(descriptor.rawValue, name, flags | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard opened >= 0 else { throw Errno(rawValue: errno) }
        return FileDescriptor(rawValue: opened)
    }

    /// Makes a file with exactly these permissions where there is none.
    ///
    /// - Throws: `LMDBError` when the system refuses.
    public func make(_ name: String, _ permissions: FilePermissions) throws(LMDBError) {
        do throws(Errno) {
            let file = try open(name, O_RDWR | O_CREAT | O_EXCL)
            defer { try? file.close() }
            // The umask must not take away what the directory's group is to have.
            guard fchmod(file.rawValue, permissions.rawValue) == 0 else { throw Errno(rawValue: errno) }
        } catch Errno.fileExists {
            // Another process was faster.
        } catch {
            throw LMDBError(operation: "make \(name)", code: error.rawValue, path: directory)
        }
    }
}

extension EnvironmentFiles {
    /// Whether members of the directory's group share it: its setgid bit says so, and gives new files its group.
    private var isShared: Bool { permissions.contains(.setGroupID) }

    /// What a new file is to have that readers only read.
    public var dataPermissions: FilePermissions {
        var data: FilePermissions = .ownerReadWrite
        guard isShared else { return data }
        if permissions.contains(.groupRead) { data.insert(.groupRead) }
        if permissions.contains(.groupWrite) { data.insert(.groupWrite) }
        return data
    }

    /// What the lock file is to have: readers write it too.
    var lockPermissions: FilePermissions {
        isShared && permissions.contains(.groupRead)
            ? [.ownerReadWrite, .groupReadWrite] : .ownerReadWrite
    }
}

/// O_PATH, which needs no permission to list the directory.
private let pathOnly: Int32 = 0o10_000_000
