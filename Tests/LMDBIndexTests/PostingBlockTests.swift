import TestSupport
import Testing

@testable import IndexModel
@testable import LMDBIndex

struct PostingBlockTests {
    @Test(arguments: 0..<300 as Range<UInt64>)
    func packedPostingsAreReadAgain(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let block = Block(using: &random)
        #expect(try block.decoded() == block.postings)
    }

    @Test func takesNoMoreBitsThanItNeeds() {
        // Deltas of 7 bits at the most and ordinals of 3: 10 postings of 10 bits behind two bytes.
        let postings = (0..<10).map { Posting(hash: UInt64($0 * 127) << 24, granule: 7) }
        var row: [UInt8] = []
        PostingBlock.encode(postings.span, bucketBits: 0, ordinalWidth: 3, into: &row)
        #expect(row.count == 2 + 100 / 8 + 1)
    }

    @Test func theBucketIsTheFirstBitsOfTheHash() {
        let posting = Posting(hash: 0xabcd_ef01_2345_6789, granule: 3)
        #expect(PostingBlock.bucket(posting, bucketBits: 0) == 0)
        #expect(PostingBlock.bucket(posting, bucketBits: 1) == 1)
        #expect(PostingBlock.bucket(posting, bucketBits: 12) == 0xabc)
        #expect(PostingBlock.bucket(posting, bucketBits: 31) == 0xabcd_ef01 >> 1)
    }

    @Test(arguments: 0..<30 as Range<UInt64>)
    func damagedBlocksDoNotCrash(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let block = Block(using: &random)
        try expectRefusesDamage(block.row) { row throws(ByteReader.Damaged) in
            try PostingBlock.decode(
                row, bucket: block.bucket, bucketBits: block.bucketBits, ordinalWidth: block.ordinalWidth
            ) { posting in
                let bucket = PostingBlock.bucket(posting, bucketBits: block.bucketBits)
                if bucket != block.bucket { Issue.record("a posting of bucket \(bucket) in \(block.bucket)") }
            }
        }
    }

    @Test func aCountThatNoBytesBackIsRefused() {
        // A hundred million times nothing: a damaged count must not keep a reader busy.
        let row: [UInt8] = [0x80, 0xc2, 0xd7, 0x2f, 0]
        #expect(throws: ByteReader.Damaged.self) {
            try PostingBlock.decode(row.span, bucket: 0, bucketBits: 0, ordinalWidth: 0) { _ in }
        }
    }

    @Test func garbageDoesNotCrash() {
        var random = SeededGenerator(seed: 81)
        for _ in 0..<2000 {
            let row = RandomRows.bytes(upTo: 40, using: &random)
            var count = 0
            try? PostingBlock.decode(row.span, bucket: 3, bucketBits: 5, ordinalWidth: 7) { _ in count += 1 }
            #expect(count <= 40 * 8 / 7)
        }
    }
}

/// Sorted postings of one bucket of some run.
private struct Block {
    let bucketBits: Int
    let ordinalWidth: Int
    let bucket: Int
    let postings: [Posting]

    init(using random: inout SeededGenerator) {
        bucketBits = .random(in: 0...31, using: &random)
        ordinalWidth = .random(in: 0...24, using: &random)
        bucket = Int(random.next() & ((1 << bucketBits) - 1))
        // Few bits below the bucket make equal hashes likely.
        let restBits = Int.random(in: 0...40 - bucketBits, using: &random)
        var words: Set<UInt64> = []
        for _ in 0..<Int.random(in: 1...200, using: &random) {
            let rest = random.next() & ((1 << restBits) - 1)
            let hash40 = UInt64(bucket) << UInt64(40 - bucketBits) | rest
            words.insert(hash40 << 24 | random.next() & ((1 << ordinalWidth) - 1))
        }
        postings = words.sorted().map { Posting(word: $0) }
    }

    var row: [UInt8] {
        var row: [UInt8] = []
        PostingBlock.encode(postings.span, bucketBits: bucketBits, ordinalWidth: ordinalWidth, into: &row)
        return row
    }

    func decoded() throws -> [Posting] {
        var found: [Posting] = []
        let row = row
        try PostingBlock.decode(row.span, bucket: bucket, bucketBits: bucketBits, ordinalWidth: ordinalWidth) {
            found.append($0)
        }
        return found
    }
}
