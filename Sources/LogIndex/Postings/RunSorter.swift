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

    /// The postings of both families before any is dropped.
    var postingCount: Int {
        buffers.reduce(0) { $0 + $1.direct.count + $1.pivoted.count }
    }

    /// The postings of the family whose postings are all kept: sorted, each once, a partition an element.
    func sortedDirect() -> [[Posting]] {
        mapConcurrently(0..<RunSorter.partitions) { part in
            var partition = collected(part, \.directEnds, \.direct) { $0.shifted(by: $1) }
            var scratch: [Posting] = []
            sortByHash(&partition, scratch: &scratch, key: \.word)
            partition.removeAdjacentDuplicates()
            return partition
        }
    }

    /// The postings of the family that leads to another: as above, and of a key whose records in one archive all
    /// have the same pivot only the first.
    func sortedPivoted() -> [[Posting]] {
        mapConcurrently(0..<RunSorter.partitions) { part in
            var partition = collected(part, \.pivotedEnds, \.pivoted) {
                PivotedPosting(posting: $0.posting.shifted(by: $1), pivot: $0.pivot)
            }
            var scratch: [PivotedPosting] = []
            sortByHash(&partition, scratch: &scratch, key: \.posting.word)
            return collapsed(partition)
        }
    }

    /// One part of all the buffers, in their order, with the ordinals of the run.
    private func collected<Element>(
        _ part: Int, _ ends: (PostingBuffer) -> [UInt32], _ elements: (PostingBuffer) -> [Element],
        shift: (Element, Int) -> Element
    ) -> [Element] {
        var collected: [Element] = []
        for (buffer, base) in zip(buffers, bases) {
            let ends = ends(buffer)
            guard !ends.isEmpty else { continue }
            let start = part == 0 ? 0 : Int(ends[part - 1])
            for element in elements(buffer)[start..<Int(ends[part])] { collected.append(shift(element, base)) }
        }
        return collected
    }

    /// Keeps the first granule of each group (one hash in one archive) of one pivot, all granules of any other.
    private func collapsed(_ sorted: [PivotedPosting]) -> [Posting] {
        var kept: [Posting] = []
        kept.reserveCapacity(sorted.count)
        var start = 0
        while start < sorted.count {
            let (end, isOnePivot) = group(in: sorted, at: start)
            if isOnePivot {
                kept.append(sorted[start].posting)
            } else {
                for entry in sorted[start..<end] where entry.posting != kept.last { kept.append(entry.posting) }
            }
            start = end
        }
        return kept
    }

    private func group(in sorted: [PivotedPosting], at start: Int) -> (end: Int, isOnePivot: Bool) {
        let first = sorted[start]
        guard start + 1 < sorted.count, sorted[start + 1].posting.hash40 == first.posting.hash40 else {
            return (start + 1, true)
        }
        let archiveEnd = extents.endOfArchive(ofOrdinal: first.posting.ordinal)
        var isOnePivot = first.pivot != 0
        var end = start + 1
        while end < sorted.count, sorted[end].posting.hash40 == first.posting.hash40,
            sorted[end].posting.ordinal < archiveEnd
        {
            isOnePivot = isOnePivot && sorted[end].pivot == first.pivot
            end += 1
        }
        return (end, isOnePivot)
    }
}
