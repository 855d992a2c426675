import Archives
import SystemPackage

/// Which files are to be packed, and why others are not.
struct PackPlan {
    private(set) var archives: [PlannedPack] = []
    /// Files whose packed file's name another has: one that is there already, or that is planned.
    private(set) var twins: [PlannedPack] = []
    private(set) var report = PackReport()

    private let options: PackOptions
    private var targets: Set<FilePath> = []

    init(_ walk: FileWalk, _ options: PackOptions) {
        self.options = options
        report.skipped = walk.skipped
        report.unreadablePaths = walk.unreadable
        for file in walk.files {
            do throws(ArchiveError) {
                try plan(file)
            } catch {
                skip(file, error.reason)
            }
        }
    }

    private mutating func skip(
        _ file: FileWalk.File, _ reason: String, _ remedy: IndexReport.Notice.Remedy? = nil
    ) {
        report.skipped.append(IndexReport.Notice(path: file.path, reason: reason, remedy: remedy))
    }

    private mutating func plan(_ file: FileWalk.File) throws(ArchiveError) {
        let attributes = try FileAttributes(at: file.path)
        if attributes.isSymbolicLink { return skip(file, "a symbolic link: name the file that it leads to") }
        let probe = try ContentProbe(file.path, windowLimit: PackOptions.windowLimit)
        switch probe.verdict {
        case .empty: report.emptyFiles += 1
        case .unusable(let content): skip(file, content.reason)
        case .log where !options.isForced && probe.file.seekTable() != nil: report.seekableFiles += 1
        case .log: planLog(file, attributes, probe.file.codec)
        }
    }

    private mutating func planLog(_ file: FileWalk.File, _ attributes: FileAttributes, _ codec: Codec) {
        let name = PlannedPack.name(for: file.path.lastName, codec)
        let directory = options.output ?? file.path.removingLastComponent()
        let planned = PlannedPack(source: file.path, status: file.status, target: directory.appending(name: name))
        if planned.isInPlace, !options.removesOriginals {
            return skip(file, "to keep it, another directory is needed for the packed one", .nameOutput)
        }
        if attributes.linkCount > 1, options.removesOriginals, !options.isForced {
            return skip(file, "it has \(attributes.linkCount) names (hard links), of which one would be packed")
        }
        let isNew = targets.insert(planned.target).inserted
        if !planned.isInPlace, !isNew || (try? FileAttributes(at: planned.target)) != nil {
            twins.append(planned)
        } else {
            archives.append(planned)
        }
    }
}
