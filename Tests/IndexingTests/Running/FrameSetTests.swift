import Archives
import Foundation
import IndexModel
import Indexing
import LMDBIndex
import SystemPackage
import TestSupport
import Testing
import Tracing

/// The frames of a file that was compressed anew come into sight with the file, and those of the old one go.
@Suite struct FrameSetTests {
    @Test func framesAreThoseOfTheFileThatIsThere() throws {
        try Site.with { site in
            let text = records(0..<40_000)
            try site.write(gzip(text, members: 40), "log.gz")
            try site.run()
            let old = try frames(site)
            #expect(old.kinds == [.gzipMember] && old.count > 5)
            try site.remove("log.gz")
            try site.write(zstd(text, frames: 40), "log.zst")
            #expect(try site.run().postings == 0)
            let new = try frames(site)
            #expect(new.kinds == [.zstdFrame] && new.count > 5 && new.number != old.number)
            #expect(try count(site, ofFramesUnder: old.number) == 0)
            try expectFound(site, [0, 20_000, 39_999])
        }
    }

    @Test func seekPointsAreAsDenseAsIsWanted() throws {
        var counts: [Int] = []
        for spacing in [128 << 10, 512 << 10, 64 << 20] {
            try Site.with { site in
                try site.write(Packaging.gzip1.pack(records(0..<40_000)), "log.gz")
                var options = IndexOptions(jobs: 2, chunkLength: 64 << 10)
                options.seekPointSpacing = spacing
                #expect(try Indexer(LMDBStore(site.index), options).run([site.logs]).partial.isEmpty)
                counts.append(try frames(site).count)
                try expectFound(site, [0, 20_000, 39_999])
            }
        }
        #expect(counts[0] > counts[1] && counts[1] > counts[2], "\(counts)")
    }

    /// A run that is killed after staging frames leaves the old file's in use, and its own are swept away.
    @Test func framesThatWereOnlyStagedAreNotSeen() throws {
        try Site.with { site in
            let text = records(0..<40_000)
            try site.write(gzip(text, members: 40), "log.gz")
            try site.run()
            let old = try frames(site)
            do {
                var writer = try IndexWriter(site.index)
                let number = FrameSetID(writer.drawNumbers(1))
                // More than waits in memory.
                let window = [UInt8](repeating: 7, count: 256 << 10)
                let frames = (0..<100).map { offset in
                    Frame(
                        kind: .zstdFrame, decodedOffset: UInt64(offset) << 16, compressedOffset: UInt64(offset),
                        window: window)
                }
                try writer.stage(frames, of: number)
                try expectFound(site, [0, 20_000, 39_999])
            }
            _ = try IndexWriter(site.index)
            let now = try frames(site)
            #expect(now.number == old.number && now.count == old.count)
            #expect(try count(site, ofFramesUnder: FrameSetID(old.number.value + 1)) == 0)
            try expectFound(site, [0, 20_000, 39_999])
        }
    }

    /// Of a grown file the frames known are kept, and those of what came behind are added.
    @Test(arguments: [Packaging.gzip5, .zstd7, .xz3, .xzBlocks, .bzip3]) func aGrownFileKeepsItsFrames(
        _ packaging: Packaging
    ) throws {
        try Site.with { site in
            var end = 0
            try site.write([], "log")
            var counts: [Int] = []
            for _ in 0..<4 {
                try site.append(packaging.pack(records(end..<end + 8000)), to: "log")
                end += 8000
                try site.run()
                counts.append(try frames(site).count)
            }
            #expect(counts == counts.sorted() && Set(counts).count == 4)
            try expectFound(site, Array(stride(from: 0, to: end, by: 999)))
        }
    }

    /// A run that was killed while it read what a file had grown by leaves frames behind the end that is published: they
    /// may be those of another content by now.
    @Test func framesBehindTheEndAreReplaced() throws {
        try Site.with { site in
            try site.write(gzip(records(0..<8000), members: 4), "log.gz")
            try site.run()
            let end = try site.catalog()[0].indexedLength
            do {
                var writer = try IndexWriter(site.index)
                let wrong = Frame(kind: .gzipMember, decodedOffset: end + 100, compressedOffset: 5)
                try writer.stage([wrong], of: try frames(site).number)
            }
            try site.append(gzip(records(8000..<16_000)), to: "log.gz")
            try site.run()
            let found = try offsets(site, try frames(site).number)
            #expect(!found.contains { $0.decodedOffset == end + 100 })
            try expectFound(site, [0, 8000, 12_000, 15_999])
        }
    }

    private func expectFound(_ site: Site, _ numbers: [Int]) throws {
        for number in numbers {
            #expect(try site.records("<\(number)@sesta.com>") == [record(number)], "\(number)")
        }
    }

    /// What the index has of the frames of the only archive.
    private func frames(_ site: Site) throws -> (number: FrameSetID, kinds: Set<FrameKind>, count: Int) {
        let locations = try site.catalog().flatMap(\.locations)
        #expect(locations.count == 1)
        let number = locations[0].frames
        let found = try offsets(site, number)
        return (number, Set(found.map(\.kind)), found.count)
    }

    private func count(_ site: Site, ofFramesUnder number: FrameSetID) throws -> Int {
        try offsets(site, number).count
    }

    private func offsets(_ site: Site, _ number: FrameSetID) throws -> [Frame] {
        let snapshot = try IndexReader(site.index).snapshot()
        var found: [Frame] = []
        var next = try snapshot.frame(of: number, atOrBefore: .max)
        while let frame = next {
            found.append(frame)
            next = frame.decodedOffset == 0 ? nil : try snapshot.frame(of: number, atOrBefore: frame.decodedOffset - 1)
        }
        return found
    }
}
