import Glibc
public import SystemPackage

/// What tells that a location is the same, unchanged file: its size, time and identity.
public struct FileStatus: Sendable, Hashable {
    /// The kinds of file that matter to whoever walks a directory.
    public enum Kind: UInt8, Sendable, Hashable {
        case regular, directory, other
    }

    /// What sort of file it is.
    public var kind: Kind
    /// The size of the file, in bytes as stored (compressed).
    public var size: UInt64
    /// When the content was last written to, as its owner may set it: nanoseconds since 1970-01-01 UTC.
    public var modificationTime: Int64
    /// When the content, the name, the mode or anything else last changed, as the system has it: nanoseconds since
    /// 1970-01-01 UTC; 0 where it is not known.
    public var changeTime: Int64
    /// The file's number on its device.
    public var inode: UInt64
    /// The device the file is on.
    public var device: UInt64

    /// Makes a status from values known already, like those of a catalog.
    public init(
        kind: Kind = .regular, size: UInt64, modificationTime: Int64, changeTime: Int64 = 0, inode: UInt64,
        device: UInt64
    ) {
        self.kind = kind
        self.size = size
        self.modificationTime = modificationTime
        self.changeTime = changeTime
        self.inode = inode
        self.device = device
    }

    /// The status of the file at `path`, following symbolic links; throws when it cannot be read.
    public init(at path: FilePath) throws(ArchiveError) {
        do {
            self.init(try path.stat())
        } catch {
            throw ArchiveError("cannot read the file's status", path: path, cause: .system(error))
        }
    }

    /// The status of the open file `descriptor`; `path` only serves the message of the error it may throw.
    public init(of descriptor: FileDescriptor, path: FilePath? = nil) throws(ArchiveError) {
        do {
            self.init(try descriptor.stat())
        } catch {
            throw ArchiveError("cannot read the file's status", path: path, cause: .system(error))
        }
    }

    init(_ stat: Stat) {
        let stat = stat.rawValue
        kind =
            switch stat.st_mode & S_IFMT {
            case S_IFREG: .regular
            case S_IFDIR: .directory
            default: .other
            }
        size = UInt64(clamping: stat.st_size)
        modificationTime = stat.st_mtim.saturatingNanoseconds
        changeTime = stat.st_ctim.saturatingNanoseconds
        inode = UInt64(stat.st_ino)
        device = UInt64(stat.st_dev)
    }
}

extension FileStatus {
    /// The same status, its change time not known.
    public var withoutChangeTime: FileStatus {
        var status = self
        status.changeTime = 0
        return status
    }

    /// Whether both tell of one file with one size and time of writing. The change time is left out: renaming a file, giving
    /// it another mode or another name alters that too.
    public func isSameContent(as other: FileStatus) -> Bool {
        withoutChangeTime == other.withoutChangeTime
    }
}

extension timespec {
    /// A file system may hold any time; one that does not fit (past 2262) must not end the program.
    fileprivate var saturatingNanoseconds: Int64 {
        let (nanoseconds, overflow) = Int64(tv_sec).multipliedReportingOverflow(by: 1_000_000_000)
        if overflow { return tv_sec < 0 ? .min : .max }
        let (sum, carry) = nanoseconds.addingReportingOverflow(Int64(tv_nsec))
        return carry ? .max : sum
    }
}
