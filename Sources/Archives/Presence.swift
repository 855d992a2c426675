public import SystemPackage

/// What is known of a path at a moment.
public enum Presence: Sendable, Hashable {
    /// There is a file, symbolic links followed.
    case there(FileStatus)
    /// There is none.
    case absent
    /// Nobody can tell: the file, or a directory above it, cannot be looked at.
    case unknown(ArchiveError)

    /// Looks at `path`. One status call.
    ///
    /// Only where the system says that there is no such name, or that what should be a directory is none, it is absent: a
    /// file that may not be looked at, or whose disk fails, may well be there.
    public init(of path: FilePath) {
        do throws(ArchiveError) {
            self = .there(try FileStatus(at: path))
        } catch {
            switch error.cause {
            case .system(.noSuchFileOrDirectory), .system(.notDirectory): self = .absent
            default: self = .unknown(error)
            }
        }
    }
}
