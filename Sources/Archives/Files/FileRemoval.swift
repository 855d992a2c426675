import Glibc
public import SystemPackage

/// What has become of a file that was to be removed.
public enum FileRemoval: Sendable, Hashable {
    /// It is gone.
    case removed
    /// It is not as it was, or somebody has it open for writing or locked. It is where it was.
    case left
    /// It is not as it was, and meanwhile another file has come in its place: it is at this path now.
    case displaced(FilePath)
}

extension FilePath {
    /// Removes the file, if it still is as this status says, down to the last moment: it is renamed first, so that nobody can
    /// open it any more, and looked at once more. The name is gone from the disk when it returns.
    ///
    /// A process killed in between leaves the file under its temporary name, for `restoreOriginal` to put back. Throws when
    /// the system refuses.
    public func removeFile(ifStill status: FileStatus) throws(ArchiveError) -> FileRemoval {
        try removeFile(ifStill: status, replacingBy: nil)
    }

    /// Removes the file as above; in the moment before it goes the temporary file `new` is given its name, if there is one.
    func removeFile(ifStill status: FileStatus, replacingBy new: FilePath?) throws(ArchiveError) -> FileRemoval {
        guard try FileAttributes(at: self).status == status else { return .left }
        let file = try ArchiveFile.open(self)
        defer { try? file.close() }
        // So that no other run takes it for one that was left behind.
        guard flock(file.rawValue, LOCK_EX | LOCK_NB) == 0 else { return .left }
        let removal = try TemporaryFiles.change { names throws(ArchiveError) in
            let removal = try removeByRenaming(ifStill: status, replacingBy: new)
            if removal == .removed, let new { names.remove(new) }
            return removal
        }
        try removingLastComponent().flushDirectory()
        return removal
    }

    private func removeByRenaming(
        ifStill status: FileStatus, replacingBy new: FilePath?
    ) throws(ArchiveError) -> FileRemoval {
        let aside = removingLastComponent().appending(name: TemporaryName.Kind.original.name(for: lastName))
        if let failure = TemporaryName.renameWithoutReplacing(self, to: aside) { throw refusal(failure) }
        // A writer that has it open is seen; one that has closed it already has left its mark.
        if aside.isOpenForWriting != true, (try? FileAttributes(at: aside).status)?.isSameContent(as: status) == true {
            let failure = new.flatMap { TemporaryName.renameWithoutReplacing($0, to: self) } ?? aside.unlinked()
            guard let failure else { return .removed }
            _ = TemporaryName.renameWithoutReplacing(aside, to: self)
            throw refusal(failure)
        }
        guard let failure = TemporaryName.renameWithoutReplacing(aside, to: self) else { return .left }
        if failure == .fileExists { return .displaced(aside) }
        throw ArchiveError("cannot be given its name back", path: aside, cause: .system(failure))
    }

    private func unlinked() -> Errno? {
        unsafe withPlatformString({ unsafe unlink($0) }) == 0 ? nil : Errno(rawValue: errno)
    }

    private func refusal(_ failure: Errno) -> ArchiveError {
        ArchiveError("cannot be removed", path: self, cause: .system(failure))
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
