import IndexModel
import LMDBIndex
import Testing

@testable import Indexing

/// When what an index run has gathered is written.
@Suite struct IndexBatchTests {
    private func buffer(_ number: UInt64, granules: Int) -> PostingBuffer {
        var buffer = PostingBuffer(archive: ArchiveID(number), granules: 0..<granules)
        buffer.add(hash: number << 40, granule: granules - 1, toFamily: 0)
        buffer.seal()
        return buffer
    }

    /// With few keys the granules are what there is too many of: a terabyte of log that has none is 2^24 of them.
    @Test func aBatchIsFullLongBeforeARunCannotNameItsGranules() {
        let batch = IndexBatch(limit: .max, granuleLimit: Posting.granuleLimit / 2)
        let chunk = Posting.granuleLimit / 64
        var chunks: UInt64 = 0
        repeat { chunks += 1 } while !batch.add(buffer(chunks, granules: chunk))
        // What is under way is added too.
        #expect(Int(chunks) * chunk <= Posting.granuleLimit / 2 + chunk)
        #expect(batch.take().buffers.count == Int(chunks))
        #expect(!batch.add(buffer(1, granules: chunk)))
    }

    @Test func chunksWithoutKeysTakeNothing() {
        let batch = IndexBatch(limit: 1, granuleLimit: 1)
        var empty = PostingBuffer(archive: ArchiveID(1), granules: 0..<64)
        empty.seal()
        #expect(!batch.add(empty))
        #expect(batch.take().buffers.isEmpty)
        #expect(batch.add(buffer(1, granules: 1)))
    }
}
