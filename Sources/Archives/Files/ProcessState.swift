import Glibc
public import SystemPackage

/// What the process was started with, as the system has it: bytes that need be no text, and limits.
public enum ProcessState {
    /// The arguments, the name of the program left out.
    public static var arguments: [[UInt8]] {
        (1..<max(1, Int(CommandLine.argc))).compactMap { index in
            unsafe CommandLine.unsafeArgv[index].map { unsafe [UInt8](zeroTerminated: $0) }
        }
    }

    /// The value of an environment variable; nil where it is not set.
    public static func environmentValue(_ name: String) -> [UInt8]? {
        unsafe getenv(name).map { unsafe [UInt8](zeroTerminated: $0) }
    }

    /// How many files the process may have open at once. Where that is less than `count` the limit is raised as far as
    /// the system lets it.
    public static func openFileLimit(raisedTo count: Int) -> Int {
        var limit = rlimit()
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        guard unsafe getrlimit(resource, &limit) == 0 else { return count }
        let wanted = min(UInt(count), limit.rlim_max)
        if limit.rlim_cur < wanted {
            var raised = limit
            raised.rlim_cur = wanted
            if unsafe setrlimit(resource, &raised) == 0 { limit = raised }
        }
        return Int(clamping: limit.rlim_cur)
    }

    /// Whether a short write to the descriptor would not wait for its reader.
    public static func canWriteAtOnce(to descriptor: FileDescriptor) -> Bool {
        var event = pollfd(fd: descriptor.rawValue, events: Int16(POLLOUT), revents: 0)
        return unsafe poll(&event, 1, 0) == 1 && event.revents & Int16(POLLOUT) != 0
    }

    /// Lets a write beyond the limit of file sizes be an error of that write, and not the end of the process.
    public static func reportsFileSizeLimit() {
        signal(SIGXFSZ, SIG_IGN)
    }
}
