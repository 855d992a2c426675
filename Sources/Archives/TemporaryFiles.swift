import Synchronization
import SystemPackage

/// The files with temporary names that this process has made and not put in their places yet, so that none is left when it
/// must end.
public enum TemporaryFiles {
    private static let paths = Mutex<Set<FilePath>>([])

    /// Makes a file.
    static func begin<File, Failure: Error>(
        _ path: FilePath, _ make: () throws(Failure) -> File
    ) throws(Failure) -> File {
        try paths.withLock { paths throws(Failure) in
            let file = try make()
            paths.insert(path)
            return file
        }
    }

    /// Takes a step after which the file is not to be removed any more, or is not there; `removeAll` waits for its end.
    static func finish<Failure: Error>(
        _ path: FilePath, _ step: () throws(Failure) -> Void
    ) throws(Failure) {
        try paths.withLock { paths throws(Failure) in
            try step()
            paths.remove(path)
        }
    }

    /// Takes steps between which the process is not to be ended by a signal; `removeAll` waits for their end.
    static func withoutInterruption<Result, Failure: Error>(
        _ steps: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try paths.withLock { _ throws(Failure) in try steps() }
    }

    /// Removes all of them, and calls `end` with their number, which must end the process: until then nobody makes or
    /// publishes another.
    public static func removeAll(andThen end: (Int) -> Never) -> Never {
        paths.withLock { paths -> Never in
            for path in paths { TemporaryName.unlink(path) }
            end(paths.count)
        }
    }
}
