public import SystemPackage

/// What is known of a path at a moment.
public enum Presence: Sendable, Hashable {
    /// There is a file, symbolic links followed.
    case there(FileStatus)
    /// There is none.
    case absent
    /// Nobody can tell: the file, or a directory above it, cannot be looked at.
    case unknown(ArchiveError)

    /// Looks at `path`: absent only where the system says so. One status call.
    public init(of path: FilePath) {
        do throws(ArchiveError) {
            self = .there(try FileStatus(at: path))
        } catch {
            self = error.saysAbsent ? .absent : .unknown(error)
        }
    }
}
