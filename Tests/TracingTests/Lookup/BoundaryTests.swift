import MTALog
import SystemPackage
import TestSupport
import Testing
import Tracing

/// Stamps and records that lie across the borders of granules and buffers.
@Suite struct BoundaryTests {
    private static let granule = 64 << 10
    private let file = "ZZ01IS3D2ZP7FQ9UN54R.00"

    /// A long record that goes on, line by line, until the text has `length` bytes, less what `ending` then takes.
    private func longRecord(to length: Int, ending: String) -> [UInt8] {
        let start = line("10:00:00.00", "E", file: file, id: "long@b")
        let filling = [UInt8](repeating: UInt8(ascii: "."), count: length - start.count - ending.utf8.count - 1)
        return start + filling + [0x0a] + Array(ending.utf8)
    }

    private func records(_ key: String, in text: [UInt8], _ packaging: Packaging) throws -> [[UInt8]]? {
        try withTemporaryDirectory { directory in
            try write(packaging.pack(text), to: directory.appending("mail.log"))
            try index([directory], in: directory.appending("ix"))
            var questions = try Questions(directory.appending("ix"))
            return try questions.records(Array(key.utf8))
        }
    }

    /// A line that begins as a stamp does, but goes on otherwise, starts no record: not even where a buffer ends in it.
    @Test(arguments: [Packaging.plain, .gzip1, .zstd1], 1...4) func halfAStampAtABuffersEndStartsNoRecord(
        _ packaging: Packaging, _ granules: Int
    ) throws {
        for length in [BoundaryTests.granule * granules, BoundaryTests.granule * granules + 4096] {
            let long = longRecord(to: length, ending: "15-Jan-1998 10:31:05") + Array("x and <k@b>\n".utf8)
            let text = long + line("11:00:00.00", "D", file: "ZZ01IS67NY4RRK9UN7GP.00", id: "next@b")
            #expect(try records("<k@b>", in: text, packaging) == [long], "\(length)")
            #expect(try records("<long@b>", in: text, packaging) == [long], "\(length)")
        }
    }

    /// A stamp in the middle of a line starts no record: not even where a granule begins with it.
    @Test(arguments: [Packaging.plain, .gzip1, .zstd1]) func aStampInALineStartsNoRecordAtAGranulesStart(
        _ packaging: Packaging
    ) throws {
        let long =
            longRecord(to: BoundaryTests.granule, ending: "see ") + line("10:30:00.00", "D", file: file, id: "k@b")
        let next = line("11:00:00.00", "D", file: file, id: "k@b")
        #expect(try records("<k@b>", in: long + next, packaging) == [long, next])
    }

    /// A record may start with the last byte of a granule, or with the first of the next.
    @Test(arguments: [Packaging.plain, .gzip1, .zstd1], -3...3) func aRecordIsFoundOnEachSideOfABorder(
        _ packaging: Packaging, _ shift: Int
    ) throws {
        let long = longRecord(to: BoundaryTests.granule + shift, ending: "\n")
        let next = line("11:00:00.00", "D", file: file, id: "k@b")
        #expect(try records("<k@b>", in: long + next, packaging) == [next])
        #expect(try records("<long@b>", in: long + next, packaging) == [long])
    }

    /// Damaged or foreign input may hold a line without end: it is cut, and what follows it is found.
    @Test func anEndlessRecordIsCutAndTheNextIsFound() throws {
        let most = RecordScanner.maximumRecordLength
        let long = longRecord(to: most + 1_000_000, ending: "\n")
        let next = line("11:00:00.00", "D", file: file, id: "next@b")
        let found = try records("<next@b>", in: next + long + next, .gzip1)
        #expect(found == [next, next])
    }
}
