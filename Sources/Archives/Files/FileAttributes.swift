import Glibc
public import SystemPackage

/// What a file keeps when it is rewritten: its mode, its owners, its times; and what sort of name it has.
public struct FileAttributes: Sendable {
    /// The file's status at the same moment.
    public let status: FileStatus
    /// Whether the name is a symbolic link, of which all else here is told too: not of the file it leads to.
    public let isSymbolicLink: Bool
    /// How many names the file has.
    public let linkCount: Int
    private let mode: mode_t
    private let owner: uid_t
    private let group: gid_t
    private let accessTime: timespec
    private let modificationTime: timespec

    /// The attributes of what is at `path`; symbolic links are not followed.
    ///
    /// Throws when they cannot be read.
    public init(at path: FilePath) throws(ArchiveError) {
        let stat: Stat
        do {
            stat = try path.stat(followTargetSymlink: false)
        } catch {
            throw ArchiveError("cannot read the file's status", path: path, cause: .system(error))
        }
        status = FileStatus(stat)
        isSymbolicLink = stat.type == .symbolicLink
        linkCount = Int(clamping: stat.linkCount)
        mode = stat.permissions.rawValue
        owner = stat.userID.rawValue
        group = stat.groupID.rawValue
        accessTime = stat.st_atim
        modificationTime = stat.st_mtim
    }

    /// Gives them to an open file, the owner and the group as far as this user may.
    ///
    /// Where the group cannot be kept, its permissions are not given to another: members of either lose nothing that
    /// everybody has, and gain nothing. Throws when an extended attribute, mode or times are refused.
    ///
    /// - Parameters:
    ///   - extended: the file's other attributes. An access control list comes before the mode, whose bits for the group
    ///     are not the group's where there is a list.
    ///   - keepingTimes: whether the file gets the times too.
    func apply(
        to descriptor: FileDescriptor, path: FilePath, with extended: ExtendedAttributes, keepingTimes: Bool
    ) throws(ArchiveError) {
        var mode = mode
        // A change of owner may take bits of the mode away, so it comes first.
        if fchown(descriptor.rawValue, owner, group) != 0, fchown(descriptor.rawValue, uid_t.max, group) != 0 {
            mode = mode & ~0o6070 | (mode & 0o007) << 3 & mode
            guard !extended.hasAccessList else {
                throw ArchiveError("has an access control list for a group that cannot be kept", path: path)
            }
        }
        try extended.apply(to: descriptor, path: path)
        guard fchmod(descriptor.rawValue, mode) == 0 else {
            throw ArchiveError("cannot set the mode", path: path, cause: .system(Errno(rawValue: errno)))
        }
        guard keepingTimes else { return }
        let times = [accessTime, modificationTime]
        let result = unsafe times.withUnsafeBufferPointer { unsafe futimens(descriptor.rawValue, $0.baseAddress) }
        guard result == 0 else {
            throw ArchiveError("cannot set the times", path: path, cause: .system(Errno(rawValue: errno)))
        }
    }
}
