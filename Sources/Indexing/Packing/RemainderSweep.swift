import Archives
import SystemPackage

/// Removes what killed runs left of files that they were writing.
struct RemainderSweep {
    private(set) var removed = 0
    /// Files that have the name of a remainder and are none.
    private(set) var foreign: [IndexReport.Notice] = []

    /// What another run is at work on stays.
    init(_ paths: [FilePath]) {
        for path in paths {
            do throws(ArchiveError) {
                if case .removed = try TemporaryName.removeRemainder(at: path) { removed += 1 }
            } catch {
                foreign.append(IndexReport.Notice(path: path, reason: error.reason))
            }
        }
    }
}
