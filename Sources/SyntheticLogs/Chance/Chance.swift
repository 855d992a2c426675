/// Seeded chance (xoshiro256**): integers only, so the same on every machine.
struct Chance {
    private var state: (UInt64, UInt64, UInt64, UInt64)

    init(seed: UInt64) {
        var seeds = SplitMix64(seed: seed)
        state = (seeds.next(), seeds.next(), seeds.next(), seeds.next())
    }

    mutating func next() -> UInt64 {
        let product = state.1 &* 5
        let result = (product << 7 | product >> 57) &* 9
        let shifted = state.1 << 17
        state.2 ^= state.0
        state.3 ^= state.1
        state.1 ^= state.2
        state.0 ^= state.3
        state.2 ^= shifted
        state.3 = state.3 << 45 | state.3 >> 19
        return result
    }

    /// A number in `0..<bound`.
    mutating func below(_ bound: Int) -> Int {
        Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    /// A number in `range`.
    mutating func within(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + below(range.upperBound - range.lowerBound + 1)
    }

    /// True once in `times` on average.
    mutating func once(in times: Int) -> Bool {
        below(times) == 0
    }

    /// True with a probability of `share` in a hundred.
    mutating func percent(_ share: Int) -> Bool {
        below(100) < share
    }

    /// One of `choices`, each as likely as the other.
    mutating func pick<Choice>(_ choices: [Choice]) -> Choice {
        choices[below(choices.count)]
    }

    /// 1 mostly, seldom more: each further step is `share` percent likely.
    mutating func fewUp(to most: Int, percent share: Int) -> Int {
        var count = 1
        while count < most, percent(share) { count += 1 }
        return count
    }
}
