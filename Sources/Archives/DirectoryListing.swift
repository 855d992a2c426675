import Glibc
public import SystemPackage

/// One name in a directory.
public struct DirectoryEntry: Sendable {
    public let name: String
    /// Whether the name is a symbolic link, as far as the file system says so.
    public let isSymbolicLink: Bool
    /// The status of the file, symbolic links followed; or why it cannot be read.
    public let status: Result<FileStatus, ArchiveError>
}

extension FilePath {
    /// What is in this directory, `.` and `..` left out, in the order of the names. O(n log n).
    ///
    /// - Throws: `ArchiveError` where it is no directory or may not be read.
    public func directoryEntries() throws(ArchiveError) -> [DirectoryEntry] {
        guard let directory = unsafe withPlatformString({ unsafe opendir($0) }) else {
            throw ArchiveError("cannot read the directory", path: self, cause: .system(Errno(rawValue: errno)))
        }
        defer { unsafe closedir(directory) }
        var names: [(name: String, isLink: Bool)] = []
        while let entry = unsafe readdir(directory) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { tuple in
                unsafe tuple.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            if name != ".", name != ".." {
                let isLink = unsafe Int(entry.pointee.d_type) == Int(DT_LNK)
                names.append((name, isLink))
            }
        }
        names.sort { $0.name < $1.name }
        let descriptor = unsafe dirfd(directory)
        return names.map { name, isLink in
            DirectoryEntry(name: name, isSymbolicLink: isLink, status: status(of: name, in: descriptor))
        }
    }

    /// The status of a name in this directory, of which `descriptor` is: its path need not be walked for each.
    private func status(of name: String, in descriptor: Int32) -> Result<FileStatus, ArchiveError> {
        var status = CInterop.Stat()
        let error = unsafe name.withCString { unsafe fstatat(descriptor, $0, &status, 0) == 0 ? 0 : errno }
        if error == 0 { return .success(FileStatus(Stat(rawValue: status))) }
        let cause = ArchiveError.Cause.system(Errno(rawValue: error))
        return .failure(ArchiveError("cannot read the file's status", path: appending(name), cause: cause))
    }

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
