public import Archives
public import SystemPackage

/// The regular files under the paths given, each once, in the order of their names.
public struct FileWalk {
    public struct File {
        public let status: FileStatus
        /// The path as the catalog has it.
        let pathText: String
        /// The file, or the directory that it was met in under a name: few paths are ever needed.
        private let base: FilePath
        private let name: [UInt8]?

        /// Where it is, from the root on.
        public var path: FilePath { name.map { base.appending(name: $0) } ?? base }

        init(_ path: FilePath, _ status: FileStatus) {
            (self.status, base, name, pathText) = (status, path, nil, path.string)
        }

        init(_ name: [UInt8], in directory: FilePath, called prefix: String, _ status: FileStatus) {
            (self.status, base, self.name) = (status, directory, name)
            pathText = prefix + String(decoding: name, as: UTF8.self)
        }
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

    /// Walks files and directories. Symbolic links to files are followed, those to directories only when given.
    ///
    /// - Parameter excluded: a directory that is not walked: the index's own.
    public init(_ paths: [FilePath], excluding excluded: FilePath? = nil) {
        self.excluded = excluded
        for path in paths {
            do throws(ArchiveError) {
                let resolved = try path.resolved()
                let status = try FileStatus(at: resolved)
                switch status.kind {
                case .regular: add(File(resolved, status), called: resolved.lastName)
                case .directory: try walk(resolved)
                case .other: unreadable.append(IndexReport.Notice(path: resolved, reason: FileWalk.otherKind))
                }
            } catch {
                unreadable.append(IndexReport.Notice(path: path, reason: error.reason))
            }
        }
    }

    private static let otherKind = "neither a file nor a directory"

    private mutating func add(_ file: File, called name: [UInt8]) {
        if TemporaryName.isOne(name) { return temporaries.append(file.path) }
        // A file that has two names under the paths is one file.
        guard seen.insert(FileIdentity(device: file.status.device, inode: file.status.inode)).inserted else { return }
        files.append(file)
    }

    private mutating func walk(_ directory: FilePath) throws(ArchiveError) {
        guard directory != excluded else { return }
        let listing = try DirectoryListing(at: directory)
        if let failure = listing.failure {
            skipped.append(IndexReport.Notice(path: directory, reason: failure.reason))
        } else {
            listed.append(directory)
        }
        let text = directory.string
        let prefix = text.hasSuffix("/") ? text : text + "/"
        for entry in listing.entries {
            do throws(ArchiveError) {
                let status = try entry.status.get()
                switch status.kind {
                case .regular: add(File(entry.name, in: directory, called: prefix, status), called: entry.name)
                case .directory: if !entry.isSymbolicLink { try walk(directory.appending(name: entry.name)) }
                case .other: skip(entry, in: directory, FileWalk.otherKind)
                }
            } catch {
                skip(entry, in: directory, error.reason)
            }
        }
    }

    private mutating func skip(_ entry: DirectoryEntry, in directory: FilePath, _ reason: String) {
        skipped.append(IndexReport.Notice(path: directory.appending(name: entry.name), reason: reason))
    }
}

/// What one file is known by, whatever its names.
struct FileIdentity: Hashable {
    let device: UInt64
    let inode: UInt64
}

extension ArchiveError {
    /// The message without the path, for messages that name it themselves.
    var reason: String {
        var error = self
        error.path = nil
        return error.description
    }
}
