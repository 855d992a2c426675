import Dispatch
import Synchronization

/// Turns the postings of many chunks into the sorted postings of one run.
///
/// The postings are dealt into 256 partitions by the first byte of their hash, which are sorted side by side; put one
/// behind the other they are the run.
struct RunSorter {
    /// The extents that give each granule its ordinal in this run.
    let extents: RunExtents
    private let buffers: [PostingBuffer]
    private let bases: [Int]

    private static let partitions = 256

    init(_ unordered: [PostingBuffer]) {
        buffers = unordered.sorted { ($0.archive, $0.firstGranule) < ($1.archive, $1.firstGranule) }
        (extents, bases) = RunExtents.covering(buffers)
    }

    /// The postings of both families before any is dropped.
    var postingCount: Int {
        buffers.reduce(0) { $0 + $1.direct.count + $1.pivoted.count }
    }

    /// The postings of the family whose postings are all kept: sorted, each once, a partition an element.
    func sortedDirect() -> [[Posting]] {
        var partitions = RunSorter.emptyPartitions(
            counts: counts { $0.direct.span.histogram(\.word) }, of: Posting.self)
        for (buffer, base) in zip(buffers, bases) {
            for posting in buffer.direct { partitions[Int(posting.word >> 56)].append(posting.shifted(by: base)) }
        }
        return RunSorter.mapConcurrently(partitions) { partition in
            var scratch: [Posting] = []
            radixSort(&partition, scratch: &scratch, key: \.word)
            partition.removeAdjacentDuplicates()
            return partition
        }
    }

    /// The postings of the family that leads to another: as above, and of a key whose records in one archive all
    /// have the same pivot only the first.
    func sortedPivoted() -> [[Posting]] {
        let counts = counts { $0.pivoted.span.histogram(\.posting.word) }
        var partitions = RunSorter.emptyPartitions(counts: counts, of: PivotedPosting.self)
        for (buffer, base) in zip(buffers, bases) {
            for var entry in buffer.pivoted {
                entry.posting = entry.posting.shifted(by: base)
                partitions[Int(entry.posting.word >> 56)].append(entry)
            }
        }
        return RunSorter.mapConcurrently(partitions) { partition in
            var scratch: [PivotedPosting] = []
            radixSort(&partition, scratch: &scratch, key: \.posting.word)
            return collapsed(partition)
        }
    }

    private func counts(_ histogram: (PostingBuffer) -> [Int]) -> [Int] {
        buffers.reduce(into: Array(repeating: 0, count: RunSorter.partitions)) { sums, buffer in
            for (index, count) in histogram(buffer).enumerated() { sums[index] += count }
        }
    }

    private static func emptyPartitions<Element>(counts: [Int], of type: Element.Type) -> [[Element]] {
        counts.map { count in
            var partition: [Element] = []
            partition.reserveCapacity(count)
            return partition
        }
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

    private static func mapConcurrently<Element: Sendable>(
        _ partitions: consuming [[Element]], _ transform: @Sendable (inout [Element]) -> [Posting]
    ) -> [[Posting]] {
        let results = Mutex(Array(repeating: [Posting](), count: partitions.count))
        let count = partitions.count
        // Taken out one by one, so that none is copied and each is freed when it is done.
        let waiting = Mutex(consume partitions)
        DispatchQueue.concurrentPerform(iterations: count) { index in
            var partition: [Element] = []
            waiting.withLock { swap(&$0[index], &partition) }
            let sorted = transform(&partition)
            results.withLock { $0[index] = sorted }
        }
        return results.withLock { $0 }
    }
}

extension Span {
    /// How many elements have each first byte of their word.
    fileprivate func histogram(_ word: (Element) -> UInt64) -> [Int] {
        var counts = Array(repeating: 0, count: 256)
        for index in indices { counts[Int(word(self[index]) >> 56)] += 1 }
        return counts
    }
}
