import ArgumentParser
import IndexModel
import LMDBIndex
import MTALog
import SystemPackage

struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Show what the index covers, and what is wrong with it.",
        discussion: """
            Two or three lines an archive, then the whole. The layout is what the records of the archive were seen to \
            hold: the LOG_* options of the MTA that wrote them, and the share of records that fit. What is wrong stands \
            behind an exclamation mark.

            Files that may hold records and are not in the index come behind the archives.

            Exit status: 0 all is well; 1 some archive is gone or indexed only in part, or some input is not in the index; \
            2 an error.
            """)

    @OptionGroup var index: IndexDirectory

    @Flag(help: "Print JSON: an object for each archive, then one for the index, each on a line of its own.")
    var json = false

    @Option(help: ArgumentHelp("Colours: auto, always or never.", valueName: "when"))
    var color = ColorChoice.auto

    func run() throws {
        let reader = try index.store.reader()
        let snapshot = try reader.snapshot()
        var archives: [ArchiveStatus] = []
        for entry in try snapshot.archives() {
            archives.append(ArchiveStatus(entry, longestFrame: try snapshot.longestFrame(of: entry)))
        }
        let summary = IndexSummary(
            archives.map(\.entry), try reader.storage(), inputs: try snapshot.inputs())
        let report =
            json
            ? StatusJSON.report(archives, summary)
            : StatusTable(colors: color.isOn).report(archives, summary)
        try StandardOutput.write(report)
        let isInOrder = archives.allSatisfy(\.isInOrder) && summary.inputs.unreadCount == 0
        throw isInOrder ? ExitStatus.success : .incomplete
    }
}

/// The index as a whole.
struct IndexSummary {
    let archives: Int
    let storage: IndexStorage
    let counts: ArchiveCounts
    let fileBytes: UInt64
    let decodedBytes: UInt64
    /// What it was asked to cover, and what of that it does not hold.
    let inputs: IndexInputs

    init(_ archives: [ArchiveEntry], _ storage: IndexStorage, inputs: IndexInputs) {
        self.inputs = inputs
        self.archives = archives.count
        self.storage = storage
        counts = archives.reduce(into: ArchiveCounts()) { $0.add($1.counts) }
        fileBytes = archives.reduce(0) { $0 + ($1.locations.first?.size ?? 0) }
        decodedBytes = archives.reduce(0) { $0 + $1.indexedLength }
    }

    /// nil where there are no records.
    var bytesPerRecord: Double? {
        counts.records == 0 ? nil : Double(storage.bytes) / Double(counts.records)
    }
}
