import Glibc
public import SystemPackage

/// One name in a directory.
public struct DirectoryEntry: Sendable {
    /// The name's bytes, which need be no text.
    public let name: ArraySlice<UInt8>
    /// Whether the name is a symbolic link, as far as the file system says so.
    public let isSymbolicLink: Bool
    /// The status of the file, symbolic links followed; or why it cannot be read.
    public let status: Result<FileStatus, ArchiveError>
}

/// What is in a directory.
public struct DirectoryListing: Sendable {
    /// The names, `.` and `..` left out, in the order of their bytes.
    public let entries: [DirectoryEntry]
    /// Why there may be more names than these; nil where the directory was read to its end.
    public let failure: ArchiveError?

    /// Lists the directory at `path`, and looks at each file in it. O(n log n).
    ///
    /// Throws where it is no directory or may not be read. An error in the middle is the listing's `failure`.
    public init(at path: FilePath) throws(ArchiveError) {
        unsafe try self.init(at: path) { (directory, names) throws(Errno) in
            unsafe try names.addNext(in: directory)
        }
    }

    /// - Parameter addNext: adds the next name; false behind the last.
    init(
        at path: FilePath, readingWith addNext: (OpaquePointer, inout FoundNames) throws(Errno) -> Bool
    ) throws(ArchiveError) {
        guard let directory = unsafe path.withPlatformString({ unsafe opendir($0) }) else {
            throw ArchiveError("cannot read the directory", path: path, cause: .system(Errno(rawValue: errno)))
        }
        defer { unsafe closedir(directory) }
        var names = FoundNames()
        var failure: ArchiveError?
        do throws(Errno) {
            while unsafe try addNext(directory, &names) {}
        } catch {
            failure = ArchiveError("cannot read the directory to its end", path: path, cause: .system(error))
        }
        entries = unsafe names.entries(in: path, dirfd(directory))
        self.failure = failure
    }
}

extension FilePath {
    /// The absolute path of an existing file, symbolic links resolved, so that one file has one name.
    ///
    /// - Throws: `ArchiveError` where there is no such file or a directory above it may not be searched.
    public func resolved() throws(ArchiveError) -> FilePath {
        guard let path = unsafe withPlatformString({ unsafe realpath($0, nil) }) else {
            throw ArchiveError("cannot find", path: self, cause: .system(Errno(rawValue: errno)))
        }
        defer { unsafe free(path) }
        return unsafe FilePath(platformString: path)
    }
}
