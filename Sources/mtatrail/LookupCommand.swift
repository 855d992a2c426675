import ArgumentParser
import LogIndex
import MTALog
import SystemPackage
import Tracing

struct LookupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lookup",
        abstract: "Print the records of a message-ID or a queue file, in time order.",
        discussion: """
            KEY is a message-ID, <id> or id, or a queue file as a name or a path: any attempt's name finds the records \
            of all that share its base name. Its kind is told from its shape. With - keys are read from standard \
            input, one a line.

            Exit status: 0 found; 1 not found, and everything under the index was searched; 2 an error, or not found \
            while something could not be searched (named). With several keys, the worst.
            """)

    @Argument(help: ArgumentHelp("What to look for; - reads keys from standard input.", valueName: "key"))
    var keys: [String]

    @OptionGroup var index: IndexDirectory

    @Flag(help: ArgumentHelp("Take the keys to be this, whatever their shape."))
    var kind: KindFlag?

    @Flag(help: "Match a queue file by its whole name: not the other attempts.")
    var exact = false

    @Flag(
        name: [.customShort("m"), .customLong("message")],
        help: "Print the whole message: also the records that share a message-ID with those of the key.")
    var wholeMessage = false

    @Flag(
        name: [.customShort("H"), .customLong("with-archive")],
        help: "Print archive and decoded offset before each record.")
    var withArchive = false

    @Flag(help: "Print each record as a JSON object on a line of its own.")
    var json = false

    @Option(help: LayoutArgument.help)
    var logOptions: LayoutArgument?

    @Option(
        help: ArgumentHelp("Only records from this moment on, like 2025-03-01 or 2025-03-01T12:00.", valueName: "time"))
    var since: Moment?

    @Option(help: ArgumentHelp("Only records before this moment.", valueName: "time"))
    var until: Moment?

    @Option(help: ArgumentHelp("Colours: auto, always or never.", valueName: "when"))
    var color = ColorChoice.auto

    enum KindFlag: EnumerableFlag {
        case messageID, queueFile

        static func name(for value: KindFlag) -> NameSpecification {
            value == .messageID ? .customLong("message-id") : .customLong("queue-file")
        }
    }

    func validate() throws {
        if exact, kind == .messageID { throw ValidationError("--exact goes with queue files, not with --message-id") }
        if !json, logOptions != nil { throw ValidationError("--log-options goes with --json") }
        if json, withArchive { throw ValidationError("--json always tells archive and offset; leave out -H") }
    }

    func run() throws {
        let reader = try IndexReader(index.path)
        // Only JSON tells fields; without it nobody pays for them.
        let parser = json ? RecordParser(stated: logOptions?.options) : nil
        var lookup = try Lookup(try reader.snapshot(), parser: parser)
        guard lookup.archiveCount > 0 else {
            throw IndexError(
                .missing, "it holds no archives yet", remedy: "fill it with 'mtatrail index PATH...'",
                directory: index.path)
        }
        let style: RecordPrinter.Style = json ? .json : withArchive ? .withArchive : .raw
        let printer = RecordPrinter(style, isTerminal: Terminal.isOutput, colors: color.isOn)
        var status = ExitStatus.success
        // Each archive that could not be searched is named once, however many keys may be in it.
        var told: Set<UnreadArchive> = []
        let given = keys.filter { $0 != "-" }.map { Array($0.utf8) }
        status = status.or(try look(upAll: given, &lookup, printer, &told))
        if keys.contains("-") {
            var lines = InputLines()
            while case let group = try lines.nextOnes(), !group.isEmpty {
                status = status.or(try look(upAll: group.filter { !$0.isEmpty }, &lookup, printer, &told))
            }
        }
        try printer.flush()
        throw status
    }

    /// Looks up keys that are at hand together, so that no archive is decoded for each of them anew.
    private func look(
        upAll keys: [[UInt8]], _ lookup: inout Lookup, _ printer: RecordPrinter,
        _ told: inout Set<UnreadArchive>
    ) throws -> ExitStatus {
        var status = ExitStatus.success
        var prepared = 0
        for (number, key) in keys.enumerated() {
            if prepared == 0 { prepared = try lookup.prepare(for: keys[number...].compactMap(pattern)) }
            if pattern(key) != nil { prepared -= 1 }
            status = status.or(try look(up: key, &lookup, printer, &told))
        }
        return status
    }

    private func look(
        up key: [UInt8], _ lookup: inout Lookup, _ printer: RecordPrinter, _ told: inout Set<UnreadArchive>
    ) throws -> ExitStatus {
        let text = EscapedText.line(key)
        guard let pattern = pattern(key) else {
            Messages.say("'\(text)' is not the name of a queue file, such as ZZ01IS3D2ZP7FQ9UN54R.00")
            return .failure
        }
        let answer = try lookup.records(
            of: pattern, in: .init(since: since?.stamp, until: until?.stamp), wholeMessage: wholeMessage)
        try printer.print(answer.records, key: key)
        let isFound = !answer.records.isEmpty
        let no = isFound ? nil : HonestNo(try lookup.coverage(), answer.unread)
        for archive in no?.unsearched ?? answer.unread where !told.contains(archive) {
            Messages.say("could not search \(archive.path): \(archive.reason)")
            told.insert(archive)
        }
        guard let no else { return .success }
        Messages.say("no record of '\(text)' \(no.description)")
        return no.unsearched.isEmpty ? .incomplete : .failure
    }

    private func pattern(_ key: [UInt8]) -> KeyPattern? {
        try? KeyPattern(key, kind: kind.map { $0 == .messageID ? .messageID : .queueFile }, exact: exact)
    }
}

/// When to colour.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never

    var isOn: Bool {
        switch self {
        case .always: true
        case .never: false
        case .auto: Terminal.isOutput && EnvironmentVariable.noColor.value == nil
        }
    }
}
