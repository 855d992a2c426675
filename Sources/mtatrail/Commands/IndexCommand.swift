import Archives
import ArgumentParser
import Indexing
import Printing
import SystemPackage

struct IndexCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "index",
        abstract: "Index what is new or changed under the paths.",
        discussion: """
            Directories are walked, and those that symbolic links lead to. Logs, plain or compressed by \
            \(Codec.list), are told by their content, whatever their names; what is no log is passed over. Files that \
            have not changed since the last run are not read. Without a PATH the last run is repeated: its paths and its --exclude.

            What may hold records and cannot be indexed is named, and remembered: as long as it is so, a lookup that finds \
            nothing names it too.

            Exit status: 0 all done; 1 some input was skipped, is indexed only in part or not packed (named); 2 an \
            error.
            """)

    @Argument(help: "Log files, or directories of them; those of the last run without any.", completion: .file())
    var paths: [PathArgument] = []

    @OptionGroup var index: IndexDirectory

    @Option(help: ArgumentHelp("The ceiling of memory, mapped files not counted.", valueName: "size"))
    var memory = ByteCount(IndexOptions.defaultMemory)

    @Option(
        help: ArgumentHelp(
            "How much log lies between two seek points of a .gz: less makes lookups faster and the index larger.",
            valueName: "size"))
    var seekPoints = ByteCount(IndexOptions.defaultSeekPointSpacing)

    @Option(help: ArgumentHelp("How many threads to use. (default: one a processor)", valueName: "count"))
    var jobs: Int?

    @Flag(
        help: """
            Also pack the plain archives that are new: each becomes a seekable .zst, as 'mtatrail pack' makes it. One that \
            has grown since it was indexed is left plain.
            """)
    var pack = false

    @Option(
        help: ArgumentHelp(
            """
            Leave out files and directories whose name is like this shell pattern, or their path where it has a slash; \
            can be given several times.
            """, valueName: "glob"))
    var exclude: [PatternArgument] = []

    @Flag(
        help: """
            Take a file to be unchanged where its size and time of writing are, though its change time is another: for hosts \
            on which a backup puts access times back.
            """)
    var trustMtime = false

    @OptionGroup var writer: WriterOptions

    @Flag(name: .shortAndLong, help: "No summary; only what went wrong.")
    var quiet = false

    func validate() throws {
        guard memory.value >= IndexOptions.leastMemory else {
            throw ValidationError("--memory must be at least \(Amounts.bytes(IndexOptions.leastMemory))")
        }
        guard (64 << 10...1 << 30).contains(seekPoints.value) else {
            throw ValidationError("--seek-points must be from 64K to 1G")
        }
        guard (1...1024).contains(jobs ?? 1) else { throw ValidationError("--jobs must be from 1 to 1024") }
    }

    func run() throws {
        let store = index.store
        var options = IndexOptions(memory: memory.value, jobs: jobs ?? Terminal.processorCount)
        options.seekPointSpacing = seekPoints.value
        if pack {
            options.packing = PackOptions()
            options.packing?.jobs = options.jobs
        }
        if !exclude.isEmpty { options.exclusions = exclude.map(\.pattern) }
        options.trustsModificationTime = trustMtime
        options.isWaiting = writer.isWaiting
        throw try IndexRequest(store: store, options: options, paths: paths.map(\.path), isQuiet: quiet).run()
    }
}
