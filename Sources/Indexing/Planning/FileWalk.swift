public import Archives
public import SystemPackage

/// The regular files under the paths given, each once, in the order of their names.
///
/// Symbolic links to files are followed, and those to directories: each directory is walked once, under its own name where
/// that is below the paths too.
public struct FileWalk {
    /// A regular file.
    public struct File {
        public let status: FileStatus
        /// The bytes of the path, from the root on.
        let pathBytes: [UInt8]
        /// Whether it was given itself, and not met in a directory.
        let isNamed: Bool

        public var path: FilePath { FilePath(bytes: pathBytes) }
    }

    public private(set) var files: [File] = []
    /// The paths given that are there, symbolic links resolved.
    public private(set) var roots: [FilePath] = []
    /// Directories that were listed to their ends.
    public private(set) var listed: [FilePath] = []
    /// Files that are being written, or were when their writer was killed: no logs.
    public private(set) var temporaries: [FilePath] = []
    /// Files and directories below the paths that could not be looked at.
    public private(set) var skipped: [IndexReport.Notice] = []
    /// What was met below the paths that is no file, directory or link to one: devices, sockets, links that lead nowhere.
    public private(set) var others = 0
    /// Paths given that could not be looked at.
    public private(set) var unreadable: [IndexReport.Notice] = []

    /// The files by what they are known by.
    private var numbers = FileNumbers()
    private var walked: Set<FileIdentity> = []
    /// Symbolic links to directories: walked last, for the directory may be met under its own name.
    private var links: [FilePath] = []
    private let exclusions: [NamePattern]
    private let indexDirectory: FileIdentity?

    /// - Parameters:
    ///   - exclusions: files that are left out, and directories that are not walked.
    ///   - indexDirectory: an index's own directory, of which only the index's files are left out.
    public init(_ paths: [FilePath], excluding exclusions: [NamePattern] = [], indexDirectory: FilePath? = nil) {
        self.exclusions = exclusions
        self.indexDirectory = indexDirectory.flatMap { try? FileIdentity(FileStatus(at: $0)) }
        for path in paths {
            do throws(ArchiveError) {
                try walkRoot(try path.resolved())
            } catch {
                unreadable.append(IndexReport.Notice(path: path, error))
            }
        }
        while let link = links.popLast() { walkBelow(link) }
    }

    /// The place in `files` of what has this identity; nil where there is no such file. O(1).
    func number(of identity: FileIdentity) -> Int? { numbers[identity] }

    private static let otherKind = "neither a file nor a directory"

    private mutating func walkRoot(_ path: FilePath) throws(ArchiveError) {
        let status = try FileStatus(at: path)
        roots.append(path)
        switch status.kind {
        case .regular: add(path.bytes, named: path.lastName[...], status, isRoot: true)
        case .directory: if isFirstVisit(status) { try walk(path, FileIdentity(status)) }
        case .other: unreadable.append(IndexReport.Notice(path: path, reason: FileWalk.otherKind))
        }
    }

    private mutating func isFirstVisit(_ status: FileStatus) -> Bool {
        walked.insert(FileIdentity(status)).inserted
    }

    /// Walks a directory that was met; what is wrong with it is told.
    private mutating func walkBelow(_ directory: FilePath) {
        do throws(ArchiveError) {
            let status = try FileStatus(at: directory)
            if isFirstVisit(status) { try walk(directory, FileIdentity(status)) }
        } catch {
            skipped.append(IndexReport.Notice(path: directory, error))
        }
    }

    private mutating func add(
        _ path: [UInt8], named name: ArraySlice<UInt8>, _ status: FileStatus, isRoot: Bool = false
    ) {
        if TemporaryName.isOne(name) { return temporaries.append(FilePath(bytes: path)) }
        // A file that has two names under the paths is one file.
        guard numbers.insert(FileIdentity(status)) else { return }
        files.append(File(status: status, pathBytes: path, isNamed: isRoot))
    }

    private mutating func walk(_ directory: FilePath, _ identity: FileIdentity) throws(ArchiveError) {
        let listing = try DirectoryListing(at: directory)
        if let failure = listing.failure {
            skipped.append(IndexReport.Notice(path: directory, failure))
        } else {
            listed.append(directory)
        }
        let bytes = directory.bytes
        let prefix = bytes.last == UInt8(ascii: "/") ? bytes : bytes + [UInt8(ascii: "/")]
        for entry in listing.entries {
            let path = prefix + entry.name
            guard !isLeftOut(entry.name, in: identity, path) else { continue }
            visit(entry, path)
        }
    }

    private mutating func visit(_ entry: DirectoryEntry, _ path: [UInt8]) {
        switch entry.status {
        case .success(let status):
            switch status.kind {
            case .regular: add(path, named: entry.name, status)
            case .directory where entry.isSymbolicLink: links.append(FilePath(bytes: path))
            case .directory: walkBelow(FilePath(bytes: path))
            case .other: others += 1
            }
        case .failure(let error) where error.saysAbsent:
            // Gone since the directory was read, or a link that leads nowhere.
            others += 1
        case .failure(let error):
            skipped.append(IndexReport.Notice(path: FilePath(bytes: path), error))
        }
    }

    private func isLeftOut(_ name: ArraySlice<UInt8>, in directory: FileIdentity, _ path: [UInt8]) -> Bool {
        if directory == indexDirectory, FileWalk.indexFiles.contains(where: { $0[...] == name }) { return true }
        return exclusions.contains { $0.matches(path) }
    }

    /// What an index's directory holds of the index itself.
    private static let indexFiles = ["data.mdb", "lock.mdb", "writer.lock", "compacting"].map { Array($0.utf8) }
}

/// What one file is known by, whatever its names.
struct FileIdentity: Hashable {
    let device: UInt64
    let inode: UInt64

    init(device: UInt64, inode: UInt64) {
        (self.device, self.inode) = (device, inode)
    }

    init(_ status: FileStatus) {
        self.init(device: status.device, inode: status.inode)
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
