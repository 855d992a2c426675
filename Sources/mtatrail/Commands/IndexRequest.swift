import Archives
import IndexModel
import Indexing
import Printing
import SystemPackage

/// What `index` is asked for, and the doing of it.
struct IndexRequest {
    var store: Store
    var options: IndexOptions
    /// None for those of the last run.
    var paths: [FilePath]
    var isQuiet = false

    /// Indexes, and says what was done and what went wrong.
    func run() throws -> ExitStatus {
        Interruption.leaves("what is in the index stays, and no log is lost; repeat it to go on")
        let start = ContinuousClock.now
        let progress = ProgressLine("indexing", isShown: Terminal.isError && !isQuiet)
        let indexer = Indexer(
            store, options,
            onWait: { WriterOptions.tellWait(for: $0, on: store) },
            onProgress: { progress.update($0.fileBytes, of: $0.totalFileBytes) })
        let report = try indexer.run(paths)
        let elapsed = start.duration(to: .now)
        for notice in report.notices { Messages.say(notice) }
        if !isQuiet { Messages.say(report.summary(elapsed)) }
        Messages.clearProgress()
        return report.exitStatus
    }
}

extension IndexRequest {
    /// Reads `index [--index DIR] [-q] PATH...`; nil for every other command line.
    init?(plain arguments: [[UInt8]]) {
        guard let plain = PlainArguments(arguments, of: "index", knowsQuiet: true) else { return nil }
        self.init(
            store: plain.store, options: IndexOptions(jobs: Terminal.processorCount),
            paths: plain.words.map { FilePath(bytes: $0) }, isQuiet: plain.isQuiet)
    }
}

extension IndexReport {
    /// What went wrong, a line each.
    fileprivate var notices: [String] {
        unreadablePaths.map { "\($0.path.shown): \($0.sentence)" }
            + skipped.map { "skipped \($0.path.shown): \($0.sentence)" }
            + partial.map { "\($0.path.shown) is indexed only in part: \($0.sentence)" }
            + unpacked.map { "\($0.path.shown) is indexed, but not packed: \($0.sentence)" }
    }

    fileprivate var exitStatus: ExitStatus {
        if !unreadablePaths.isEmpty { return .failure }
        return skipped.isEmpty && partial.isEmpty && unpacked.isEmpty ? .success : .incomplete
    }

    /// One line.
    fileprivate func summary(_ elapsed: Duration) -> String {
        let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
        var parts: [String] = []
        if indexedArchives > 0 {
            let rate = Amounts.bytes(Int(Double(decodedBytes) / max(seconds, 0.001)))
            parts.append(
                "indexed \(Amounts.count(indexedArchives, "archive")): \(Amounts.bytes(decodedBytes)) of log, "
                    + "\(Amounts.count(records, "record")), \(Amounts.count(keys, "key")) "
                    + "in \(Amounts.decimal(seconds)) s (\(rate)/s)")
        } else {
            parts.append("nothing new: \(Amounts.bytes(fileBytes)) read")
        }
        if recognisedFiles > 0 { parts.append("\(Amounts.count(recognisedFiles)) recognised") }
        if !packed.isEmpty {
            let before = packed.reduce(0) { $0 + $1.sourceSize }
            let after = packed.reduce(0) { $0 + $1.packedSize }
            parts.append(
                "packed \(Amounts.count(packed.count)): \(Amounts.bytes(before)) before, \(Amounts.bytes(after)) after")
        }
        if unchangedFiles > 0 { parts.append("\(Amounts.count(unchangedFiles)) unchanged") }
        if movedFiles > 0 { parts.append("\(Amounts.count(movedFiles)) renamed") }
        if missingFiles > 0 { parts.append("\(Amounts.count(missingFiles)) gone") }
        if emptyFiles > 0 { parts.append("\(Amounts.count(emptyFiles)) empty") }
        if notLogs > 0 { parts.append("\(Amounts.count(notLogs)) not a log") }
        if !skipped.isEmpty { parts.append("\(Amounts.count(skipped.count)) skipped") }
        if !partial.isEmpty { parts.append("\(Amounts.count(partial.count)) only in part") }
        parts.append("index \(Amounts.bytes(indexBytes))")
        return parts.joined(separator: "; ")
    }
}
