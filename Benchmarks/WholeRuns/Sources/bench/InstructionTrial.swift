import Foundation

/// The runs whose instructions are counted, on a small corpus that is the same everywhere.
struct InstructionTrial {
    private let tools: Toolbox
    private let corpus: Corpus
    private let callgrind: Callgrind
    private let scratch: URL
    private let answers: KnownAnswers
    /// The same traffic in every other layout, each in one file.
    private let layouts: [(layout: LogLayout, log: URL)]

    private static let mebibytes = 4
    private static let files = 2

    init(programs: URL, work: URL) throws {
        scratch = work.appending(path: "budgets-scratch")
        try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
        // callgrind of Debian 12 does not understand the debug information of the Swift compiler.
        let stripped = scratch.appending(path: "programs")
        try FileManager.default.createDirectory(at: stripped, withIntermediateDirectories: true)
        for program in ["mtatrail", "synthlog"] {
            let (from, to) = (programs.appending(path: program).path, stripped.appending(path: program).path)
            _ = try ChildProcess.run(Command("strip", ["strip", "--strip-debug", "-o", to, from]))
        }
        tools = try Toolbox(programs: stripped, tools: work)
        callgrind = try Callgrind(scratch: scratch)
        let folder = work.appending(path: "budgets")
        // Made anew each time: it may have come from an older synthlog.
        try? FileManager.default.removeItem(at: folder)
        corpus = try Corpus(bytes: Self.mebibytes << 20, days: Self.files, seed: 7, in: folder, tools)
        answers = try KnownAnswers(corpus, tools)
        layouts = try LogLayout.allCases.map { [tools] layout in
            (layout, try Corpus(bytes: Self.mebibytes << 20, days: 1, seed: 7, layout: layout, in: folder, tools).log)
        }
    }

    func cleanUp() {
        try? FileManager.default.removeItem(at: scratch)
    }

    /// What the counts depend on beside the program.
    var origin: [(key: String, value: String)] {
        get throws {
            var sum = UInt64(0xcbf2_9ce4_8422_2325)
            for byte in try Data(contentsOf: corpus.log) { sum = (sum ^ UInt64(byte)) &* 0x100_0000_01b3 }
            let versions = tools.versions
            func version(_ tool: String) -> String { versions.first { $0.tool == tool }?.version ?? "none" }
            return [
                ("architecture", Machine.architecture),
                ("corpus", "\(Self.mebibytes) MiB, \(String(sum, radix: 16))"),
                ("callgrind", try callgrind.version),
                ("gzip", version("gzip")),
                ("zstd", version("zstd")),
            ]
        }
    }

    /// Instructions by the name of what was done, each counted `rounds` times.
    func counts(rounds: Int) throws -> [(name: String, counts: [Int])] {
        try countsByCodec(rounds) + countsByLayout(rounds)
    }

    /// What a MiB of each layout costs, without what a run costs that indexes nothing much: of four MiB that would be most.
    private func countsByLayout(_ rounds: Int) throws -> [(name: String, counts: [Int])] {
        let log = scratch.appending(path: "one-record.log")
        try Data(try Data(contentsOf: corpus.log).prefix { $0 != 0x0a } + [0x0a]).write(to: log)
        let least = try indexing([log])
        return try layouts.map { layout, log in
            let taken = try (0..<rounds).map { _ in (try indexing([log]) - least) / Self.mebibytes }
            return ("index a MiB more, \(layout.rawValue)", taken)
        }
    }

    /// The instructions of indexing files into a new index, by one thread: with several, who scans what is chance.
    private func indexing(_ files: [URL]) throws -> Int {
        let index = scratch.appending(path: "index-layout")
        try Laboratory.remove(index)
        return try callgrind.instructions(
            of: tools.own("index", ["index", "-q", "--jobs", "1", "--index", index.path] + files.map(\.path)))
    }

    private func countsByCodec(_ rounds: Int) throws -> [(name: String, counts: [Int])] {
        var counts: [(String, [Int])] = []
        for codec in Codec.allCases {
            guard let files = try corpus.files(Self.files, codec) else {
                Progress.say("\(codec.label): this mtatrail has no pack")
                continue
            }
            let index = scratch.appending(path: "index-\(codec)")
            // One thread: with several, who scans what is chance.
            let command = tools.own("index", ["index", "-q", "--jobs", "1", "--index", index.path] + files.map(\.path))
            let taken = try (0..<rounds).map { _ in
                try Laboratory.remove(index)
                return try callgrind.instructions(of: command) / Self.mebibytes
            }
            counts.append(("index a MiB, \(codec.label)", taken))
            for (name, question, status) in [
                ("found", answers.messageIDs[0], Int32(0)), ("not found", answers.unknown[0], 1),
            ] {
                let lookup = tools.own(
                    "lookup", ["lookup", "--index", index.path, question.key], goodStatuses: [status])
                let taken = try (0..<rounds).map { _ in try callgrind.instructions(of: lookup) }
                counts.append(("look up, \(name), \(codec.label)", taken))
            }
        }
        if let count = try unchangedCounts(rounds: rounds) { counts.append(count) }
        return counts
    }

    /// A run over many files of which none has changed.
    private func unchangedCounts(rounds: Int) throws -> (String, [Int])? {
        let files = Laboratory.unchangedFiles
        guard let tree = try corpus.files(files, .plain)?.first?.deletingLastPathComponent() else { return nil }
        let index = scratch.appending(path: "index-unchanged")
        let command = tools.own("index", ["index", "-q", "--jobs", "1", "--index", index.path, tree.path])
        try Laboratory.remove(index)
        _ = try ChildProcess.run(command)
        return ("index \(files) unchanged files", try (0..<rounds).map { _ in try callgrind.instructions(of: command) })
    }
}
