import Glibc
public import SystemPackage

extension FilePath {
    /// Removes the file, if it still is the one that had this status; gives whether it did. The name is gone from the
    /// disk when it returns.
    ///
    /// Throws when the system refuses.
    public func removeFile(ifStill status: FileStatus) throws(ArchiveError) -> Bool {
        guard try FileAttributes(at: self).status == status else { return false }
        guard unsafe withPlatformString({ unsafe unlink($0) }) == 0 else {
            throw ArchiveError("cannot be removed", path: self, cause: .system(Errno(rawValue: errno)))
        }
        try removingLastComponent().flushDirectory()
        return true
    }

    /// Whether some process, this one included, has the file open for writing; nil where the system does not tell:
    /// that takes the file's owner, or root, and a local file system.
    public var isOpenForWriting: Bool? {
        guard let descriptor = try? ArchiveFile.open(self) else { return nil }
        defer { try? descriptor.close() }
        // A read lease is refused while there is a writer. Should one come in the moment that it lasts, the signal
        // sent is one that is ignored.
        _ = fcntl(descriptor.rawValue, LeaseCommand.setSignal, SIGURG)
        if fcntl(descriptor.rawValue, LeaseCommand.setLease, Int32(F_RDLCK)) == 0 {
            _ = fcntl(descriptor.rawValue, LeaseCommand.setLease, Int32(F_UNLCK))
            return false
        }
        return errno == EAGAIN ? true : nil
    }

    /// Waits until the names in this directory are on the disk.
    func flushDirectory() throws(ArchiveError) {
        let directory: FilePath = isEmpty ? "." : self
        do {
            let descriptor = try FileDescriptor.open(directory, .readOnly, options: [.directory, .closeOnExec])
            defer { try? descriptor.close() }
            // Some file systems cannot, and have nothing to flush.
            guard fsync(descriptor.rawValue) != 0, errno != EINVAL else { return }
            throw Errno(rawValue: errno)
        } catch {
            throw ArchiveError("cannot be written", path: directory, cause: .system(error as? Errno ?? .ioError))
        }
    }
}

/// Linux's own commands of fcntl(2), which the headers show only on demand.
private enum LeaseCommand {
    static let setSignal: Int32 = 10
    static let setLease: Int32 = 1024
}
