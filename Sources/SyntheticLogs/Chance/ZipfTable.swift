/// Ranks of which the n-th is n times rarer than the first: how mail spreads over domains and people.
struct ZipfTable {
    private let cumulated: [Int]

    /// Built once, in integers.
    init(ranks: Int) {
        var sum = 0
        var cumulated: [Int] = []
        cumulated.reserveCapacity(ranks)
        for rank in 1...ranks {
            sum += (1 << 24) / rank
            cumulated.append(sum)
        }
        self.cumulated = cumulated
    }

    /// A rank from 0 on.
    func rank(_ chance: inout Chance) -> Int {
        let drawn = chance.below(cumulated[cumulated.count - 1])
        var low = 0
        var high = cumulated.count - 1
        while low < high {
            let middle = (low + high) / 2
            if cumulated[middle] > drawn { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
