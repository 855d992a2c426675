import Archives
import LMDB
import SystemPackage
import TestSupport
import Testing

@testable import IndexModel
@testable import LMDBIndex

/// Merging changes no answer, keeps the runs few and the file small.
@Suite struct MergingTests {
    @Test(arguments: 0..<6 as Range<UInt64>)
    func incrementsMergesAndPrunesAnswerAsAModelDoes(seed: UInt64) throws {
        try withQuickDirectory { directory in
            var random = SeededGenerator(seed: seed)
            var model = MergeModel()
            var next: UInt64 = 1
            for step in 0..<8 {
                // Each reopening sweeps, as every night does.
                var writer = try IndexWriter(directory)
                for _ in 0..<Int.random(in: 1...6, using: &random) {
                    // An archive that has grown, or some new ones; the number of a forgotten one is not given again.
                    let grown = Bool.random(using: &random) ? model.living.sorted().randomElement(using: &random) : nil
                    let first = grown?.value ?? next
                    let last = grown?.value ?? next + UInt64.random(in: 0...3, using: &random)
                    next = max(next, last + 1)
                    let (buffers, entries) = model.increment(seed: random.next(), archives: first...last)
                    try writer.write(buffers, entries)
                    if Bool.random(using: &random) { try writer.mergeRuns() }
                    if Int.random(in: 0..<4, using: &random) == 0 {
                        try model.expectEqual(try writer.snapshot(), "step \(step)")
                    }
                }
                let forgotten = model.living.sorted().filter { _ in Int.random(in: 0..<4, using: &random) == 0 }
                model.forget(forgotten)
                let prunes = Bool.random(using: &random)
                if prunes { try writer.forget(forgotten) } else { try writer.publish(nil, [], forgetting: forgotten) }
                try model.expectEqual(try writer.snapshot(), exactly: prunes, "step \(step)")
                try writer.mergeRuns()
                let snapshot = try writer.snapshot()
                #expect(snapshot.runCount < MergePolicy.fanIn)
                try model.expectEqual(snapshot, "step \(step)")
            }
            try model.expectEqual(try IndexReader(directory).snapshot())
        }
    }

    @Test(arguments: [0, 1, 2, 5], 0..<4 as Range<UInt64>)
    func slicesOfAnySizeGiveTheSameRun(bucketBits: Int, seed: UInt64) throws {
        try withQuickDirectory { directory in
            var model = MergeModel()
            var writer = try IndexWriter(directory)
            // Runs of very different sizes, so that a slice is many buckets of one and a part of another's.
            for (number, postings) in [10, 100, 4000, 0].enumerated() {
                let first = UInt64(number + 1)
                let batch = model.increment(
                    seed: seed + UInt64(number) << 8, archives: first...first + 2, postings: postings)
                try writer.write(batch.buffers, batch.entries)
            }
            model.forget([ArchiveID(2)])
            let runs = try RunRow.readAll(in: try writer.environment.beginRead(), writer.databases, directory)
            let merge = RunMerge(runs, into: 9, bucketBitsPerSlice: bucketBits) { model.living.contains($0) }
            for family in [KeyFamily.messageID, .queueFile] {
                var found: [ModelPosting] = []
                for slice in 0..<merge.sliceCount(family) {
                    let slice = try merge.slice(slice, of: family, in: writer.environment, writer.databases.postings)
                    found += try slice.rows.postings(merge.row(postings: [1, 1]), family)
                }
                let wanted = model.answers[family]!.flatMap { hash, locations in
                    locations.filter { model.living.contains($0.archive) }.map {
                        ModelPosting(hash40: hash, location: $0)
                    }
                }
                #expect(found == wanted.sorted())
            }
        }
    }

