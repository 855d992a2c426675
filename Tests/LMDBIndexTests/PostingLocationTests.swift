import TestSupport
import Testing

@testable import IndexModel
@testable import LMDBIndex

struct PostingLocationTests {
    @Test func arraysServeAsSets() {
        var random = SeededGenerator(seed: 62)
        for _ in 0..<300 {
            let (some, others) = (locations(using: &random), locations(using: &random))
            let sorted = others.sortedOnce()
            #expect(sorted == Set(others).sorted())
            #expect(some.sortedOnce().subtracting(sorted: sorted) == Set(some).subtracting(others).sorted())
        }
    }

    private func locations(using random: inout SeededGenerator) -> [PostingLocation] {
        (0..<Int.random(in: 0...30, using: &random)).map { _ in
            PostingLocation(
                archive: ArchiveID(UInt64.random(in: 1...3, using: &random)),
                granule: Int.random(in: 0...8, using: &random))
        }
    }
}
