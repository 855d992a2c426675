import ArgumentParser
import Foundation

/// `bench runs`: the whole programs, side by side.
struct WholeRunsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "runs",
        abstract: "Times whole runs and writes one page about them.",
        discussion: """
            Contenders of a comparison take turns, on the same files, held in memory. Each lookup's output is \
            compared with what grep finds in the plain text; with another answer its group ends, the page says so, \
            and the exit status is 1.
            """)

    @Flag(help: "The full form: 2 GB, 50 nights, and 20 GB; some 40 minutes on two processors and 35 GB of disk.")
    var full = false

    @Flag(help: "The quick form, about two minutes. (the default)")
    var quick = false

    @Option(help: "Decoded bytes of the corpus, as 200M or 2G.")
    var size: String?

    @Option(help: "Decoded bytes of the large corpus; 0 for none.")
    var large: String?

    @Option(help: "Files that are indexed night by night.")
    var nights: Int?

    @Option(help: "How often each whole run is made, those of slow peers too; at least five for figures to rely on.")
    var runs: Int?

    @Option(help: "How often each lookup is made.")
    var lookups: Int?

    @Option(help: "Another seed, another log.")
    var seed: Int?

    @Option(help: "Only these: \(Settings.Group.allCases.map(\.rawValue).joined(separator: ", ")).")
    var only: [String] = []

    @Option(help: "Where the page and its pictures go.", completion: .directory)
    var out: String = ".build/bench"

    @Option(help: "Where the corpus is made, and kept for the next time.", completion: .directory)
    var work: String = ".build/bench-corpus"

    @Option(help: "The folder of mtatrail and synthlog.", completion: .directory)
    var programs: String = ".build/release"

    func validate() throws {
        _ = try settings()
    }

    func run() throws {
        let settings = try settings()
        let lab = try Laboratory(
            settings, programs: URL(folder: programs), work: URL(folder: work))
        let report = try lab.measure()
        try Page(report, form: full ? "full" : "quick").write(to: URL(folder: out))
        Progress.say("\(out)/README.md")
        if !report.failures.isEmpty { throw BenchError("failed: \(report.failures.joined(separator: "; "))") }
    }

    private func settings() throws -> Settings {
        guard !(full && quick) else { throw ValidationError("Either --full or --quick.") }
        var settings = full ? Settings.full : .quick
        if let size { settings.bytes = try Self.bytes(size) }
        if let large { settings.largeBytes = try Self.bytes(large) }
        settings.nights = nights ?? settings.nights
        settings.runs = runs ?? settings.runs
        settings.slowRuns = runs ?? settings.slowRuns
        settings.builderRuns = runs ?? settings.builderRuns
        settings.lookups = lookups ?? settings.lookups
        settings.seed = seed ?? settings.seed
        settings.groups = Set(
            try only.flatMap { $0.split(separator: ",") }.map { name in
                guard let group = Settings.Group(rawValue: String(name)) else {
                    throw ValidationError("There is no group \(name).")
                }
                return group
            })
        guard settings.bytes >= 1 << 20, settings.nights >= 2, settings.runs >= 1, settings.lookups >= 1 else {
            throw ValidationError("A corpus has at least 1M, two nights, and is measured at least once.")
        }
        return settings
    }

    /// `200M` as bytes.
    private static func bytes(_ text: String) throws -> Int {
        let shifts: [Character: Int] = ["K": 10, "M": 20, "G": 30]
        let shift = text.last.flatMap { shifts[$0] }
        guard let number = Int(shift == nil ? text : String(text.dropLast())),
            (0...1 << 20).contains(number) || shift == nil
        else { throw ValidationError("'\(text)' is no size.") }
        return number << (shift ?? 0)
    }
}
