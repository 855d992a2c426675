/// Finds the trailing options of format 3 by the number of slots and by the shapes of the last ones.
struct CountedVote {
    /// Records by their number of slots.
    private var counts = [Int](repeating: 0, count: 33)
    private var rejectionCounts = [Int](repeating: 0, count: 33)
    private var records = 0
    private var plainEnds = 0
    private var transports = [Int](repeating: 0, count: 3)
    private var applications = [Int](repeating: 0, count: 3)
    private var remoteMTAs = [Int](repeating: 0, count: 4)

    var hasVotes: Bool { records > 0 }

    mutating func add(_ slots: CountedSlots, _ text: Span<UInt8>, letter: UInt8) {
        if letter == UInt8(ascii: "R") || letter == UInt8(ascii: "K") {
            rejectionCounts[slots.count] += 1
            return
        }
        records += 1
        counts[slots.count] += 1
        if !slots[slots.count - 1].isCounted { plainEnds += 1 }
        // Counted from the end, whatever stands there.
        for place in 0..<4 where slots.count - 1 - place >= 3 {
            let slot = slots[slots.count - 1 - place]
            guard slot.isCounted, !slot.range.isEmpty else { continue }
            let word = slot.range
            guard text.endOfWord(word.lowerBound, word.upperBound) == word.upperBound else { continue }
            if place < 3, text.begins(word, with: "TCP|") { transports[place] += 1 }
            if place < 3, text.isApplication(word) { applications[place] += 1 }
            if text.endOfType(word) != nil { remoteMTAs[place] += 1 }
        }
    }

    /// The trailing options behind these leading ones: those that show, and the filter or others that are always empty
    /// as far as slots are left over.
    func options(behind leading: LayoutOptions) -> LayoutOptions {
        var options: LayoutOptions = []
        var place = 0
        // An initial address adds a slot to some records: the least number is that of those without.
        let usual = CountedVote.least(counts)
        let before = leading.subtracting([.node, .process]).rawValue.nonzeroBitCount + 3
        if plainEnds * 2 > records, usual > before { (options, place) = ([.queueTime], 1) }
        if applications[min(place, 2)] > 0 { (options, place) = (options.union(.application), place + 1) }
        if transports[min(place, 2)] > 0 { (options, place) = (options.union(.transport), place + 1) }
        if place < 4, remoteMTAs[place] > 0 { (options, place) = (options.union(.remoteMTA), place + 1) }
        var left = usual - before - place
        if left > 0 { (options, left) = (options.union(.diagnostics), left - 1) }
        if left > 0, !leading.contains(.filter) { (options, left) = (options.union(.filter), left - 1) }
        if left > 0 { options.insert(.remoteMTA) }
        if CountedVote.least(rejectionCounts) > usual { options.insert(.reason) }
        return options
    }

    /// The least number of slots that more than a few records have.
    private static func least(_ counts: [Int]) -> Int {
        let few = counts.reduce(0, +) / 50
        return counts.firstIndex { $0 > few } ?? 0
    }
}