    @Test func aThousandNightsLeaveAHandfulOfRuns() throws {
        try withQuickDirectory { directory in
            var random = SeededGenerator(seed: 5)
            var hashes: [UInt64] = []
            for start in stride(from: 1, through: 1000, by: 100) as StrideThrough<UInt64> {
                var writer = try IndexWriter(directory)
                for archive in start..<start + 100 {
                    hashes.append(random.next())
                    try writer.write([buffer(archive, [hashes[hashes.count - 1], 7 << 40])], [entry(archive)])
                    try writer.mergeRuns()
                }
                let snapshot = try writer.snapshot()
                #expect(snapshot.runCount < MergePolicy.fanIn)
                // What merges have freed is used again.
                #expect(try writer.storage().bytes < 3 * snapshot.dataBytes() + 1 << 20)
            }
            let snapshot = try IndexReader(directory).snapshot()
            for (number, hash) in hashes.enumerated() {
                let found = try snapshot.locations(ofHash: hash, in: .messageID)
                #expect(found == [PostingLocation(archive: ArchiveID(UInt64(number + 1)), granule: 4)])
            }
            let common = try snapshot.locations(ofHash: 7 << 40, in: .queueFile)
            #expect(common.count == 1000)
        }
    }

    @Test func aPrunedIndexTakesNoMoreRoomThanANewOne() throws {
        try withQuickDirectory { directory in
            var random = SeededGenerator(seed: 6)
            var writer = try IndexWriter(directory)
            var sizes: [Int] = []
            for night in 1...40 as ClosedRange<UInt64> {
                let hashes = (0..<2000).map { _ in random.next() }
                try writer.write([buffer(night, hashes)], [entry(night)])
                try writer.mergeRuns()
                if night > 8 { try writer.forget([ArchiveID(night - 8)]) }
                sizes.append(try writer.storage().bytes)
            }
            #expect(sizes[39] < 2 * sizes[11], "\(sizes)")
        }
    }

    @Test func aSnapshotSeesTheOldRunsWhileTheyAreMerged() throws {
        try withQuickDirectory { directory in
            var model = MergeModel()
            var writer = try IndexWriter(directory)
            for number in 1...7 as ClosedRange<UInt64> {
                let batch = model.increment(seed: UInt64(number), archives: number...number + 1)
                try writer.write(batch.buffers, batch.entries)
            }
            let before = try writer.snapshot()
            #expect(before.runCount == 7)
            try writer.mergeRuns()
            try model.expectEqual(before)
            let after = try writer.snapshot()
            #expect(after.runCount == 1)
            try model.expectEqual(after)
        }
    }

    @Test func framesOfForgottenArchivesGo() throws {
        try withQuickDirectory { directory in
            var writer = try IndexWriter(directory)
            writer.schema.nextArchive = 4
            for archive in 1...3 as ClosedRange<UInt64> { try writer.stage([frame(at: 100)], of: FrameSetID(archive)) }
            try writer.publish(nil, (1...3).map { entry($0) })
            try writer.forget([ArchiveID(2)])
            let snapshot = try writer.snapshot()
            let offsets = try (1...3 as ClosedRange<UInt64>).map {
                try snapshot.frame(of: FrameSetID($0), atOrBefore: 1000)?.decodedOffset
            }
            #expect(offsets == [100, nil, 100])
        }
    }
}

extension BucketPacker.Rows {
    /// The postings of all the buckets, in their order.
    fileprivate func postings(_ row: RunRow, _ family: KeyFamily) throws -> [ModelPosting] {
        var found: [ModelPosting] = []
        var start = 0
        for (bucket, end) in buckets {
            let block = bytes.span.extracting(start..<end - 4)
            try PostingBlock.decode(
                block, bucket: bucket, bucketBits: row[family]?.bucketBits ?? 0,
                ordinalWidth: row.extents.ordinalWidth
            ) { posting in
                let location = row.extents.location(ofOrdinal: posting.granule)!
                found.append(ModelPosting(hash40: posting.hash40, location: location))
            }
            start = end
        }
        return found
    }
}
