import ArgumentParser
import SyntheticLogs
import SystemPackage

/// Writes invented logs: the same bytes for the same arguments, on every machine.
@main
struct Synthlog: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "synthlog",
        abstract: "Writes an invented message log of Sun/Oracle Messaging Server's MTA.",
        discussion: "The same arguments give the same bytes, on every machine.")

    @Option(help: "Stop before the log grows beyond so many bytes; K, M, G are powers of 1024.")
    var bytes: ByteCount

    @Option(help: "Another seed, another log.")
    var seed: UInt64 = 7

    @Option(help: "LOG_FORMAT: 1 standard, 2 <>, 3 counted, 4 XML, 5 JSON, 6 flat JSON.")
    var format: Int = 1

    @Option(help: "What to log: usual, none, all, or names such as usual,process,username.")
    var options: String = "usual"

    @Option(help: "The first day.")
    var start: String = "2025-03-01"

    @Option(help: "Messages an hour, averaged over a day.")
    var rate: Int = 10_000

    @Flag(help: "End lines with CR and LF.")
    var crlf = false

    @Flag(help: "Fold records over several lines, as the manuals do (formats 1 and 2).")
    var folded = false

    @Option(help: "Pad the action to so many columns (formats 1 to 3).")
    var actionColumn = 0

    @Flag(help: "Add header records.")
    var headers = false

    @Option(help: "Write every key to this file: id or file, a tab, the key.")
    var keys: String?

    @Option(help: "Write every message's true story to this file, one JSON object a line.")
    var stories: String?

    @Option(help: "Write the log to this file instead of standard output.")
    var output: String?

    func validate() throws {
        _ = try plan()
    }

    func run() throws {
        let plan = try plan()
        do {
            try plan.carryOut()
        } catch {
            if error.cause != .brokenPipe { throw error }
        }
    }

    /// The arguments as values.
    private func plan() throws -> CorpusPlan {
        guard let format = LogFormat(rawValue: format) else {
            throw ValidationError("There is no format \(format): formats are 1 to 6.")
        }
        guard let options = LogOptions(names: options) else {
            let names = LogOptions.byName.map(\.name).joined(separator: ", ")
            throw ValidationError("'\(options)' names an unknown option. Options are \(names).")
        }
        guard let day = CalendarDay(dashed: start) else {
            throw ValidationError("'\(start)' is no day: write it like 2025-03-01.")
        }
        guard (0...12).contains(actionColumn) else {
            throw ValidationError("The action's column is from 0 to 12 wide.")
        }
        guard (1...100_000_000).contains(rate) else {
            throw ValidationError("A rate is from 1 to 100000000 messages an hour.")
        }
        var settings = TrafficSettings()
        settings.start = LogStamp(day)
        settings.messagesAnHour = rate
        settings.headerRecords = headers
        var layout = Layout()
        layout.folded = folded
        layout.actionColumn = actionColumn
        layout.lineEnd = crlf ? .carriageReturnLineFeed : .lineFeed
        return CorpusPlan(
            bytes: bytes.count, seed: seed, settings: settings, format: format, options: options, layout: layout,
            output: output.map { FilePath($0) }, keys: keys.map { FilePath($0) },
            stories: stories.map { FilePath($0) })
    }
}
