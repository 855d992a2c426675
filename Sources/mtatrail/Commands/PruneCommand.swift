import ArgumentParser
import IndexModel
import Indexing
import LMDBIndex
import MTALog
import Printing
import SystemPackage

struct PruneCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prune",
        abstract: "Forget archives that are gone or old, and give their room in the index back.",
        discussion: """
            Prints each archive that is forgotten: lookups tell of it no more, and do not miss it either. Log files are \
            never touched; one that is still there is indexed again by the next index run over it.

            Where the directory of a missing file is itself not there, or on another file system than it was, nothing is \
            forgotten without --force: a disk may not be mounted.

            The room in the index's file is used again by what comes; --compact gives it back to the disk.

            Exit status: 0 all done, or nothing to do; 2 an error, or nothing forgotten because of a doubt.
            """)

    @OptionGroup var index: IndexDirectory

    @Option(
        help: ArgumentHelp(
            "Forget archives whose last record is before this moment, like 2025-03-01.", valueName: "time"))
    var before: Moment?

    @Flag(help: "Forget archives of which no file is there any more.")
    var missing = false

    @Flag(name: [.customShort("n"), .customLong("dry-run")], help: "Only say what would be forgotten.")
    var isDryRun = false

    @Flag(help: "Forget what is missing even where its directory is not there.")
    var force = false

    @Flag(help: "Write the index's file anew, without the room that is free in it.")
    var compact = false

    @OptionGroup var writer: WriterOptions

    func validate() throws {
        guard before != nil || missing || compact else { throw ValidationError("say --before TIME, or --missing") }
        if before != nil, missing { throw ValidationError("--before and --missing exclude each other") }
        if force, !missing { throw ValidationError("--force goes with --missing") }
        if isDryRun, compact { throw ValidationError("--dry-run and --compact exclude each other") }
    }

    func run() throws {
        if isDryRun {
            let catalog = try index.store.reader().snapshot().archives()
            let plan = PrunePlan(catalog, rule)
            try tell(plan)
            Messages.say("would forget \(amount(plan)) of \(Amounts.count(catalog.count))")
            try throwDoubts(plan)
        } else {
            Interruption.leaves("the index is whole and no log was touched; repeat it to go on")
            let store = index.store
            let pruner = try Pruner(
                store, rule, waiting: writer.isWaiting,
                onWait: { WriterOptions.tellWait(for: $0, on: store) })
            let plan = pruner.plan
            try throwDoubts(plan)
            try tell(plan)
            let report = try pruner.run(compacting: compact)
            Messages.say("forgot \(amount(plan)); \(size(report))")
        }
    }

    private var rule: PrunePlan.Rule? {
        before.map { .before($0.stamp.hundredths) } ?? (missing ? .missing : nil)
    }

    /// A line for each archive, on standard output.
    private func tell(_ plan: PrunePlan) throws {
        var text = ""
        for archive in plan.forgotten {
            let path = EscapedText.line(archive.path)
            text += "\(path): \(Amounts.count(archive.counts.records, "record"))"
            if let first = archive.counts.firstMoment, let last = archive.counts.lastMoment {
                text += ", \(Stamp(hundredths: first).dateAndMinute) to \(Stamp(hundredths: last).dateAndMinute)"
            }
            text += "\n"
        }
        try StandardOutput.write(Array(text.utf8))
    }

    private func throwDoubts(_ plan: PrunePlan) throws {
        guard !force, !plan.doubts.isEmpty else { return }
        for doubt in plan.doubts { Messages.say("\(doubt.directory.shown) \(doubt.reason): is its disk mounted?") }
        Messages.say(
            "\(isDryRun ? "without --force nothing would be" : "nothing was") forgotten; "
                + "if the logs are really gone, say --force")
        throw ExitStatus.failure
    }

    private func amount(_ plan: PrunePlan) -> String {
        let records = plan.forgotten.reduce(0) { $0 + $1.counts.records }
        return "\(Amounts.count(plan.forgotten.count, "archive")) with \(Amounts.count(records, "record"))"
    }

    private func size(_ report: PruneReport) -> String {
        let bytes = "index \(Amounts.bytes(report.before.bytes)), now \(Amounts.bytes(report.after.bytes))"
        guard report.after.freeBytes > 0 else { return bytes }
        return bytes + " of which \(Amounts.bytes(report.after.freeBytes)) are free"
    }
}
