import Archives
import SystemPackage

/// Clears up what killed runs left: removes files that they were writing, gives originals that they were removing their names
/// back.
struct RemainderSweep {
    private(set) var removed = 0
    /// Whether originals have their names back, or another run is moving one.
    private(set) var hasRestored = false
    /// Files that have the name of a remainder and are none, or cannot be dealt with.
    private(set) var foreign: [IndexReport.Notice] = []

    /// What another run is at work on stays.
    init(_ paths: [FilePath]) {
        for path in paths {
            do throws(ArchiveError) {
                switch try TemporaryName.removeRemainder(at: path) {
                case .removed: removed += 1
                case .restored: hasRestored = true
                case .displaced: try finish(path)
                // By the time that it is looked for again it has one of its names, or is packed.
                case .busy: if TemporaryName.originalName(of: path.lastName) != nil { hasRestored = true }
                case .absent: break
                }
            } catch {
                foreign.append(IndexReport.Notice(path: path, reason: error.reason))
            }
        }
    }

    /// A new file has the original's name. The packed one tells whether the original holds anything that is nowhere else.
    private mutating func finish(_ path: FilePath) throws(ArchiveError) {
        if try PlannedPack(displaced: path)?.finish() == true { return removed += 1 }
        let reason = """
            the original of a run that was killed, whose name another file has by now: look what it holds, then rename it or \
            remove it
            """
        foreign.append(IndexReport.Notice(path: path, reason: reason))
    }
}

extension PlannedPack {
    /// The packing of an original that is called `path` for the time being; nil where there is no packed file.
    fileprivate init?(displaced path: FilePath) throws(ArchiveError) {
        guard let name = TemporaryName.originalName(of: path.lastName) else { return nil }
        let file = try ArchiveFile(at: path)
        let packed = PlannedPack.name(for: name, file.codec)
        self.init(
            source: path, status: file.status, target: path.removingLastComponent().appending(name: packed))
        guard (try? FileAttributes(at: target)) != nil else { return nil }
    }

    /// Removes the original if the file that has its place holds the same text.
    fileprivate func finish() throws(ArchiveError) -> Bool {
        let original = try ArchiveFile(at: source, windowLimit: PackOptions.windowLimit)
        guard isUnchanged(original.status), try original.holdsSameText(as: ArchiveFile(at: target)) else {
            return false
        }
        return try removeOriginal() == nil
    }
}
