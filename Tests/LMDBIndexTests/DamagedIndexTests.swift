import Archives
import LMDB
import SystemPackage
import TestSupport
import Testing

@testable import IndexModel
@testable import LMDBIndex

/// An index of which values were damaged at random answers right or says what is damaged: no crash, no wrong answer.
@Suite struct DamagedIndexTests {
    private static let databases = ["schema", "archives", "frames", "runs", "postings"]

    /// An index of several runs, some of them merged, with archives, frames, and what it must answer.
    private struct Sample {
        var model = MergeModel()
        var entries: [ArchiveEntry] = []
        var offsets: [UInt64] = []

        init(in directory: FilePath, seed: UInt64) throws {
            var random = SeededGenerator(seed: seed)
            var writer = try IndexWriter(directory)
            writer.schema.nextArchive = 100
            for number in 1...6 as ClosedRange<UInt64> {
                let batch = model.increment(seed: random.next(), archives: number...number + 1)
                let frames = (0..<4).map {
                    frame(at: UInt64($0 * 1000), window: RandomRows.bytes(upTo: 40, using: &random))
                }
                try writer.stage(frames, of: FrameSetID(number))
                try writer.write(batch.buffers, batch.entries)
                if number == 4 { try writer.mergeRuns() }
            }
            entries = try writer.snapshot().archives()
        }

        /// Asks all there is to ask. Whatever is answered must be right.
        func ask(_ snapshot: borrowing Snapshot, _ errors: inout [IndexError]) {
            for hash in Set(model.hashes) {
                for family in [KeyFamily.messageID, .queueFile] {
                    errors.note { () throws(IndexError) in
                        let found = try snapshot.locations(ofHash: hash, in: family)
                        #expect(found == model.expected(hash, family))
                    }
                }
            }
            errors.note { () throws(IndexError) in #expect(try snapshot.archives() == entries) }
            errors.note { () throws(IndexError) in #expect(try snapshot.inputs() == IndexInputs()) }
            errors.note { () throws(IndexError) in
                let coverage = try snapshot.coverage()
                #expect(coverage == Coverage(of: entries, IndexInputs()))
            }
            for entry in entries {
                errors.note { () throws(IndexError) in #expect(try snapshot.archive(entry.id) == entry) }
                errors.note { () throws(IndexError) in _ = try snapshot.longestFrame(of: entry) }
                for offset in [0, 1000, 2000, 3000] as [UInt64] {
                    errors.note { () throws(IndexError) in
                        let frame = try snapshot.frame(of: FrameSetID(entry.id), atOrBefore: offset + 500)
                        #expect(frame?.decodedOffset == (entry.id.value < 7 ? offset : nil))
                    }
                }
            }
        }
    }

    @Test(arguments: 0..<250 as Range<UInt64>)
    func aReaderAnswersRightOrNamesTheDamage(seed: UInt64) throws {
        try withQuickDirectory { directory in
            let sample = try Sample(in: directory, seed: seed % 5)
            var random = SeededGenerator(seed: seed)
            let damage = try Damage(in: directory, DamagedIndexTests.databases, using: &random)
            var answers: [IndexError] = []
            let refusal = failure { () throws(IndexError) in
                let snapshot = try IndexReader(directory).snapshot()
                sample.ask(snapshot, &answers)
            }
            let errors = answers + [refusal].compactMap(\.self)
            // All rows are read by one of the questions, but for some of the postings.
            #expect(!errors.isEmpty || damage.isHarmless || damage.database == "postings", "\(damage)")
            for error in errors { #expect(damage.isNamed(by: error), "\(damage): \(error)") }
        }
    }

    @Test(arguments: 0..<120 as Range<UInt64>)
    func aWriterLosesNothingMore(seed: UInt64) throws {
        try withQuickDirectory { directory in
            var sample = try Sample(in: directory, seed: seed % 5)
            var random = SeededGenerator(seed: seed)
            let damage = try Damage(in: directory, DamagedIndexTests.databases, using: &random)
            var answers: [IndexError] = []
            let refusal = failure { () throws(IndexError) in
                var writer = try IndexWriter(directory)
                if Bool.random(using: &random) {
                    sample.model.forget([ArchiveID(3)])
                    sample.entries.removeAll { $0.id == ArchiveID(3) }
                    try writer.forget([ArchiveID(3)])
                } else {
                    try writer.mergeRuns()
                }
                let snapshot = try writer.snapshot()
                sample.ask(snapshot, &answers)
            }
            let errors = answers + [refusal].compactMap(\.self)
            for error in errors { #expect(damage.isNamed(by: error), "\(damage): \(error)") }
        }
    }

    @Test func everyDamageToASealedRowIsSeen() throws {
        var random = SeededGenerator(seed: 9)
        for _ in 0..<20 {
            let row = RandomRows.bytes(upTo: 60, using: &random)
            let key = RandomRows.bytes(upTo: 9, using: &random) + [1]
            let value = RowSeal.sealed(row, under: key)
            #expect(opened(value, key) == row)
            #expect(opened(value, key + [0]) == nil)
            for count in value.indices { #expect(opened(Array(value[..<count]), key) == nil) }
            for index in value.indices {
                for flip in [1, 2, 16, 128, 255] as [UInt8] {
                    var damaged = value
                    damaged[index] ^= flip
                    #expect(opened(damaged, key) == nil)
                }
            }
        }
    }

    @Test func blocksThatClaimEndlessCountsAreRefusedAtOnce() {
        for count in [2, 1 << 32, 1 << 61, (1 << 62) - 1] as [UInt64] {
            for width in [0, 1, 2, 40, 255] as [UInt8] {
                for ordinalWidth in [0, 1, 24] {
                    var writer = ByteWriter()
                    writer.varint(count)
                    writer.fixed(width)
                    for rest in [0, 1, 8] {
                        let row = writer.bytes + Array(repeating: 0xff, count: rest)
                        var read = 0
                        // Whether it is refused or read, no more postings come of it than it has bits.
                        try? PostingBlock.decode(row.span, bucket: 0, bucketBits: 0, ordinalWidth: ordinalWidth) { _ in
                            read += 1
                        }
                        #expect(read <= rest * 8)
                    }
                }
            }
        }
    }

    private func opened(_ value: [UInt8], _ key: [UInt8]) -> [UInt8]? {
        guard let row = try? RowSeal.row(of: value.span, under: key.span) else { return nil }
        return row.indices.map { row[$0] }
    }
}

extension [IndexError] {
    /// Runs `body` and keeps the error that it ends with.
    fileprivate mutating func note(_ body: () throws(IndexError) -> Void) {
        do throws(IndexError) { try body() } catch { append(error) }
    }
}
