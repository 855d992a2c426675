import Archives
import Glibc
import LMDBIndex
import SystemPackage

/// What comes before everything else: the process is put into a state in which whatever goes wrong can be told.
enum ProcessSetup {
    /// - Throws: `SystemFailure` where the system gives the process too little.
    static func prepare() throws {
        try openStandardDescriptors()
        ProcessState.reportsFileSizeLimit()
        let limit = ProcessState.openFileLimit(raisedTo: usualOpenFiles)
        guard limit >= leastOpenFiles else {
            throw SystemFailure(
                description: "this process may have only \(limit) files open at once, and needs \(leastOpenFiles); "
                    + "raise the limit with 'ulimit -n'")
        }
        IndexFaults.endProcess(status: ExitStatus.failure.rawValue) { directory in
            Array("mtatrail: index \(directory.shown): ".utf8)
        }
    }

    private static let usualOpenFiles = 1024
    /// The threads' own, those of the index, and an archive or two each.
    private static let leastOpenFiles = 64

    /// Where a standard descriptor is closed, the next file that is opened would be taken for it: the index for the keys,
    /// or the records be written into the index. It is opened so that its use is an error.
    private static func openStandardDescriptors() throws {
        for number in STDIN_FILENO...STDERR_FILENO where fcntl(number, F_GETFD) < 0 {
            let access: FileDescriptor.AccessMode = number == STDIN_FILENO ? .writeOnly : .readOnly
            let opened = try? FileDescriptor.open(FilePath("/dev/null"), access)
            // A directory can neither be read nor written.
            guard try (opened ?? FileDescriptor.open(FilePath("/"), .readOnly)).rawValue == number else {
                throw SystemFailure(description: "a standard descriptor is closed and cannot be opened")
            }
        }
    }
}
