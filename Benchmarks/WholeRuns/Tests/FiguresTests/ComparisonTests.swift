import Figures
import Testing

@Suite struct ComparisonTests {
    private func measurement(_ task: String, _ who: String, ours: Bool, ratio: Double? = nil, _ budget: Budget? = nil)
        -> Figure
    {
        Figure(
            task: task, contender: who, samples: Samples([0.002, 0.001, 0.003]), unit: .seconds, isOurs: ours,
            yardstick: ratio.map { ("wc -l", $0) }, budget: budget)
    }

    @Test func `a budget of a ratio needs something to compare with`() {
        let budget = Budget(.ratio, atMost: 3)
        #expect(measurement("t", "a", ours: true, ratio: 3, budget).isMet == true)
        #expect(measurement("t", "a", ours: true, ratio: 3.01, budget).isMet == false)
        #expect(measurement("t", "a", ours: true, budget).isMet == nil)
    }

    @Test func `a budget of a median looks at the median`() {
        #expect(measurement("t", "a", ours: true, Budget(.median, atMost: 0.002)).isMet == true)
        #expect(measurement("t", "a", ours: true, Budget(.median, atMost: 0.0019)).isMet == false)
        #expect(measurement("t", "a", ours: true).isMet == nil)
    }

    @Test func `a table names a task once and says what is met`() {
        let table = MarkdownTable([
            measurement("index", "mtatrail", ours: true, ratio: 2, Budget(.ratio, atMost: 3)),
            measurement("index", "a | b", ours: false),
        ])
        let lines = table.text.split(separator: "\n")
        #expect(lines.count == 4)
        #expect(
            lines[2] == "| index | **mtatrail** | 2.00 ms | 1.50 ms to 2.50 ms | 3 | 2.00 | wc -l | ≤ 3.00 × | yes |")
        #expect(lines[3] == "|  | a \\| b | 2.00 ms | 1.50 ms to 2.50 ms | 3 |  |  |  |  |")
    }
}
