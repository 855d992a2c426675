import CLMDB
import Glibc
import SystemPackage

extension LMDBError {
    /// What the reader of the message can do, if there is anything to do.
    public var remedy: String? {
        advice ?? (code < 0 ? databaseRemedy : systemRemedy)
    }

    private var databaseRemedy: String? {
        switch code {
        case MDB_KEYEXIST:
            "the key exists already, or was appended out of key order"
        case MDB_MAP_FULL:
            "grow the map, then do the transaction again"
        case MDB_MAP_RESIZED:
            "another process has grown the map: end the other transactions of this one, then begin again"
        case MDB_INVALID:
            "the file is not an LMDB database: check the path, or move it away and build it anew"
        case MDB_VERSION_MISMATCH:
            "the file was made by another version of LMDB or on another kind of machine: build it anew"
        case MDB_CORRUPTED, MDB_PAGE_NOTFOUND, MDB_PANIC:
            "the file is damaged: check the disk, move the file away and build it anew"
        case MDB_READERS_FULL:
            "too many processes read at once: try again when some have ended"
        case MDB_DBS_FULL:
            "open with a larger maxDatabases"
        case MDB_TXN_FULL:
            "the transaction is too large: abort it and commit in smaller ones"
        case MDB_BAD_TXN:
            "an earlier error spoiled this transaction: abort it and begin again"
        case MDB_BAD_VALSIZE:
            "a key has 1 to 511 bytes"
        case MDB_BAD_DBI:
            "open the database before the transaction begins"
        case MDB_INCOMPATIBLE:
            "the database was made by another program: its keys are not plain bytes with one value each"
        default:
            nil
        }
    }

    private var systemRemedy: String? {
        switch Errno(rawValue: code) {
        case .noSpace, .diskQuotaExceeded:
            "the disk is full: free some space and try again; what was committed is intact"
        case .permissionDenied, .notPermitted:
            "check who owns the directory and its files, and their permissions; read-only takes no writes"
        case .readOnlyFileSystem:
            "the file system is read-only: open read-only"
        case .noSuchFileOrDirectory:
            "check the path: the directory has to exist, and a read-only open needs a data.mdb in it"
        case .resourceTemporarilyUnavailable:
            "a process of the same number, in another container, has it open: try again when that one has ended, or let "
                + "the containers share their process numbers"
        case .tooManySymbolicLinkLevels:
            "a symbolic link stands in the file's place and is not followed: put the file itself there"
        case .notDirectory:
            "check the path: it has to name a directory"
        case .noMemory:
            "there is not enough memory, or address space for a map of this size"
        case .fileTooLarge:
            Self.sizeRemedy
        case .ioError:
            // LMDB says so of every write that came out too short.
            Self.isFileSizeLimited
                ? Self.sizeRemedy
                : "the disk is full or failed: free some space and try again, or see the system's log; "
                    + "what was committed is intact"
        case .resourceBusy:
            "end the transactions of this process first"
        case .invalidArgument where operation != "open":
            "open the database before the transaction begins"
        default:
            nil
        }
    }

    private static let sizeRemedy =
        "the size of files is limited here ('ulimit -f' tells): raise the limit and try again; what was committed is intact"

    private static var isFileSizeLimited: Bool {
        var limit = rlimit()
        return unsafe getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0
            && limit.rlim_cur != ~0
    }
}
