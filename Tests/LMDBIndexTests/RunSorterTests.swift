import TestSupport
import Testing

@testable import IndexModel
@testable import LMDBIndex

struct RunSorterTests {
    @Test(arguments: 0..<60 as Range<UInt64>)
    func aRunHoldsWhatTheModelSays(seed: UInt64) {
        let model = PostingModel(seed: seed, distinctHashes: [1, 4, 12, 100][Int(seed % 4)])
        let sorter = RunSorter(model.buffers)
        #expect(postings(sorter.sorted(.messageID), sorter.extents) == model.direct)
        #expect(postings(sorter.sorted(.queueFile), sorter.extents) == model.linked)
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func aRunIsSortedAndHasNothingTwice(seed: UInt64) {
        let sorter = RunSorter(PostingModel(seed: seed, postings: 2000).buffers)
        for partitions in [sorter.sorted(.messageID), sorter.sorted(.queueFile)] {
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
        #expect(one.sorted(.messageID) == other.sorted(.messageID))
        #expect(one.sorted(.queueFile) == other.sorted(.queueFile))
    }

    @Test func noBuffersMakeAnEmptyRun() {
        let sorter = RunSorter([])
        #expect(sorter.families.isEmpty)
        #expect(sorter.extents.ordinalEnd == 0)
        #expect(sorter.sorted(.messageID).joined().isEmpty)
    }

    @Test func neighbouringRepetitionsAreDroppedOnTheWayIn() {
        var buffer = PostingBuffer(archive: ArchiveID(1), granules: 5..<7)
        for _ in 0..<3 {
            buffer.add(hash: 99 << 40, granule: 5, toFamily: 0)
            buffer.add(hash: 99 << 40, granule: 5, toFamily: 1, leadingTo: 1)
        }
        buffer.add(hash: 99 << 40, granule: 6, toFamily: 0)
        buffer.add(hash: 99 << 40, granule: 5, toFamily: 1, leadingTo: 2)
        #expect(buffer[.messageID]?.count == 2)
        #expect(buffer[.queueFile]?.count == 2)
    }

    @Test func theMemoryOfABufferIsCountedWithItsTables() {
        var buffer = PostingBuffer(archive: ArchiveID(1), granules: 0..<64)
        buffer.seal()
        let empty = buffer.byteCount
        var filled = PostingBuffer(archive: ArchiveID(1), granules: 0..<64)
        for number in 0..<10_000 as Range<UInt64> { filled.add(hash: number << 40, granule: 1, toFamily: 0) }
        filled.seal()
        #expect(empty < 1000)
        #expect(filled.byteCount >= empty + 10_000 * 8 + 256 * 4)
    }

    private func postings(_ partitions: [[Posting]], _ extents: RunExtents) -> [ModelPosting] {
        partitions.joined().compactMap { posting in
            extents.location(ofOrdinal: posting.granule).map { ModelPosting(hash40: posting.hash40, location: $0) }
        }
    }
}
