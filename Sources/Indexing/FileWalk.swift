public import Archives
public import SystemPackage

/// The regular files under the paths given, each once, in the order of their names.
public struct FileWalk {
    public struct File: Equatable {
        public let path: FilePath
        public let status: FileStatus
    }

    public private(set) var files: [File] = []
    /// Directories that were listed without an error: what is known below them and not in `files` is gone.
    public private(set) var listed: [FilePath] = []
    /// Files that are being written, or were when their writer was killed: no logs.
    public private(set) var temporaries: [FilePath] = []
    /// Files and directories below the paths that could not be looked at.
    public private(set) var skipped: [IndexReport.Notice] = []
    /// Paths given that could not be looked at.
    public private(set) var unreadable: [IndexReport.Notice] = []

    private var seen: Set<FileIdentity> = []
    private let excluded: FilePath?

    private struct FileIdentity: Hashable {
        let device: UInt64
        let inode: UInt64
    }

    /// Walks files and directories. Symbolic links to files are followed, those to directories only when given.
    ///
    /// - Parameter excluded: a directory that is not walked: the index's own.
    public init(_ paths: [FilePath], excluding excluded: FilePath? = nil) {
        self.excluded = excluded
        for path in paths {
            do throws(ArchiveError) {
                let resolved = try path.resolved()
                try visit(resolved, status: FileStatus(at: resolved), isGiven: true)
            } catch {
                unreadable.append(IndexReport.Notice(path: path, reason: error.reason))
            }
        }
    }

    private mutating func visit(_ path: FilePath, status: FileStatus, isGiven: Bool) throws(ArchiveError) {
        switch status.kind {
        case .regular: add(path, status)
        case .directory: try walk(path)
        case .other:
            let notice = IndexReport.Notice(path: path, reason: "neither a file nor a directory")
            if isGiven { unreadable.append(notice) } else { skipped.append(notice) }
        }
    }

    private mutating func add(_ path: FilePath, _ status: FileStatus) {
        if let name = path.lastComponent?.string, TemporaryName.isOne(name) {
            temporaries.append(path)
            return
        }
        // A file that has two names under the paths is one file.
        guard seen.insert(FileIdentity(device: status.device, inode: status.inode)).inserted else { return }
        files.append(File(path: path, status: status))
    }

    private mutating func walk(_ directory: FilePath) throws(ArchiveError) {
        guard directory != excluded else { return }
        let entries = try directory.directoryEntries()
        listed.append(directory)
        for entry in entries {
            let path = directory.appending(entry.name)
            do throws(ArchiveError) {
                let status = try FileStatus(at: path)
                if entry.isSymbolicLink, status.kind == .directory { continue }
                try visit(path, status: status, isGiven: false)
            } catch {
                skipped.append(IndexReport.Notice(path: path, reason: error.reason))
            }
        }
    }
}

extension ArchiveError {
    /// The message without the path, for messages that name it themselves.
    var reason: String {
        var error = self
        error.path = nil
        return error.description
    }
}
