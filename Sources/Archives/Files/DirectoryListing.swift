import Glibc
public import SystemPackage

/// One name in a directory.
public struct DirectoryEntry: Sendable {
    /// The name's bytes, which need be no text.
    public let name: [UInt8]
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
        unsafe try self.init(at: path) { (directory) throws(Errno) in unsafe try FoundName.next(in: directory) }
    }

    /// - Parameter next: gives the next name, nil behind the last.
    init(
        at path: FilePath, readingWith next: (OpaquePointer) throws(Errno) -> FoundName?
    ) throws(ArchiveError) {
        guard let directory = unsafe path.withPlatformString({ unsafe opendir($0) }) else {
            throw ArchiveError("cannot read the directory", path: path, cause: .system(Errno(rawValue: errno)))
        }
        defer { unsafe closedir(directory) }
        var names: [FoundName] = []
        var failure: ArchiveError?
        do throws(Errno) {
            while let name = unsafe try next(directory) { names.append(name) }
        } catch {
            failure = ArchiveError("cannot read the directory to its end", path: path, cause: .system(error))
        }
        names.removeAll { $0.bytes.count <= 2 && $0.bytes.allSatisfy { $0 == 0x2e } }
        names.sort { $0.bytes.lexicographicallyPrecedes($1.bytes) }
        let descriptor = unsafe dirfd(directory)
        entries = names.map { $0.entry(in: path, descriptor) }
        self.failure = failure
    }
}

/// A name as it stands in a directory.
struct FoundName {
    let bytes: [UInt8]
    /// Whether it is a symbolic link; nil where the file system does not say.
    let isLink: Bool?

    /// The next name of an open directory, nil behind the last.
    static func next(in directory: OpaquePointer) throws(Errno) -> FoundName? {
        // Nil is the end, or an error; only errno tells them apart.
        errno = 0
        guard let entry = unsafe readdir(directory) else {
            if errno != 0 { throw Errno(rawValue: errno) }
            return nil
        }
        let bytes = unsafe withUnsafePointer(to: &entry.pointee.d_name) { tuple in
            unsafe tuple.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe Array(zeroTerminated: $0) }
        }
        let type = unsafe Int(entry.pointee.d_type)
        return FoundName(bytes: bytes, isLink: type == Int(DT_UNKNOWN) ? nil : type == Int(DT_LNK))
    }

    /// Looks at the file. The path of the directory, which is open as `descriptor`, need not be walked for each.
    func entry(in directory: FilePath, _ descriptor: Int32) -> DirectoryEntry {
        let status = status(in: descriptor, flags: 0).map { FileStatus($0) }
        let isLink =
            isLink ?? ((try? self.status(in: descriptor, flags: AT_SYMLINK_NOFOLLOW).get())?.type == .symbolicLink)
        return DirectoryEntry(
            name: bytes, isSymbolicLink: isLink,
            status: status.mapError { errno in
                let path = directory.appending(name: bytes)
                return ArchiveError("cannot read the file's status", path: path, cause: .system(errno))
            })
    }

    private func status(in descriptor: Int32, flags: Int32) -> Result<Stat, Errno> {
        var status = CInterop.Stat()
        let error = unsafe FilePath(bytes: bytes).withPlatformString { name in
            unsafe fstatat(descriptor, name, &status, flags) == 0 ? 0 : errno
        }
        return error == 0 ? .success(Stat(rawValue: status)) : .failure(Errno(rawValue: error))
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
