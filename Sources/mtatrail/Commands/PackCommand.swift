import Archives
import ArgumentParser
import Indexing
import Printing
import SystemPackage

struct PackCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pack",
        abstract: "Rewrite logs as seekable .zst, in which every place is reached at once.",
        discussion: """
            Logs under the paths, plain or compressed by \(Codec.list), become .zst files in the zstd seekable format: frames that begin \
            with a record, and a table of them at the end. zstd and zstdcat read them. A packed file is decoded again \
            and compared before it takes the original's place; it has its mode, owner and time. What is seekable \
            already is left alone, and so is a file that changes meanwhile.

            Exit status: 0 all done; 1 some file was left as it is (named); 2 an error.
            """)

    @Argument(help: "Log files, or directories of them.", completion: .file())
    var paths: [PathArgument]

    @Flag(help: "Keep the originals.")
    var keep = false

    @Option(
        help: ArgumentHelp("Put the packed files into this directory, and keep the originals.", valueName: "dir"),
        completion: .directory)
    var output: PathArgument?

    @Option(help: ArgumentHelp("How hard to compress: 1 to 22, as zstd has it.", valueName: "number"))
    var level = PackOptions.defaultLevel

    @Option(help: ArgumentHelp("About how much log a frame holds: 4K to 64M.", valueName: "size"))
    var frameSize = ByteCount(PackOptions.defaultFrameSize)

    @Option(help: ArgumentHelp("How many threads to use. (default: one a processor)", valueName: "count"))
    var jobs: Int?

    @Flag(help: "Pack anew what is seekable already, and files with several names.")
    var force = false

    @Flag(name: [.customShort("n"), .long], help: "Only tell what would be packed.")
    var dryRun = false

    @Flag(name: .shortAndLong, help: "No summary; only what went wrong.")
    var quiet = false

    func validate() throws {
        guard FrameCompressor.levels.contains(level) else { throw ValidationError("--level must be from 1 to 22") }
        guard PackOptions.frameSizes.contains(frameSize.value) else {
            throw ValidationError("--frame-size must be from 4K to 64M")
        }
        guard (1...1024).contains(jobs ?? 1) else { throw ValidationError("--jobs must be from 1 to 1024") }
    }

    func run() throws {
        var options = PackOptions()
        options.output = try output.map(directory)
        options.keepsOriginals = keep
        options.level = level
        options.frameSize = frameSize.value
        options.isForced = force
        options.isDryRun = dryRun
        options.jobs = jobs ?? Terminal.processorCount
        Interruption.leaves("no log is lost, and the files that were not done are as they were; repeat it to go on")
        let start = ContinuousClock.now
        let progress = ProgressLine("packing", isShown: Terminal.isError && !quiet)
        let packer = Packer(options) { progress.update($0.fileBytes, of: $0.totalFileBytes) }
        let report = packer.run(paths.map(\.path))
        let elapsed = start.duration(to: .now)
        for notice in report.notices { Messages.say(notice) }
        if dryRun { for line in report.intentions { Messages.say(line) } }
        if !quiet { Messages.say(report.summary(elapsed, isDryRun: dryRun)) }
        Messages.clearProgress()
        throw report.exitStatus
    }

    private func directory(_ output: PathArgument) throws -> FilePath {
        let path = try output.path.resolved()
        guard try FileStatus(at: path).kind == .directory else {
            throw UsageError(description: "--output must be a directory, and \(path.shown) is none")
        }
        return path
    }
}

extension PackReport {
    /// What went wrong, a line each.
    fileprivate var notices: [String] {
        unreadablePaths.map { "\($0.path.shown): \($0.sentence)" }
            + failed.map { "could not pack \($0.path.shown): \($0.sentence)" }
            + skipped.map { "skipped \($0.path.shown): \($0.sentence)" }
    }

    /// What a dry run would do, a line each.
    fileprivate var intentions: [String] {
        packed.map { "would pack \($0.source.shown) (\(Amounts.bytes($0.sourceSize))) as \($0.target.shown)" }
    }

    fileprivate var exitStatus: ExitStatus {
        if !unreadablePaths.isEmpty || !failed.isEmpty { return .failure }
        return skipped.isEmpty ? .success : .incomplete
    }

    /// One line.
    fileprivate func summary(_ elapsed: Duration, isDryRun: Bool) -> String {
        let files = Amounts.count(packed.count, "file")
        let before = packed.reduce(0) { $0 + $1.sourceSize }
        var parts: [String] = []
        if packed.isEmpty {
            parts.append("nothing to pack")
        } else if isDryRun {
            parts.append("would pack \(files) of \(Amounts.bytes(before))")
        } else {
            let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
            let after = packed.reduce(0) { $0 + $1.packedSize }
            let decoded = packed.reduce(0) { $0 + $1.decodedSize }
            let rate = Amounts.bytes(Int(Double(decoded) / max(seconds, 0.001)))
            parts.append(
                "packed \(files): \(Amounts.bytes(before)) before, \(Amounts.bytes(after)) after; "
                    + "\(Amounts.bytes(decoded)) of log in \(Amounts.decimal(seconds)) s (\(rate)/s)")
        }
        if seekableFiles > 0 { parts.append("\(Amounts.count(seekableFiles)) seekable already") }
        if finishedFiles > 0 { parts.append("\(Amounts.count(finishedFiles)) packed before") }
        if emptyFiles > 0 { parts.append("\(Amounts.count(emptyFiles)) empty") }
        if remaindersRemoved > 0 {
            parts.append("\(Amounts.count(remaindersRemoved, "temporary file")) of a killed run removed")
        }
        if !skipped.isEmpty { parts.append("\(Amounts.count(skipped.count)) skipped") }
        if !failed.isEmpty { parts.append("\(Amounts.count(failed.count)) failed") }
        return parts.joined(separator: "; ")
    }
}
