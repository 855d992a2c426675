import Archives
import ArgumentParser
import Indexing
import MTALog
import SystemPackage
import Tracing

struct RecordsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "records",
        abstract: "Print every record of logs as a JSON object on a line of its own.",
        discussion: """
            Reads files, directories in the order of their names, or standard input (also as -), plain or \
            compressed by \(Codec.list), and needs no index. docs/json.md tells the members of the objects.

            Exit status: 0 all was read; 1 some input was skipped or is torn (named; what is before the tear is \
            printed); 2 an error.
            """)

    @Argument(help: "Log files, or directories of them; without any, standard input.", completion: .file())
    var paths: [PathArgument] = []

    @Flag(help: "Add each record as it stands in the log, as the member raw.")
    var raw = false

    @Option(
        help: ArgumentHelp("Only records from this moment on, like 2025-03-01 or 2025-03-01T12:00.", valueName: "time"))
    var since: Moment?

    @Option(help: ArgumentHelp("Only records before this moment.", valueName: "time"))
    var until: Moment?

    @Option(help: ArgumentHelp("Only records of these actions, like E,Q,D.", valueName: "letters"))
    var action: ActionLetters?

    @Option(help: LayoutArgument.help)
    var logOptions: LayoutArgument?

    func run() throws {
        let filter = RecordFilter(span: .init(since: since?.stamp, until: until?.stamp), actions: action)
        let printer = RecordLines(filter, showsRaw: raw, parser: RecordParser(stated: logOptions?.options))
        var status = ExitStatus.success
        for path in paths.isEmpty ? ["-"] : paths.map(\.path) {
            status = status.or(try path == "-" ? printStandardInput(printer) : print(path, printer))
        }
        try printer.flush()
        throw status
    }

    private func printStandardInput(_ printer: RecordLines) throws -> ExitStatus {
        let name: FilePath = "standard input"
        return try reporting {
            let input = try ArchiveInput(from: .standardInput, called: name)
            return try printer.print(input, of: name, archive: nil)
        }
    }

    /// Prints a file, or the logs below a directory.
    private func print(_ path: FilePath, _ printer: RecordLines) throws -> ExitStatus {
        let walk = FileWalk([path])
        for notice in walk.unreadable + walk.skipped { Messages.say("\(notice.path.shown): \(notice.sentence)") }
        var status: ExitStatus = walk.unreadable.isEmpty ? walk.skipped.isEmpty ? .success : .incomplete : .failure
        // What was named is printed whatever it is; what was met on the way only if it is a log.
        let isNamed = walk.listed.isEmpty
        for file in walk.files {
            status = status.or(
                try reporting {
                    let input = try ArchiveInput(at: file.path)
                    return try printer.print(input, of: file.path, archive: file.path, onlyLogs: !isNamed)
                })
        }
        return status
    }

    /// What cannot be read is named, and the rest goes on.
    private func reporting(_ body: () throws -> ExitStatus) throws -> ExitStatus {
        do {
            return try body()
        } catch let error as ArchiveError {
            Messages.say("\(error)")
            return .failure
        }
    }
}
