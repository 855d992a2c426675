import Glibc
public import SystemPackage

/// A file that is written under a temporary name beside its place, and put there whole or not at all.
///
/// The temporary name is told from that of the place, and the file is locked as long as somebody writes it, so that
/// the next one who wants the place, or sweeps the directory, can tell what a killed process left. If it is not
/// published it is removed with its owner.
public struct NewFile: ~Copyable, Sendable, ByteSink {
    /// Where the file will be.
    public let target: FilePath
    private let temporary: FilePath
    private let descriptor: FileDescriptor
    private var isPublished = false

    /// Makes an empty file that is to be at `target`; `permissions` are less the umask.
    ///
    /// What a killed process left of an earlier one is removed. Throws when another process is at work on it, when
    /// there is a file of the name that is no such remainder, and when the directory cannot be written to.
    public init(
        for target: FilePath, _ kind: TemporaryName.Kind = .packed, permissions: FilePermissions = .ownerReadWrite
    ) throws(ArchiveError) {
        let name = target.lastName
        guard !name.isEmpty else {
            throw ArchiveError("is not the name of a file", path: target)
        }
        let temporary = target.removingLastComponent().appending(name: kind.name(for: name))
        if case .busy = try TemporaryName.removeRemainder(at: temporary) {
            throw ArchiveError("another run is at work on it", path: target)
        }
        do throws(Errno) {
            descriptor = try TemporaryFiles.change { names throws(Errno) in
                let file = try TemporaryName.create(temporary, permissions: permissions)
                names.insert(temporary)
                return file
            }
        } catch {
            throw ArchiveError(
                "cannot write \(FilePath(bytes: name)) there", path: target.removingLastComponent(),
                cause: .system(error))
        }
        self.target = target
        self.temporary = temporary
    }

    deinit {
        if !isPublished {
            TemporaryFiles.change { names in
                TemporaryName.unlink(temporary)
                names.remove(temporary)
            }
        }
        try? descriptor.close()
    }

    /// Appends bytes. Throws when there is no room, or the disk fails.
    public mutating func write(_ bytes: Span<UInt8>) throws(ArchiveError) {
        do {
            _ = try unsafe bytes.withUnsafeBytes { try unsafe descriptor.writeAll($0) }
        } catch {
            throw ArchiveError(
                "cannot write", path: temporary, cause: .system(error as? Errno ?? .ioError),
                remedy: "the original is untouched; see that there is room")
        }
    }

    /// Gives the file the attributes of another, its extended ones and access control lists too.
    ///
    /// Throws when one of them cannot be given, but for owner and group.
    public func setAttributes(
        _ attributes: FileAttributes, of original: FilePath, keepingTimes: Bool = true
    ) throws(ArchiveError) {
        let extended = try ExtendedAttributes(of: original)
        try attributes.apply(to: descriptor, path: temporary, with: extended, keepingTimes: keepingTimes)
    }

    /// Waits until all that was written is on the disk.
    public func flush() throws(ArchiveError) {
        guard fsync(descriptor.rawValue) == 0 else {
            throw ArchiveError("cannot write", path: temporary, cause: .system(Errno(rawValue: errno)))
        }
    }

    /// The file as it stands, to be read.
    public func mapped() throws(ArchiveError) -> ArchiveFile {
        try ArchiveFile(descriptor, path: temporary)
    }

    /// Puts the file in its place: in that of the file `replaced` and no other, or where nothing is when that is nil.
    ///
    /// Once it returns, the new name is on the disk. Throws when there is another file.
    public mutating func publish(replacing replaced: FileStatus?) throws(ArchiveError) {
        if let replaced {
            guard (try? FileAttributes(at: target).status) == replaced else {
                throw ArchiveError("has changed meanwhile", path: target, remedy: "it is left as it is")
            }
            try finish { TemporaryName.rename(temporary, to: target) }
        } else {
            try finish { TemporaryName.renameWithoutReplacing(temporary, to: target) }
        }
        isPublished = true
        try target.removingLastComponent().flushDirectory()
    }

    /// Puts the file in the place of an original that is as `status` says down to the last moment, as
    /// `FilePath.removeFile(ifStill:)` has it: for that moment nothing has the name.
    ///
    /// A process killed then leaves the original under its temporary name. Gives what became of the original; unless that
    /// was removed the new file is not in its place. Throws when the system refuses.
    public mutating func publish(removing status: FileStatus) throws(ArchiveError) -> FileRemoval {
        let removal = try target.removeFile(ifStill: status, replacingBy: temporary)
        isPublished = removal == .removed
        return removal
    }

    private func finish(_ rename: () -> Errno?) throws(ArchiveError) {
        try TemporaryFiles.change { names throws(ArchiveError) in
            try check(rename())
            names.remove(temporary)
        }
    }

    private func check(_ failure: Errno?) throws(ArchiveError) {
        guard let failure else { return }
        throw ArchiveError("cannot be put in its place", path: target, cause: .system(failure))
    }
}
