import IndexModel

/// Decides which runs become one, so that they stay few and a posting is not written over and over.
///
/// Runs are in *tiers* by their number of postings, each tier four times as large as the one below. Four runs of one tier
/// become one of a higher tier: so of n nights' runs no more than some 3 log4(n) are left, and each posting was written
/// about log4(n) times. Runs below the first tier's bound are merged more often, which costs little.
struct MergePolicy {
    /// What a run is to the policy.
    struct Run: Equatable {
        let number: UInt32
        /// Postings of archives that are in the catalog, about.
        let postings: Int
        let granules: Int
        /// Granules of archives that are in the catalog.
        let livingGranules: Int
    }

    static let fanIn = 4
    /// Runs with fewer postings than this are the lowest tier.
    static let smallRun = 1 << 15

    /// Whether every run that names a forgotten archive is written anew, and not only one of which half is forgotten.
    let dropsAllForgotten: Bool

    /// The runs that one run each takes the place of. O(n log n).
    func groups(_ runs: [Run]) -> [[UInt32]] {
        var piles = runs.map { Pile([$0]) }
        while let merged = MergePolicy.mergeable(piles) {
            let pile = Pile(merged.flatMap { piles[$0].runs })
            for index in merged.sorted(by: >) { piles.remove(at: index) }
            piles.append(pile)
        }
        return piles.filter { $0.runs.count > 1 || isOutdated($0.runs[0]) }.map { $0.runs.map(\.number) }
    }

    private func isOutdated(_ run: Run) -> Bool {
        let forgotten = run.granules - run.livingGranules
        return forgotten > 0 && (dropsAllForgotten || forgotten * 2 >= run.granules)
    }

    /// What is or will be one run.
    private struct Pile {
        let runs: [Run]
        let postings: Int
        let livingGranules: Int

        init(_ runs: [Run]) {
            self.runs = runs
            postings = runs.reduce(0) { $0 + $1.postings }
            livingGranules = runs.reduce(0) { $0 + $1.livingGranules }
        }

        var tier: Int {
            var tier = 0
            var bound = MergePolicy.smallRun
            while postings >= bound {
                tier += 1
                bound *= MergePolicy.fanIn
            }
            return tier
        }
    }

    /// The places of piles of the lowest full tier, as many as have room in one run; nil when no tier is full.
    private static func mergeable(_ piles: [Pile]) -> [Int]? {
        let tiers = Dictionary(grouping: piles.indices) { piles[$0].tier }
        for (_, members) in tiers.sorted(by: { $0.key < $1.key }) where members.count >= fanIn {
            var room = Posting.granuleLimit
            let fitting = members.sorted { piles[$0].livingGranules < piles[$1].livingGranules }.prefix { place in
                room -= piles[place].livingGranules
                return room >= 0
            }
            if fitting.count > 1 { return Array(fitting) }
        }
        return nil
    }
}
