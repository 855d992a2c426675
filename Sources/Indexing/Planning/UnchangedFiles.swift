import Archives
import ByteScanning
import IndexModel

/// That nothing is to be done: every file is as the catalog has it, or as it was when it was found to be no log, and no file
/// that should be there is missing.
///
/// Most runs over old archives end here, so that no entry of the catalog is made and no path is copied for them: each location
/// is held against the file that has its inode. Whatever is not plainly so is left to `IndexPlan`, which knows every case;
/// what this finds, it would find too.
struct UnchangedFiles {
    /// The files that are no logs, as they were remembered.
    private(set) var notLogs: [UnreadInput] = []
    /// How many files are as the catalog has them.
    private(set) var count = 0

    /// What the catalog has under a file's inode.
    private enum Finding { case nothing, unchanged, other }

    /// Nil where a plan must be made. O(files + archives).
    init?(
        _ walk: FileWalk, _ snapshot: borrowing some IndexSnapshot & ~Copyable, _ inputs: IndexInputs,
        trustsModificationTime: Bool
    ) throws(IndexError) {
        var findings = [Finding](repeating: .nothing, count: walk.files.count)
        var isComplete = true
        let roots = walk.roots.map(\.bytes)
        try snapshot.forEachLocation { location in
            guard let number = walk.number(of: FileIdentity(location)) else {
                if location.isPresent, isComplete { isComplete = !location.isBelow(roots) }
                return
            }
            let file = walk.files[number]
            if location.isPresent, location.isWhole,
                location.path.equals(file.pathBytes.span, in: location.path.indices),
                file.status.isUnchanged(since: location.status, trustsModificationTime: trustsModificationTime)
            {
                findings[number] = .unchanged
            } else {
                if location.isPresent { isComplete = false }
                if findings[number] == .nothing { findings[number] = .other }
            }
        }
        guard isComplete else { return nil }
        let remembered = inputs.notLogs
        for (number, file) in walk.files.enumerated() where findings[number] != .unchanged {
            guard findings[number] == .nothing, let input = file.asKnownNotLog(remembered) else { return nil }
            notLogs.append(input)
        }
        count = walk.files.count - notLogs.count
    }
}

extension FileIdentity {
    fileprivate init(_ location: CatalogLocation) {
        self.init(device: location.device, inode: location.inode)
    }
}

extension CatalogLocation {
    fileprivate var status: FileStatus {
        FileStatus(
            size: size, modificationTime: modificationTime, changeTime: changeTime, inode: inode, device: device)
    }

    fileprivate func isBelow(_ roots: [[UInt8]]) -> Bool { path.bytes(in: path.indices).isBelow(roots) }
}

extension FileStatus {
    /// Whether nothing has been done to a file since it had the other status under the same name.
    ///
    /// - Parameter trustsModificationTime: as in `ArchiveIdentity.resolve`.
    func isUnchanged(since known: FileStatus, trustsModificationTime: Bool) -> Bool {
        trustsModificationTime ? isSameContent(as: known) : self == known
    }
}

extension IndexInputs {
    /// What was looked at before and is no log, by its path.
    var notLogs: [ByteKey: UnreadInput] {
        let inputs = unread.lazy.filter { $0.kind == .notALog }
        return Dictionary(inputs.map { (ByteKey($0.path), $0) }, uniquingKeysWith: { $1 })
    }
}

extension FileWalk.File {
    /// What is remembered of it where it was looked at before, was no log, and is as it was.
    ///
    /// - Parameter notLogs: see `IndexInputs.notLogs`.
    func asKnownNotLog(_ notLogs: [ByteKey: UnreadInput]) -> UnreadInput? {
        guard !isNamed, !notLogs.isEmpty, let input = notLogs[ByteKey(pathBytes)], input.status == status else {
            return nil
        }
        return input
    }
}
