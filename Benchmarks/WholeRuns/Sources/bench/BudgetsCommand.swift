import ArgumentParser
import Figures
import Foundation

/// `bench budgets`: the instructions that the program takes, against those kept in a file.
struct BudgetsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "budgets",
        abstract: "Counts instructions with callgrind and compares them with those kept.",
        discussion: """
            Exit status: 0 no count is greater than the one kept by more than its tolerance; 1 one is; 2 an error. On \
            another architecture than the file's there is nothing to compare with, and it says so.
            """)

    @Flag(help: "Write the file anew. Counts are taken so often as --rounds says, and their spread widens tolerances.")
    var update = false

    @Option(help: "The file of budgets.", completion: .file())
    var file: String = "Benchmarks/budgets.txt"

    @Option(help: "How often each count is taken for an update.")
    var rounds: Int = 3

    @Option(help: "Where the corpus is made.", completion: .directory)
    var work: String = ".build/bench-corpus"

    @Option(help: "The folder of mtatrail and synthlog.", completion: .directory)
    var programs: String = ".build/release"

    /// The least tolerance, in per cent.
    private static let leastTolerance = 2.0

    func run() throws {
        let trial = try InstructionTrial(programs: URL(folder: programs), work: URL(folder: work))
        defer { trial.cleanUp() }
        try update ? write(trial) : compare(trial)
    }

    private func write(_ trial: InstructionTrial) throws {
        guard rounds >= 2 else { throw ValidationError("A spread needs two rounds.") }
        let entries = try trial.counts(rounds: rounds).map { name, counts in
            let samples = Samples(counts.map(Double.init))
            // Twice the spread seen: what a few rounds show of it is less than all of it.
            let spread = (samples.maximum / samples.minimum - 1) * 200
            return InstructionBudgets.Entry(
                name: name, count: Int(samples.median), tolerance: max(Self.leastTolerance, spread.rounded(.up)))
        }
        let budgets = InstructionBudgets(origin: try trial.origin, entries: entries)
        try Data(budgets.text.utf8).write(to: URL(filePath: file))
        print(budgets.text, terminator: "")
    }

    private func compare(_ trial: InstructionTrial) throws {
        let text = String(decoding: try Data(contentsOf: URL(filePath: file)), as: UTF8.self)
        let budgets: InstructionBudgets
        do { budgets = try InstructionBudgets(parsing: text) } catch {
            throw BenchError("\(file), line \(error.line): no budget")
        }
        if let kept = budgets.value(of: "architecture"), kept != Machine.architecture {
            print("The counts in \(file) are those of \(kept), this is \(Machine.architecture): nothing to compare.")
            return
        }
        for (key, value) in try trial.origin where budgets.value(of: key) != value {
            print("\(key) is \(value); the counts kept are from \(budgets.value(of: key) ?? "no such thing")")
        }
        var names = Set(budgets.entries.map(\.name))
        var isGood = true
        for (name, counts) in try trial.counts(rounds: 1) {
            names.remove(name)
            let (verdict, change) = budgets.verdict(on: counts[0], of: name)
            print(
                "\(name): \(counts[0]) instructions, \(change < 0 ? "" : "+")\(change, digits: 2) %, \(remark(verdict))"
            )
            isGood = isGood && (verdict == .within || verdict == .better)
        }
        for name in names { print("\(name): is in \(file), but is not counted any more") }
        guard isGood, names.isEmpty else {
            print("Where the program is meant to do more now, make budgets-update writes the counts anew.")
            throw ExitCode(1)
        }
    }

    private func remark(_ verdict: InstructionBudgets.Verdict) -> String {
        switch verdict {
        case .within: "within the tolerance"
        case .better: "better; make budgets-update keeps it so"
        case .worse: "TOO MANY"
        case .unknown: "not in the file: make budgets-update adds it"
        }
    }
}
