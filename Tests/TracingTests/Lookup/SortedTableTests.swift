import TestSupport
import Testing

@testable import Tracing

struct SortedTableTests {
    @Test func holdsWhatADictionaryHolds() {
        var random = SeededGenerator(seed: 61)
        var table = SortedTable<Int, String>()
        var model: [Int: String] = [:]
        for step in 0..<3000 {
            let key = Int.random(in: 0..<60, using: &random)
            #expect(table[key] == model[key])
            let value = Bool.random(using: &random) ? "\(step)" : nil
            table[key] = value
            model[key] = value
            #expect(table.entries.map(\.key) == model.keys.sorted())
        }
        #expect(table.entries.allSatisfy { model[$0.key] == $0.value })
    }
}
