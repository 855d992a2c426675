import Glibc

/// What standard output and error lead to, and how they may be written to.
enum Terminal {
    static let isOutput = isatty(STDOUT_FILENO) == 1
    static let isError = isatty(STDERR_FILENO) == 1

    /// How wide text may be: as the environment says, else what fits everywhere.
    static var columns: Int { EnvironmentVariable.columns.value.flatMap { Int($0) } ?? 80 }

    /// The processors that this machine has at work.
    static var processorCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}
