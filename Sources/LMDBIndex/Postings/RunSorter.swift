import IndexModel

/// Turns the postings of many chunks into the sorted postings of one run.
///
/// The chunks' postings are partitioned by the first byte of their hash. Each partition is collected from all of
/// them and sorted, side by side with the others; put one behind the other they are the run.
struct RunSorter: Sendable {
    /// The extents that give each granule its ordinal in this run.
    let extents: RunExtents
    private let buffers: [PostingBuffer]
    private let bases: [Int]

    static let partitions = 256

    init(_ unordered: [PostingBuffer]) {
        var buffers = unordered.sorted { ($0.archive, $0.firstGranule) < ($1.archive, $1.firstGranule) }
        for index in buffers.indices { buffers[index].seal() }
        self.buffers = buffers
        (extents, bases) = RunExtents.covering(buffers)
    }

    /// The families that the buffers have postings of, or might have; ascending.
    var families: [KeyFamily] {
        var families: [KeyFamily] = []
        for family in buffers.flatMap(\.families).map(\.family) where !families.contains(family) {
            families.append(family)
        }
        return families.sorted()
    }

    /// The postings of a family: sorted, each once, a partition an element. Where the family leads to another, of a key whose
    /// records in one archive all have the same target only the first.
    func sorted(_ family: KeyFamily) -> [[Posting]] {
        let isLinked = buffers.contains { $0[family]?.isLinked == true }
        return mapConcurrently(0..<RunSorter.partitions) { part in
            isLinked ? sortedLinked(part, of: family) : sortedPlain(part, of: family)
        }
    }

    private func sortedPlain(_ part: Int, of family: KeyFamily) -> [Posting] {
        var partition = collected(part, of: family, \.unlinked) { $0.shifted(by: $1) }
        var scratch: [Posting] = []
        sortByHash(&partition, scratch: &scratch, key: \.word)
        partition.removeAdjacentDuplicates()
        return partition
    }

    private func sortedLinked(_ part: Int, of family: KeyFamily) -> [Posting] {
        var partition = collected(part, of: family, \.linked) {
            LinkedPosting(posting: $0.posting.shifted(by: $1), target: $0.target)
        }
        var scratch: [LinkedPosting] = []
        sortByHash(&partition, scratch: &scratch, key: \.posting.word)
        return collapsed(partition)
    }

    /// One part of all the buffers, in their order, with the ordinals of the run.
    private func collected<Element>(
        _ part: Int, of family: KeyFamily, _ elements: (FamilyPostings) -> [Element], shift: (Element, Int) -> Element
    ) -> [Element] {
        var collected: [Element] = []
        for (buffer, base) in zip(buffers, bases) {
            guard let postings = buffer[family], !postings.partitionEnds.isEmpty else { continue }
            let start = part == 0 ? 0 : Int(postings.partitionEnds[part - 1])
            let end = Int(postings.partitionEnds[part])
            for element in elements(postings)[start..<end] { collected.append(shift(element, base)) }
        }
        return collected
    }

    /// Keeps the first granule of each group (one hash in one archive) of one target, all granules of any other.
    private func collapsed(_ sorted: [LinkedPosting]) -> [Posting] {
        var kept: [Posting] = []
        kept.reserveCapacity(sorted.count)
        var start = 0
        while start < sorted.count {
            let (end, hasOneTarget) = group(in: sorted, at: start)
            if hasOneTarget {
                kept.append(sorted[start].posting)
            } else {
                for entry in sorted[start..<end] where entry.posting != kept.last { kept.append(entry.posting) }
            }
            start = end
        }
        return kept
    }

    private func group(in sorted: [LinkedPosting], at start: Int) -> (end: Int, hasOneTarget: Bool) {
        let first = sorted[start]
        guard start + 1 < sorted.count, sorted[start + 1].posting.hash40 == first.posting.hash40 else {
            return (start + 1, true)
        }
        let archiveEnd = extents.endOfArchive(ofOrdinal: first.posting.granule)
        var hasOneTarget = first.target != 0
        var end = start + 1
        while end < sorted.count, sorted[end].posting.hash40 == first.posting.hash40,
            sorted[end].posting.granule < archiveEnd
        {
            hasOneTarget = hasOneTarget && sorted[end].target == first.target
            end += 1
        }
        return (end, hasOneTarget)
    }
}
