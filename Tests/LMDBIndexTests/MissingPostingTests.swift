import TestSupport
import Testing

@testable import IndexModel
@testable import LMDBIndex

/// What an index lacks of an archive's postings.
@Suite struct MissingPostingTests {
    private func withSnapshot(_ runs: [[PostingBuffer]], _ body: (borrowing Snapshot) throws -> Void) throws {
        try withTemporaryDirectory { directory in
            do {
                var writer = try IndexWriter(directory)
                for buffers in runs { try writer.write(buffers) }
            }
            let snapshot = try IndexReader(directory).snapshot()
            #expect(snapshot.damage().isEmpty)
            try body(snapshot)
        }
    }

    /// Two runs that tell of the same archives.
    @Test(arguments: 0..<8 as Range<UInt64>) func nothingOfWhatWasIndexedIsMissing(seed: UInt64) throws {
        let models = [
            PostingModel(seed: seed, distinctHashes: 9), PostingModel(seed: seed + 100, distinctHashes: 300),
        ]
        try withSnapshot(models.map(\.buffers)) { snapshot in
            for model in models {
                for (_, chunks) in Dictionary(grouping: model.buffers, by: \.archive) {
                    let missing = try snapshot.missing(from: chunks)
                    #expect(missing == [])
                }
            }
        }
    }

    /// Of a family that keeps all its postings each one that is not there is missing.
    @Test(arguments: 0..<8 as Range<UInt64>) func whatWasNotIndexedIsMissing(seed: UInt64) throws {
        let known = PostingModel(seed: seed, distinctHashes: 40)
        let other = PostingModel(seed: seed + 1, distinctHashes: 80)
        try withSnapshot([known.buffers]) { snapshot in
            for chunk in other.buffers {
                var expected: Set<Int> = []
                for posting in chunk[.messageID]?.unlinked ?? [] {
                    let hash = posting.hash40 << 24
                    let location = PostingLocation(
                        archive: chunk.archive, granule: chunk.firstGranule + posting.granule)
                    if try !snapshot.locations(ofHash: hash, in: .messageID).contains(location) {
                        expected.insert(location.granule)
                    }
                }
                let missing = try snapshot.missing(from: [chunk]).filter { $0.family == .messageID }
                #expect(Set(missing.map(\.granule)) == expected)
            }
        }
    }

    private func chunk(_ granules: Range<Int>, _ postings: [(granule: Int, target: UInt64)]) -> PostingBuffer {
        var buffer = PostingBuffer(archive: ArchiveID(1), granules: granules)
        for (granule, target) in postings {
            buffer.add(hash: 7 << 40, granule: granule, toFamily: 1, leadingTo: target)
        }
        return buffer
    }

    @Test func aKeyMayLeadToTheGranulesBehindTheFirst() throws {
        let indexed = chunk(0..<10, [(2, 5), (4, 5), (9, 5)])
        try withSnapshot([[indexed]]) { snapshot in
            let cases: [(granules: Range<Int>, postings: [(granule: Int, target: UInt64)], missing: [Int])] = [
                (0..<10, [(2, 5), (4, 5), (9, 5)], []),
                // What leads there is before the chunk.
                (4..<10, [(4, 5)], []),
                // Another target, or none.
                (0..<10, [(2, 5), (4, 6)], [4]),
                (0..<10, [(2, 5), (4, 0)], [4]),
                // The first one must be there.
                (0..<10, [(1, 5), (2, 5)], [1]),
            ]
            for (granules, postings, expected) in cases {
                let missing = try snapshot.missing(from: [chunk(granules, postings)])
                #expect(missing.map(\.granule) == expected)
            }
        }
    }
}
