public import SystemPackage

/// A failure that keeps an archive from being opened or decoded at all.
///
/// A torn or corrupt stream is no error: it is reported as a ``Tear``, so that everything before it is kept.
public struct ArchiveError: Error, Sendable, Hashable {
    /// What was being done when it failed, like "cannot open".
    public var what: String
    /// What the reader of the message can do about it, if there is anything.
    public var remedy: String?
    /// The file concerned.
    public var path: FilePath?
    /// The place in the archive concerned.
    public var offset: Offset?
    /// What the system or the library said.
    public var cause: Cause?

    /// Makes an error from its parts; all but `what` may be left out.
    public init(
        _ what: String, path: FilePath? = nil, offset: Offset? = nil, cause: Cause? = nil, remedy: String? = nil
    ) {
        self.what = what
        self.path = path
        self.offset = offset
        self.cause = cause
        self.remedy = remedy
    }

    /// A place in an archive, in bytes from its start.
    public enum Offset: Sendable, Hashable {
        /// Bytes of the decoded stream.
        case decoded(UInt64)
        /// Bytes of the file.
        case compressed(UInt64)
    }

    /// Where the failure came from.
    public enum Cause: Sendable, Hashable {
        /// A system call's errno.
        case system(Errno)
        /// A library's own words.
        case library(String)
    }
}

extension ArchiveError {
    /// Whether the system says that there is no such file, or that what should be a directory is none. Where it says
    /// anything else (no permission, a disk that fails), the file may well be there.
    public var saysAbsent: Bool {
        cause == .system(.noSuchFileOrDirectory) || cause == .system(.notDirectory)
    }
}

extension ArchiveError: CustomStringConvertible {
    /// One line: path, what failed, where, why, and what to do.
    public var description: String {
        var line = path.map { "\($0): " } ?? ""
        line += what
        switch offset {
        case .decoded(let offset): line += " at decoded byte \(offset)"
        case .compressed(let offset): line += " at byte \(offset) of the file"
        case nil: break
        }
        switch cause {
        case .system(let errno): line += ": \(errno)"
        case .library(let text): line += ": \(text)"
        case nil: break
        }
        if let remedy { line += "; \(remedy)" }
        return line
    }
}
