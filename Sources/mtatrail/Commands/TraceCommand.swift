import ArgumentParser
import IndexModel
import LMDBIndex
import MTALog
import Printing
import SystemPackage
import Tracing

struct TraceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trace",
        abstract: "Tell the story of a message: where it went, what became of it for each recipient, and why.",
        discussion: """
            KEY is a message-ID, <id> or id, or a queue file of any attempt, as a name or a path. The whole message is \
            found from it: through its message-ID and its queue files, across channels and attempts. With - keys are \
            read from standard input, one a line.

            --mail takes a mail instead, as its receiver or sender has it, headers and all: of a report on delivery \
            the message that came back is told, of any other mail the mail itself.

            --since and --until choose among messages that share a key: those with a record of the key in that span \
            are told, each whole.

            Exit status: 0 found; 1 not found, and everything under the index was searched; 2 an error, or not found \
            while something could not be searched (named). With several keys, the worst.
            """)

    @OptionGroup var keys: KeyArguments

    @Option(
        help: ArgumentHelp("Take the key from the mail in this file; - for standard input.", valueName: "file"),
        completion: .file())
    var mail: PathArgument?

    @OptionGroup var index: IndexDirectory

    @Flag(help: "Tell also the notifications about a message, and the message that a notification is about.")
    var related = false

    @Flag(help: "Print each message as a JSON object on a line of its own.")
    var json = false

    @Flag(help: "Print the records of each step below it, with archive and offset.")
    var records = false

    @Flag(help: "Say what each reason means and where to look.")
    var explain = false

    @Option(
        help: ArgumentHelp(
            "Write a page that stands for itself into this file instead; - for standard output.", valueName: "file"),
        completion: .file())
    var html: PathArgument?

    @Option(help: LayoutArgument.help)
    var logOptions: LayoutArgument?

    @Option(help: ArgumentHelp("Colours: auto, always or never.", valueName: "when"))
    var color = ColorChoice.auto

    private static func sayUntold(_ answer: TraceAnswer, _ key: [UInt8]) {
        let all = Amounts.count(answer.stories.count + answer.untold, "message")
        Messages.say(
            "'\(EscapedText.line(key))' is the key of \(all); \(Amounts.count(answer.stories.count)) are told, "
                + "--since and --until choose others")
    }

    func validate() throws {
        if mail == nil { try keys.requireKeys() }
        if mail != nil, !keys.keys.isEmpty { throw ValidationError("--mail takes the place of keys; leave them out") }
        if json, html != nil { throw ValidationError("--json and --html are two forms of one answer; choose one") }
    }

    func run() throws {
        let keysOfMail = try mail.map { try MailKeys.read($0.path) }
        if let html, html.path != "-" { Interruption.leaves("\(html.path.shown) is as it was; repeat it to write it") }
        let reader = try index.store.reader()
        var tracer = try Tracer(try reader.snapshot(), layout: logOptions?.options)
        try IndexDirectory.requireArchives(tracer.archiveCount, in: index.store)
        let printer = StoryPrinter(
            json ? .json : html == nil ? .text : .page,
            ViewOptions(
                columns: Terminal.columns, colors: color.isOn, escapesRecords: Terminal.isOutput, explains: explain,
                showsRecords: records))
        var outcomes = KeyOutcomes()
        var query = keys.query
        if let keysOfMail {
            let span = query.span
            let found = try keysOfMail.first { key in
                guard let pattern = try? KeyPattern(key, kind: .messageID) else { return false }
                return try !tracer.answer(pattern, in: span).stories.isEmpty
            }
            (query.keys, query.kind) = ([found ?? keysOfMail[0]], .messageID)
        }
        let status = try query.forEach { key in
            guard let pattern = query.pattern(key) else { return .failure }
            let answer = try tracer.answer(pattern, in: query.span, related: related)
            try printer.print(answer, key: key)
            if answer.untold > 0 { TraceCommand.sayUntold(answer, key) }
            let unread = KeyOutcomes.Unread(archives: answer.unread, places: answer.unreadPlaces)
            return try outcomes.conclude(key, found: !answer.stories.isEmpty, unread) { try tracer.coverage() }
        }
        try printer.flush(to: html?.path)
        throw status
    }
}
