import Archives
import TestSupport

@testable import IndexModel
@testable import LMDBIndex

/// Rows with values of every size, made by chance.
enum RandomRows {
    static func archive(_ id: UInt64? = nil, using random: inout SeededGenerator) -> ArchiveEntry {
        var entry = ArchiveEntry(
            id: ArchiveID(id ?? random.next()),
            locations: (0..<Int.random(in: 0...4, using: &random)).map { _ in location(using: &random) },
            head: fingerprint(using: &random))
        entry.content = HashedContent(
            leaves: LeafChain(fingerprint(using: &random)), rest: fingerprint(using: &random))
        if Bool.random(using: &random) { entry.container = ArchiveID(random.next()) }
        entry.resumeOffset = number(using: &random)
        entry.indexedLength = number(using: &random)
        entry.counts.records = number(using: &random)
        entry.counts.add(number(using: &random), of: .messageID)
        entry.counts.add(number(using: &random), of: .queueFile)
        entry.counts.oversizedRecords = number(using: &random)
        if Bool.random(using: &random) { entry.counts.firstMoment = Int64(truncatingIfNeeded: random.next()) }
        if Bool.random(using: &random) { entry.counts.lastMoment = Int64(truncatingIfNeeded: random.next()) }
        for number in 2..<UInt8.random(in: 2...4, using: &random) {
            let keys = RandomRows.number(using: &random)
            entry.counts.add(keys, of: KeyFamily(number: number))
        }
        entry.isUnfinished = Int.random(in: 0..<5, using: &random) == 0
        if Bool.random(using: &random) {
            entry.layout = ArchiveLayout(
                name: text(using: &random), records: number(using: &random), fitting: number(using: &random))
        }
        return entry
    }

    static func coverage(using random: inout SeededGenerator) -> CoverageRow {
        var coverage = CoverageRow()
        let archives = (0..<Int.random(in: 0...8, using: &random)).map { _ in archive(using: &random) }
        for archive in archives.sorted(by: { $0.id < $1.id }) { coverage.add(archive) }
        return coverage
    }

    static func inputs(using random: inout SeededGenerator) -> IndexInputs {
        let unread = (0..<Int.random(in: 0...5, using: &random)).map { _ in
            var input = UnreadInput(
                Bool.random(using: &random) ? .unread : .notALog, path: bytes(upTo: 600, using: &random),
                reason: text(using: &random))
            input.size = number(using: &random)
            input.modificationTime = Int64(truncatingIfNeeded: random.next())
            input.changeTime = Int64(truncatingIfNeeded: random.next())
            input.inode = number(using: &random)
            input.device = number(using: &random)
            return input
        }
        return IndexInputs(
            roots: [bytes(upTo: 100, using: &random)], exclusions: [bytes(upTo: 9, using: &random)], unread: unread)
    }

    static func location(using random: inout SeededGenerator) -> ArchiveLocation {
        var location = ArchiveLocation(
            path: bytes(upTo: 40, using: &random), codec: .random(in: 0...255, using: &random),
            size: number(using: &random), modificationTime: Int64(truncatingIfNeeded: random.next()),
            changeTime: Int64(truncatingIfNeeded: random.next()), inode: number(using: &random),
            device: number(using: &random), isPresent: .random(using: &random),
            frames: FrameSetID(random.next()))
        location.length = number(using: &random)
        location.end = fingerprint(using: &random)
        location.host = bytes(upTo: 10, using: &random)
        if let kind = ArchiveProblem.Kind(rawValue: UInt8.random(in: 0...9, using: &random)) {
            location.problem = ArchiveProblem(kind: kind, offset: number(using: &random), text: text(using: &random))
        }
        return location
    }

    static func frame(using random: inout SeededGenerator) -> Frame {
        Frame(
            kind: FrameKind.allCases.randomElement(using: &random) ?? .zstdFrame,
            decodedOffset: number(using: &random), compressedOffset: number(using: &random),
            bit: .random(in: 0...7, using: &random), window: bytes(upTo: 100, using: &random))
    }

    static func run(using random: inout SeededGenerator) -> RunRow {
        var extents = RunExtents()
        var archive: UInt64 = 0
        for _ in 0..<Int.random(in: 0...5, using: &random) {
            var granule = 0
            archive += .random(in: 1...1000, using: &random)
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                granule += .random(in: 1...5000, using: &random)
                let count = Int.random(in: 1...300, using: &random)
                extents.append(ArchiveID(archive), granule..<granule + count)
                granule += count
            }
        }
        let families = (0..<UInt8.random(in: 0...4, using: &random)).map { number in
            RunRow.Family(KeyFamily(number: number), postings: Int.random(in: 0...100_000_000, using: &random))
        }
        return RunRow(families: families, extents: extents)
    }

    static func schema(using random: inout SeededGenerator) -> Schema {
        var schema = Schema(hashSeed: random.next(), granuleShift: .random(in: 10...30, using: &random))
        schema.nextArchive = random.next()
        schema.runs = Int.random(in: 0...1000, using: &random)
        if Bool.random(using: &random) {
            schema.families.append(
                KeyFamilyDescription(KeyFamily(number: 7), name: text(using: &random), leadsTo: .messageID))
        }
        schema.nextRun = UInt32(truncatingIfNeeded: random.next())
        return schema
    }

    /// Numbers of few bits are as likely as those of many.
    static func number(using random: inout SeededGenerator) -> UInt64 {
        random.next() >> UInt64.random(in: 0...63, using: &random)
    }

    static func bytes(upTo count: Int, using random: inout SeededGenerator) -> [UInt8] {
        (0..<Int.random(in: 0...count, using: &random)).map { _ in .random(in: 0...255, using: &random) }
    }

    private static func fingerprint(using random: inout SeededGenerator) -> Fingerprint {
        Fingerprint(high: random.next(), low: random.next(), length: number(using: &random))
    }

    private static func text(using random: inout SeededGenerator) -> String {
        let letters = Array("abc/.-_ \u{e4}\u{1f4ec}\u{0}\n")
        return String((0..<Int.random(in: 0...40, using: &random)).map { _ in letters.randomElement(using: &random)! })
    }
}
