import Archives
import SystemPackage
import TestSupport
import Testing

@testable import IndexModel
@testable import LMDBIndex

/// What a reader sees of what a writer published.
struct SnapshotTests {
    @Test(arguments: 0..<6 as Range<UInt64>)
    func answersAreThoseOfAllRunsTogether(seed: UInt64) throws {
        // Later runs tell of the same archives again, and of others.
        let models = (0..<4).map { run in
            PostingModel(
                seed: seed, archives: UInt64(run + 1)...UInt64(run + 3), distinctHashes: seed % 2 == 0 ? 9 : 400,
                postings: 300)
        }
        try withTemporaryDirectory { directory in
            do {
                var writer = try IndexWriter(directory)
                for model in models { try writer.write(model.buffers) }
            }
            let answers = models.map(\.answers)
            let snapshot = try IndexReader(directory).snapshot()
            #expect(snapshot.runCount == 4)
            for hash in models[0].hashes + models[3].hashes {
                for family in [KeyFamily.messageID, .queueFile] {
                    let expected = Set(answers.flatMap { $0[family]?[hash >> 24] ?? [] }).sorted()
                    let found = try snapshot.locations(ofHash: hash, in: family)
                    if found != expected { Issue.record("\(hash) \(family): \(found), not \(expected)") }
                }
            }
        }
    }

    @Test func aSnapshotKeepsItsView() throws {
        try withTemporaryDirectory { directory in
            var writer = try IndexWriter(directory)
            try writer.write([buffer(1, [10 << 40])], [entry(1)])
            let before = try writer.snapshot()
            try writer.write([buffer(2, [20 << 40])], [entry(2)])
            let after = try writer.snapshot()
            let seenBefore = try [knows(10 << 40, before), knows(20 << 40, before)]
            let seenAfter = try [knows(10 << 40, after), knows(20 << 40, after)]
            #expect(seenBefore == [true, false])
            #expect(seenAfter == [true, true])
            #expect(try before.archives().map(\.id.value) == [1])
            #expect(try after.archives().map(\.id.value) == [1, 2])
        }
    }

    @Test func theFrameForAnOffsetIsTheLastOneAtOrBeforeIt() throws {
        var random = SeededGenerator(seed: 101)
        var frames: [UInt64: [Frame]] = [:]
        for archive in [1, 2, 4, 255, 256] as [UInt64] {
            let offsets = Set((0..<30).map { _ in random.next() >> 44 }).sorted()
            frames[archive] = offsets.map { frame(at: $0, window: RandomRows.bytes(upTo: 20, using: &random)) }
        }
        try withTemporaryDirectory { directory in
            var writer = try IndexWriter(directory)
            writer.schema.nextArchive = 300
            for (archive, frames) in frames { try writer.stage(frames.shuffled(), of: FrameSetID(archive)) }
            try writer.publish(nil, [])
            let snapshot = try writer.snapshot()
            for archive in [0, 1, 2, 3, 4, 5, 255, 256, 257] as [UInt64] {
                let known = frames[archive] ?? []
                let atFrames = known.flatMap { [$0.decodedOffset, $0.decodedOffset + 1, max($0.decodedOffset, 1) - 1] }
                for offset in atFrames + [0, 500_000, 1 << 40, .max - 1, .max] {
                    let expected = known.last { $0.decodedOffset <= offset }
                    let found = try snapshot.frame(of: FrameSetID(archive), atOrBefore: offset)
                    if found != expected {
                        Issue.record("\(offset) of archive \(archive): \(String(describing: found))")
                    }
                }
            }
        }
    }

    @Test func archivesAreReadAsTheyWerePublished() throws {
        var random = SeededGenerator(seed: 102)
        var entries: [ArchiveID: ArchiveEntry] = [:]
        for _ in 0..<50 {
            let entry = RandomRows.archive(using: &random)
            entries[entry.id] = entry
        }
        let sorted = entries.values.sorted { $0.id < $1.id }
        try withTemporaryDirectory { directory in
            var writer = try IndexWriter(directory)
            try writer.publish(nil, sorted.shuffled())
            let snapshot = try writer.snapshot()
            let all = try snapshot.archives()
            #expect(all == sorted)
            for entry in sorted { #expect(try snapshot.archive(entry.id) == entry) }
            // One that was forgotten has a row that says so: a row that is not there is no proof of anything.
            let error = failure { () throws(IndexError) in _ = try snapshot.archive(ArchiveID(0)) }
            #expect(error?.reason == "the catalog's row of archive 0 is damaged")
        }
    }

    @Test func anArchiveCanChangeAndBeForgotten() throws {
        try withTemporaryDirectory { directory in
            var writer = try IndexWriter(directory)
            try writer.write([buffer(1, [7 << 40]), buffer(2, [7 << 40])], [entry(1), entry(2)])
            try writer.publish(nil, [entry(2, path: "/elsewhere")], forgetting: [ArchiveID(1), ArchiveID(9)])
            let snapshot = try writer.snapshot()
            let all = try snapshot.archives()
            #expect(all == [entry(2, path: "/elsewhere")])
            #expect(try snapshot.archive(ArchiveID(1)) == nil)
            // Its postings are still there: whoever reads them passes over archives that are not in the catalog.
            let locations = try snapshot.locations(ofHash: 7 << 40, in: .messageID)
            #expect(locations.map(\.archive.value) == [1, 2])
        }
    }
}
