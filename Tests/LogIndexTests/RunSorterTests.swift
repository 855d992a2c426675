import TestSupport
import Testing

@testable import LogIndex

struct RunSorterTests {
    @Test(arguments: 0..<60 as Range<UInt64>)
    func aRunHoldsWhatTheModelSays(seed: UInt64) {
        let model = PostingModel(seed: seed, distinctHashes: [1, 4, 12, 100][Int(seed % 4)])
        let sorter = RunSorter(model.buffers)
        #expect(postings(sorter.sortedDirect(), sorter.extents) == model.direct)
        #expect(postings(sorter.sortedPivoted(), sorter.extents) == model.pivoted)
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func aRunIsSortedAndHasNothingTwice(seed: UInt64) {
        let sorter = RunSorter(PostingModel(seed: seed, postings: 2000).buffers)
        for partitions in [sorter.sortedDirect(), sorter.sortedPivoted()] {
            let words = partitions.joined().map(\.word)
            #expect(words == Set(words).sorted())
            for (number, partition) in partitions.enumerated() {
                #expect(partition.allSatisfy { $0.word >> 56 == UInt64(number) })
            }
        }
    }

    @Test func theOrderOfTheBuffersDoesNotMatter() {
        let buffers = PostingModel(seed: 7).buffers
        let one = RunSorter(buffers)
        let other = RunSorter(buffers.reversed())
        #expect(one.extents == other.extents)
        #expect(one.sortedDirect() == other.sortedDirect())
        #expect(one.sortedPivoted() == other.sortedPivoted())
    }

    @Test func noBuffersMakeAnEmptyRun() {
        let sorter = RunSorter([])
        #expect(sorter.postingCount == 0)
        #expect(sorter.extents.ordinalEnd == 0)
        #expect(sorter.sortedDirect().joined().isEmpty)
    }

    @Test func neighbouringRepetitionsAreDroppedOnTheWayIn() {
        var buffer = PostingBuffer(archive: ArchiveID(1), granules: 5..<7)
        for _ in 0..<3 {
            buffer.add(hash: 99 << 40, granule: 5)
            buffer.add(hash: 99 << 40, granule: 5, pivot: 1)
        }
        buffer.add(hash: 99 << 40, granule: 6)
        buffer.add(hash: 99 << 40, granule: 5, pivot: 2)
        #expect(buffer.direct.count == 2)
        #expect(buffer.pivoted.count == 2)
    }

    @Test func theMemoryOfABufferIsCountedWithItsTables() {
        var buffer = PostingBuffer(archive: ArchiveID(1), granules: 0..<64)
        buffer.seal()
        let empty = buffer.byteCount
        var filled = PostingBuffer(archive: ArchiveID(1), granules: 0..<64)
        for number in 0..<10_000 as Range<UInt64> { filled.add(hash: number << 40, granule: 1) }
        filled.seal()
        #expect(empty < 1000)
        #expect(filled.byteCount >= empty + 10_000 * 8 + 256 * 4)
    }

    private func postings(_ partitions: [[Posting]], _ extents: RunExtents) -> [ModelPosting] {
        partitions.joined().compactMap { posting in
            extents.location(ofOrdinal: posting.ordinal).map { ModelPosting(hash40: posting.hash40, location: $0) }
        }
    }
}
