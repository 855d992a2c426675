import Archives
import SystemPackage
import TestSupport
import Testing

@testable import IndexModel
@testable import LMDBIndex

/// What is staged does not exist until it is published, and is swept away if it never is.
struct IndexWriterTests {
    @Test func postingsStagedAndDroppedNeverComeBack() throws {
        try withTemporaryDirectory { directory in
            do {
                var writer = try IndexWriter(directory)
                try writer.write([buffer(1, [1 << 40])], [entry(1)])
                // A large run, so that it has many rows.
                let dropped = try writer.stage([buffer(2, (0..<9000).map { $0 << 30 | 2 << 24 })])
                #expect(dropped.postingCount == 18_000)
                let snapshot = try writer.snapshot()
                #expect(snapshot.runCount == 1)
                let isKnown = try knows(2 << 24, snapshot)
                #expect(!isKnown)
            }
            do {
                var writer = try IndexWriter(directory)
                // The new run gets the number of the dropped one.
                try writer.write([buffer(3, [3 << 40])], [entry(3)])
            }
            let snapshot = try IndexReader(directory).snapshot()
            #expect(snapshot.runCount == 2)
            let found = try [knows(1 << 40, snapshot), knows(3 << 40, snapshot)]
            #expect(found == [true, true])
            for hash in (0..<9000).map({ $0 << 30 | 2 << 24 }) as [UInt64] {
                if try knows(hash, snapshot) { Issue.record("\(hash) came back") }
            }
        }
    }

    @Test func aDroppedRunsRoomIsUsedAgain() throws {
        try withTemporaryDirectory { directory in
            var sizes: [Int] = []
            for _ in 0..<6 {
                var writer = try IndexWriter(directory)
                var random = SeededGenerator(seed: 111)
                _ = try writer.stage([buffer(1, (0..<5000).map { _ in random.next() })])
                try writer.storePending(atLeast: 0)
                sizes.append(try writer.storage().bytes)
            }
            #expect(sizes[5] <= sizes[2], "\(sizes)")
        }
    }

    @Test func framesOfAnArchiveNeverPublishedAreSwept() throws {
        try withTemporaryDirectory { directory in
            do {
                var writer = try IndexWriter(directory)
                writer.schema.nextArchive = 2
                try writer.stage([frame(at: 100)], of: FrameSetID(1))
                try writer.publish(nil, [entry(1)])
                // The next batch is killed: its number and its frames are lost.
                writer.schema.nextArchive = 4
                try writer.stage([frame(at: 200)], of: FrameSetID(2))
                try writer.stage([frame(at: 300), frame(at: 400)], of: FrameSetID(3))
                try writer.storePending(atLeast: 0)
            }
            let writer = try IndexWriter(directory)
            #expect(writer.schema.nextArchive == 2)
            let snapshot = try writer.snapshot()
            let offsets = try (1...4 as ClosedRange<UInt64>).map {
                try snapshot.frame(of: FrameSetID($0), atOrBefore: 1000)?.decodedOffset
            }
            #expect(offsets == [100, nil, nil, nil])
        }
    }

    @Test func anEmptyRunCanBePublished() throws {
        try withTemporaryDirectory { directory in
            do {
                var writer = try IndexWriter(directory)
                try writer.write([])
                try writer.write([PostingBuffer(archive: ArchiveID(1), granules: 0..<1)])
            }
            let snapshot = try IndexReader(directory).snapshot()
            #expect(snapshot.runCount == 2)
            let isKnown = try knows(5 << 40, snapshot)
            #expect(!isKnown)
        }
    }

    /// What a reader would refuse is not written: an ordinal that does not fit would change the hash beside it.
    @Test func aRunNamesAsManyGranulesAsAnOrdinalCan() throws {
        try withTemporaryDirectory { directory in
            var writer = try IndexWriter(directory)
            let last = Posting.granuleLimit - 1
            var full = PostingBuffer(archive: ArchiveID(1), granules: 0..<Posting.granuleLimit)
            for granule in [0, last] { full.add(hash: 7 << 40, granule: granule, toFamily: 0) }
            try writer.write([full], [entry(1)])
            let found = try writer.snapshot().locations(ofHash: 7 << 40, in: .messageID)
            #expect(found.map(\.granule) == [0, last])
            var more = PostingBuffer(archive: ArchiveID(2), granules: 0..<1)
            more.add(hash: 8 << 40, granule: 0, toFamily: 0)
            let buffers = [full, more]
            #expect(failure { () throws(IndexError) in _ = try writer.stage(buffers) }?.kind == .refused)
            #expect(try knows(7 << 40, IndexReader(directory).snapshot(), in: .messageID))
        }
    }

    @Test func aRunOfManyArchivesAndBuckets() throws {
        try withTemporaryDirectory { directory in
            var writer = try IndexWriter(directory)
            var random = SeededGenerator(seed: 112)
            let hashes = (0..<20_000).map { _ in random.next() }
            let many = (1...20 as ClosedRange<UInt64>).map { archive in
                var buffer = PostingBuffer(archive: ArchiveID(archive), granules: 0..<1 << 16)
                for hash in hashes[Int(archive - 1) * 1000..<Int(archive) * 1000] {
                    buffer.add(hash: hash, granule: 65_535, toFamily: 0)
                }
                return buffer
            }
            try writer.write(many)
            let snapshot = try writer.snapshot()
            for (number, hash) in hashes.enumerated() {
                let found = try snapshot.locations(ofHash: hash, in: .messageID)
                let expected = PostingLocation(archive: ArchiveID(UInt64(number / 1000 + 1)), granule: 65_535)
                if found != [expected] { Issue.record("\(hash): \(found)") }
            }
        }
    }

    @Test func anIndexKeepsItsSeed() throws {
        try withTemporaryDirectory { directory in
            let seed = try IndexWriter(directory).schema.hashSeed
            #expect(try IndexWriter(directory).schema.hashSeed == seed)
            #expect(try IndexReader(directory).snapshot().storedSchema.hashSeed == seed)
            #expect(try IndexWriter(directory.appending("other")).schema.hashSeed != seed)
        }
    }
}
