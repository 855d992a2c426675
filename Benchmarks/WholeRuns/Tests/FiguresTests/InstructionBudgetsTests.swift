import Figures
import Testing

@Suite struct InstructionBudgetsTests {
    private let budgets = InstructionBudgets(
        origin: [("architecture", "x86_64"), ("zstd", "v1.5: a")],
        entries: [
            .init(name: "index a MiB, .gz", count: 1000, tolerance: 3),
            .init(name: "look up", count: 50, tolerance: 2.5),
        ])

    @Test func `a file is read as it was written`() throws {
        #expect(try InstructionBudgets(parsing: budgets.text) == budgets)
        #expect(budgets.value(of: "zstd") == "v1.5: a")
    }

    @Test(arguments: ["look up\t5", "look up\tmany\t3", "look up\t0\t3", "look up\t5\t-1", "look up 5 3"])
    func `a line that is no budget is an error, by its number`(line: String) {
        #expect(throws: InstructionBudgets.Malformed(line: 3)) {
            try InstructionBudgets(parsing: "# a\n\n\(line)\n")
        }
    }

    @Test(arguments: [
        (1030, InstructionBudgets.Verdict.within), (1031, .worse), (970, .within), (969, .better), (1, .better),
    ])
    func `a count is judged by its tolerance`(count: Int, verdict: InstructionBudgets.Verdict) {
        #expect(budgets.verdict(on: count, of: "index a MiB, .gz").verdict == verdict)
    }

    @Test func `a count without a budget is unknown`() {
        #expect(budgets.verdict(on: 1, of: "else").verdict == .unknown)
    }
}
