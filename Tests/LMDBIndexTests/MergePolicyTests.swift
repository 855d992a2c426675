import TestSupport
import Testing

@testable import IndexModel
@testable import LMDBIndex

/// Which runs are merged: few are left, none is written over and over, none becomes too large.
@Suite struct MergePolicyTests {
    private func run(_ number: Int, _ postings: Int, granules: Int = 10, living: Int? = nil) -> MergePolicy.Run {
        MergePolicy.Run(
            number: UInt32(number), postings: postings, granules: granules, livingGranules: living ?? granules)
    }

    /// What the index holds after a night: the runs merged as the policy says.
    private func merged(_ runs: [MergePolicy.Run], _ written: inout Int) -> [MergePolicy.Run] {
        var runs = runs
        for group in MergePolicy(dropsAllForgotten: false).groups(runs) {
            let members = runs.filter { group.contains($0.number) }
            runs.removeAll { group.contains($0.number) }
            let postings = members.reduce(0) { $0 + $1.postings }
            let granules = members.reduce(0) { $0 + $1.livingGranules }
            written += postings
            #expect(granules <= Posting.granuleLimit)
            runs.append(run(Int(members.map(\.number).max()!), postings, granules: granules))
        }
        return runs
    }

    @Test(arguments: [10, 1_000_000], [100, 2000])
    func nightsOfOneSize(postings: Int, nights: Int) {
        var runs: [MergePolicy.Run] = []
        var written = 0
        for night in 1...nights {
            runs = merged(runs + [run(night, postings)], &written)
            #expect(runs.count <= 16)
        }
        // Each posting once for each tier, and some more among the smallest.
        let tiers = 6
        #expect(written <= postings * nights * tiers + nights * MergePolicy.smallRun)
    }

    @Test(arguments: 0..<10 as Range<UInt64>)
    func nightsOfAnySize(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var runs: [MergePolicy.Run] = []
        var written = 0
        var added = 0
        for night in 1...500 {
            let postings = 1 << Int.random(in: 0...22, using: &random)
            added += postings
            runs = merged(runs + [run(night, postings)], &written)
            #expect(runs.count <= 24)
            #expect(runs.reduce(0) { $0 + $1.postings } == added)
        }
        #expect(written <= added * 10 + 500 * MergePolicy.smallRun)
    }

    @Test func aRunIsNotMergedBeyondWhatItCanName() {
        let large = (1...6).map { run($0, 1 << 20, granules: Posting.granuleLimit / 2) }
        var written = 0
        var runs = large
        for _ in 0..<5 { runs = merged(runs, &written) }
        // Pairs fill a run; what is left is no full tier.
        #expect(runs.map(\.granules).sorted() == [1, 1, 2, 2].map { $0 * Posting.granuleLimit / 2 })
        #expect(written == 4 << 20)
    }

    @Test func aRunThatIsHalfForgottenIsWrittenAnew() {
        let runs = [run(1, 100, living: 6), run(2, 1 << 20, living: 5), run(3, 1 << 25, living: 0)]
        let groups = MergePolicy(dropsAllForgotten: false).groups(runs)
        #expect(Set(groups) == [[2], [3]])
        #expect(Set(MergePolicy(dropsAllForgotten: true).groups(runs)) == [[1], [2], [3]])
    }

    @Test func nothingIsDoneTwice() {
        let runs = [run(1, 100), run(2, 100), run(3, 1 << 20)]
        #expect(MergePolicy(dropsAllForgotten: true).groups(runs) == [])
        #expect(MergePolicy(dropsAllForgotten: true).groups([]) == [])
    }
}
