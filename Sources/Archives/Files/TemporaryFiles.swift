import SystemPackage
import Threads

/// The files with temporary names that this process has made and not put in their places yet: what goes when a signal ends
/// the process.
public enum TemporaryFiles {
    private static let paths = Mutex<Set<FilePath>>([])

    /// Takes a short step between whose beginning and end no signal is to end the process: it makes such a file, removes it or
    /// puts it in its place, and changes the set accordingly.
    static func change<Result: Sendable, Failure: Error>(
        _ step: (inout Set<FilePath>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try paths.withLock { paths throws(Failure) in try step(&paths) }
    }

    /// Removes all of them and calls `end`, which must end the process: until then no other is made or put in its place.
    public static func removeAll(andThen end: () -> Never) -> Never {
        paths.withLock { paths -> Never in
            for path in paths { TemporaryName.unlink(path) }
            end()
        }
    }
}
