import ArgumentParser
import LogIndex
import MTALog
import SystemPackage

struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Show what the index covers, and what is wrong with it.",
        discussion: """
            One line an archive, then the whole. The layout is what the records of the archive were seen to hold: the \
            LOG_* options of the MTA that wrote them, and the share of records that fit.

            Exit status: 0 all is well; 1 some archive is gone or indexed only in part; 2 an error.
            """)

    @OptionGroup var index: IndexDirectory

    @Flag(help: "Print JSON: an object for each archive, then one for the index, each on a line of its own.")
    var json = false

    func run() throws {
        let reader = try IndexReader(index.path)
        let snapshot = try reader.snapshot()
        let archives = try snapshot.archives()
        let summary = IndexSummary(archives, runs: snapshot.runCount, indexBytes: try reader.byteCount())
        let report = json ? StatusJSON.report(archives, summary) : StatusTable.report(archives, summary)
        do {
            try FileDescriptor.standardOutput.writeAll(report)
        } catch let error as Errno {
            throw UsageError(description: "cannot write to standard output: \(error)")
        }
        throw archives.allSatisfy(\.isInOrder) ? ExitStatus.success : .incomplete
    }
}

/// The index as a whole.
struct IndexSummary {
    let archives: Int
    let runs: Int
    let indexBytes: Int
    let counts: ArchiveCounts
    let fileBytes: UInt64
    let decodedBytes: UInt64

    init(_ archives: [ArchiveEntry], runs: Int, indexBytes: Int) {
        self.archives = archives.count
        self.runs = runs
        self.indexBytes = indexBytes
        counts = archives.reduce(into: ArchiveCounts()) { $0.add($1.counts) }
        fileBytes = archives.reduce(0) { $0 + ($1.locations.first?.size ?? 0) }
        decodedBytes = archives.reduce(0) { $0 + $1.indexedLength }
    }

    /// nil where there are no records.
    var bytesPerRecord: Double? {
        counts.records == 0 ? nil : Double(indexBytes) / Double(counts.records)
    }
}

extension ArchiveEntry {
    /// Whether lookups can rely on the archive, as far as the catalog knows.
    var isInOrder: Bool { isWhole && locations.contains(where: \.isPresent) }

    /// What is wrong, and what an administrator should know; nil when nothing is.
    var remarks: [String] {
        var remarks: [String] = []
        if let problem { remarks.append(problem.text) }
        if !locations.contains(where: \.isPresent) { remarks.append("the file is gone") }
        if counts.records > 0, counts.directKeys == 0 {
            remarks.append("no message-IDs in it: set LOG_MESSAGE_ID=1 in the MTA's option file")
        }
        if counts.records > 0, counts.pivotedKeys == 0 {
            remarks.append("no queue files in it: set LOG_FILENAME=1 in the MTA's option file")
        }
        if counts.oversizedRecords > 0 {
            remarks.append("\(Amounts.count(counts.oversizedRecords, "record")) longer than 16 MiB, cut there")
        }
        return remarks
    }
}
