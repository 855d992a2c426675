import Archives
import TestSupport
import Testing

@testable import IndexModel
@testable import LMDBIndex

/// What is written is read again, and a row that was damaged on the way is an error or other values, never a crash.
struct RowTests {
    @Test(arguments: 0..<200 as Range<UInt64>)
    func everyRowIsReadAsItWasWritten(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let archive = RandomRows.archive(using: &random)
        let archiveRow = archive.encoded()
        let readArchive = try ArchiveEntry(id: archive.id, decoding: archiveRow.span)
        #expect(readArchive == archive)
        try expectLocations(of: archive, in: archiveRow)

        let frame = RandomRows.frame(using: &random)
        let frameRow = frame.encoded()
        let readFrame = try Frame(decodedOffset: frame.decodedOffset, decoding: frameRow.span)
        #expect(readFrame == frame)

        let run = RandomRows.run(using: &random)
        let runRow = run.encoded()
        let readRun = try RunRow(decoding: runRow.span)
        #expect(readRun == run)

        let inputs = RandomRows.inputs(using: &random)
        let unread = try inputs.unread.map { input in
            let row = input.encoded()
            return try UnreadInput(decoding: row.span)
        }
        let inputsRow = inputs.encoded()
        let readInputs = try IndexInputs(decoding: inputsRow.span, unread)
        #expect(readInputs == inputs)
        #expect(throws: ByteReader.Damaged.self) {
            _ = try IndexInputs(decoding: inputsRow.span, unread + unread + [.init(.unread, path: [], reason: "")])
        }

        let coverage = RandomRows.coverage(using: &random)
        let coverageRow = coverage.encoded()
        let readCoverage = try CoverageRow(decoding: coverageRow.span)
        #expect(readCoverage == coverage)

        let schema = RandomRows.schema(using: &random)
        let schemaRow = schema.encoded()
        let readSchema = try Schema(decoding: schemaRow.span)
        #expect(readSchema == schema)
    }

    /// What is read of a row for its locations alone is what the whole entry has.
    private func expectLocations(of archive: ArchiveEntry, in row: [UInt8]) throws {
        var number = 0
        try ArchiveEntry.forEachLocation(decoding: row.span) { location in
            let expected = archive.locations[number]
            number += 1
            #expect(location.path.indices.map { location.path[$0] } == expected.path)
            #expect(location.size == expected.size && location.isPresent == expected.isPresent)
            #expect(
                location.modificationTime == expected.modificationTime && location.changeTime == expected.changeTime)
            #expect(location.inode == expected.inode && location.device == expected.device)
            let isWhole = !archive.isUnfinished && archive.counts.oversizedRecords == 0 && expected.problem == nil
            #expect(location.isWhole == isWhole)
        }
        #expect(number == archive.locations.count)
    }

    @Test func frameKeysAreReadAndSortAsTheirValues() throws {
        var random = SeededGenerator(seed: 71)
        var frames: [(archive: UInt64, offset: UInt64)] = []
        for _ in 0..<300 {
            let archive = UInt64.random(in: 0...3, using: &random) << UInt64.random(in: 0...62, using: &random)
            frames.append((archive, RandomRows.number(using: &random)))
        }
        let byValue = frames.sorted { $0 < $1 }.map { Frame.key(FrameSetID($0.archive), $0.offset) }
        let byKey = byValue.sorted { $0.lexicographicallyPrecedes($1) }
        #expect(byValue == byKey)
        for frame in frames {
            let key = Frame.key(FrameSetID(frame.archive), frame.offset)
            let read = try Frame.decodeKey(key.span)
            #expect(read.number.value == frame.archive)
            #expect(read.offset == frame.offset)
        }
    }

    @Test func anotherVersionsSchemaIsToldFromADamagedOne() throws {
        var row = Schema(hashSeed: 1).encoded()
        #expect(try !Schema.isOfOtherVersion(row.span))
        row[8] = 1
        #expect(try Schema.isOfOtherVersion(row.span))
        row[0] = 0
        #expect(throws: ByteReader.Damaged.self) { _ = try Schema.isOfOtherVersion(row.span) }
    }

    @Test(arguments: 0..<10 as Range<UInt64>)
    func damagedRowsDoNotCrash(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let archive = RandomRows.archive(using: &random).encoded()
        try expectRefusesDamage(archive) { row throws(ByteReader.Damaged) in
            _ = try ArchiveEntry(id: ArchiveID(1), decoding: row)
        }
        try expectRefusesDamage(archive) { row throws(ByteReader.Damaged) in
            try ArchiveEntry.forEachLocation(decoding: row) { _ in }
        }
        try expectRefusesDamage(RandomRows.run(using: &random).encoded()) { row throws(ByteReader.Damaged) in
            _ = try RunRow(decoding: row)
        }
        try expectRefusesDamage(RandomRows.coverage(using: &random).encoded()) { row throws(ByteReader.Damaged) in
            _ = try CoverageRow(decoding: row)
        }
        try expectRefusesDamage(RandomRows.schema(using: &random).encoded()) { row throws(ByteReader.Damaged) in
            _ = try Schema(decoding: row)
        }
        let frame = RandomRows.frame(using: &random)
        // A frame's window is the rest of its row, so that a shorter row is another frame.
        try expectRefusesDamage(frame.encoded(), shortest: frame.encoded().count - frame.window.count) {
            row throws(ByteReader.Damaged) in
            _ = try Frame(decodedOffset: 0, decoding: row)
        }
    }
}

/// Every truncation below `shortest` is refused; every other damage to a byte is refused or read as something.
func expectRefusesDamage(
    _ row: [UInt8], shortest: Int? = nil, _ decode: (Span<UInt8>) throws(ByteReader.Damaged) -> Void
) throws {
    try decode(row.span)
    for count in row.indices {
        let part = Array(row[..<count])
        let isRefused = refuses(part, decode)
        if !isRefused, count < shortest ?? row.count { Issue.record("\(count) bytes of \(row) were read") }
    }
    var damaged = row
    for index in row.indices {
        for flip in [1, 2, 4, 8, 16, 32, 64, 128, 255] as [UInt8] {
            damaged[index] = row[index] ^ flip
            _ = refuses(damaged, decode)
        }
        damaged[index] = row[index]
    }
}

private func refuses(_ row: [UInt8], _ decode: (Span<UInt8>) throws(ByteReader.Damaged) -> Void) -> Bool {
    do throws(ByteReader.Damaged) {
        try decode(row.span)
        return false
    } catch {
        return true
    }
}
