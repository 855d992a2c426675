import ArgumentParser
import Indexing
import MTALog
import SystemPackage

struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Compare the index with the archives.",
        discussion: """
            Decodes some granules of each archive, chosen by a seed that is printed, and asks the index for every key in \
            them. With --full each archive is decoded once: its content must be what was indexed, every key must be in the \
            index, and every place where decoding can start must be where the index has it; and the whole index must be \
            readable. Where a sample differs, the archive is compared in full to tell whether it or the index is damaged.

            Prints a line for each difference, and for each archive that could not be compared: one that is gone, or was \
            changed since it was indexed, is no difference. Nothing is written, neither to the index nor to the archives.

            Exit status: 0 all that was compared holds; 1 an archive or the index is damaged (named); 2 an error, or an \
            archive that could not be read.
            """)

    @OptionGroup var index: IndexDirectory

    @Flag(help: "Compare everything: each archive is decoded once.")
    var full = false

    @Option(help: ArgumentHelp("Choose the same sample as a run that printed this seed.", valueName: "number"))
    var seed: UInt64?

    @Option(
        help: ArgumentHelp("How many archives to compare side by side. (default: one a processor)", valueName: "count"))
    var jobs: Int?

    @Flag(help: "Print JSON: an object for each line, then one for the whole, each on a line of its own.")
    var json = false

    @Flag(name: .shortAndLong, help: "No summary; only what differs, and what was not compared.")
    var quiet = false

    func validate() throws {
        guard (1...1024).contains(jobs ?? 1) else { throw ValidationError("--jobs must be from 1 to 1024") }
        if full, seed != nil { throw ValidationError("--full and --seed exclude each other") }
    }

    func run() throws {
        let extent = full ? VerifyOptions.Extent.full : .sample(seed: seed ?? .random(in: 0 ... .max))
        let options = VerifyOptions(extent, jobs: jobs ?? Terminal.processorCount)
        let start = ContinuousClock.now
        let progress = ProgressLine("verifying", isShown: Terminal.isError && !quiet)
        let report = try Verifier(index.store, options) { progress.update($0.fileBytes, of: $0.totalFileBytes) }.run()
        let elapsed = start.duration(to: .now)
        Messages.clearProgress()
        let output = VerifyOutput(report, extent)
        try StandardOutput.write(json ? output.json : output.lines)
        if !quiet { Messages.say(output.summary(elapsed)) }
        throw output.exitStatus
    }
}
