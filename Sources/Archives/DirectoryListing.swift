import Glibc
public import SystemPackage

/// One name in a directory.
public struct DirectoryEntry: Sendable, Hashable {
    public var name: String
    /// Whether the name is a symbolic link, as far as the file system says so.
    public var isSymbolicLink: Bool
}

extension FilePath {
    /// The names in this directory, `.` and `..` left out, in the order of their bytes.
    ///
    /// - Throws: `ArchiveError` where it is no directory or may not be read.
    public func directoryEntries() throws(ArchiveError) -> [DirectoryEntry] {
        guard let directory = unsafe withPlatformString({ unsafe opendir($0) }) else {
            throw ArchiveError("cannot read the directory", path: self, cause: .system(Errno(rawValue: errno)))
        }
        defer { unsafe closedir(directory) }
        var entries: [DirectoryEntry] = []
        while let entry = unsafe readdir(directory) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { tuple in
                unsafe tuple.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            if name != ".", name != ".." {
                let isLink = unsafe Int(entry.pointee.d_type) == Int(DT_LNK)
                entries.append(DirectoryEntry(name: name, isSymbolicLink: isLink))
            }
        }
        return entries.sorted { Array($0.name.utf8).lexicographicallyPrecedes(Array($1.name.utf8)) }
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
