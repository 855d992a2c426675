import ArgumentParser

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

    @OptionGroup var keys: KeyArguments

    @OptionGroup var index: IndexDirectory

    @Flag(help: "Match a queue file by its whole name: not the other attempts.")
    var exact = false

    @Flag(
        name: [.customShort("m"), .customLong("message")],
        help: "Print the whole message: all its records, as trace tells it, and no stranger's with the same id.")
    var wholeMessage = false

    @Flag(
        name: [.customShort("H"), .customLong("with-archive")],
        help: "Print archive and decoded offset before each record.")
    var withArchive = false

    @Flag(help: "Print each record as a JSON object on a line of its own.")
    var json = false

    @Option(help: LayoutArgument.help)
    var logOptions: LayoutArgument?

    @Option(help: ArgumentHelp("Colours: auto, always or never.", valueName: "when"))
    var color = ColorChoice.auto

    func validate() throws {
        try keys.requireKeys()
        if exact, keys.kind == .messageID {
            throw ValidationError("--exact goes with queue files, not with --message-id")
        }
        if !json, logOptions != nil { throw ValidationError("--log-options goes with --json") }
        if json, withArchive { throw ValidationError("--json always tells archive and offset; leave out -H") }
    }

    func run() throws {
        let request = LookupRequest(
            query: keys.query, index: index.store, exact: exact, wholeMessage: wholeMessage,
            style: json ? .json : withArchive ? .withArchive : .raw, layout: logOptions?.options, color: color)
        throw try request.run()
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
