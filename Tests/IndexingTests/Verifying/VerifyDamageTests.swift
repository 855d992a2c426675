import Archives
import Foundation
import Indexing
import LMDB
import SyntheticLogs
import SystemPackage
import TestSupport
import Testing

@testable import IndexModel
@testable import LMDBIndex

/// Damage is found, and told to be the archive's or the index's.
@Suite struct VerifyDamageTests {
    fileprivate static let log = SyntheticLog.text(seed: 11, records: 2500).bytes

    private func withSite(_ packaging: Packaging, _ body: (Site) throws -> Void) throws {
        try Site.with { site in
            try site.write(packaging.pack(VerifyDamageTests.log), "mail.log")
            try site.write(records(0..<100), "other.log")
            try site.run()
            try body(site)
        }
    }

    // MARK: Archives

    @Test(arguments: [Packaging.plain, .gzip1, .bgzf, .zstd1, .zstd7, .xz1, .xzBlocks, .bzip1], 0..<2 as Range<UInt64>)
    func aDamagedArchiveIsFound(_ packaging: Packaging, seed: UInt64) throws {
        try withSite(packaging) { site in
            var random = SeededGenerator(seed: seed)
            try site.damage("mail.log") { bytes in
                let place = Int.random(in: bytes.count / 10..<bytes.count * 9 / 10, using: &random)
                // In plain text only what is a key for another is seen by a sample: digits stay digits.
                let length = packaging == .plain ? 4000 : 300
                for offset in place..<min(place + length, bytes.count)
                where packaging != .plain || (0x30...0x39).contains(bytes[offset]) {
                    bytes[offset] ^= 1
                }
            }
            let full = try site.verify(.full)
            #expect(full.findings.map(\.kind.isOfIndex) == [false], "\(full.findings)")
            #expect(full.findings.first?.path.map { $0 == site.path("mail.log").bytes } == true)
            let isFound = try (0..<20 as Range<UInt64>).contains { sample in
                let findings = try site.verify(.sample(seed: sample)).findings
                #expect(findings.map(\.kind.isOfIndex).contains(true) == false)
                return !findings.isEmpty
            }
            #expect(isFound)
        }
    }

    @Test func oneByteOutsideOfAllKeysIsFound() throws {
        try withSite(.plain) { site in
            try site.damage("mail.log") { $0[$0.count - 2] ^= 1 }
            #expect(try site.verify(.full).findings.map(\.kind) == [.contentDiffers])
        }
    }

    @Test func aCheckOfTheWholeIsFound() throws {
        try withSite(.gzip1) { site in
            try site.damage("mail.log") { $0[$0.count - 6] ^= 1 }
            let kinds = try site.verify(.full).findings.map(\.kind)
            #expect(kinds.count == 1)
            let isTorn = if case .torn? = kinds.first { true } else { false }
            #expect(isTorn, "\(kinds)")
        }
    }

    // MARK: The index

    @Test(arguments: [KeyFamily.messageID, .queueFile]) func keysThatTheIndexHasLostAreFound(_ family: KeyFamily) throws
    {
        try withSite(.zstd7) { site in
            try site.loseKeys(family)
            for extent in Site.extents {
                let findings = try site.verify(extent).findings.filter { $0.path != nil }
                #expect(findings.compactMap(\.missingKeys).contains(family), "\(findings)")
                #expect(findings.map(\.kind.isOfIndex).contains(false) == false)
            }
        }
    }

    @Test(arguments: ["postings", "runs", "archives", "schema", "frames"])
    func aRowThatCannotBeReadIsNamed(_ database: String) throws {
        try withSite(.gzip5) { site in
            try site.damageIndex(database, seals: false) { key, row in
                // Another version's schema is another error.
                key == Schema.key ? row : row.map { $0 ^ 0x40 }
            }
            let findings = try site.verify(.full).findings
            #expect(!findings.isEmpty)
            for finding in findings {
                guard case .indexUnreadable(let error) = finding.kind else {
                    Issue.record("\(finding)")
                    continue
                }
                #expect(error.kind == .damaged)
            }
        }
    }

    @Test(arguments: [Packaging.gzip5, .zstd7, .bgzf, .xzBlocks]) func aFrameThatIsElsewhereIsFound(
        _ packaging: Packaging
    ) throws {
        try withSite(packaging) { site in
            let count = try site.moveFrames()
            try #require(count > 1)
            let full = try site.verify(.full).findings
            #expect(full.count == 1 && full[0].kind.isOfIndex, "\(full)")
            #expect(full.first?.misplacedFrames == count)
            let isFound = try (0..<20 as Range<UInt64>).contains { sample in
                let findings = try site.verify(.sample(seed: sample)).findings
                #expect(findings.map(\.kind.isOfIndex).contains(false) == false)
                return !findings.isEmpty
            }
            #expect(isFound)
        }
    }

    @Test func aSeekPointWithAnotherWindowIsFound() throws {
        try Site.with { site in
            try site.write(Packaging.gzip1.pack(VerifyDamageTests.log), "mail.log")
            var options = IndexOptions(jobs: 2, chunkLength: 64 << 10)
            options.seekPointSpacing = 128 << 10
            _ = try Indexer(LMDBStore(site.index), options).run([site.logs])
            #expect(try site.verify(.full).findings == [])
            let count = try site.moveFrames()
            try #require(count > 1)
            #expect(try site.verify(.full).findings.map(\.misplacedFrames) == [count])
        }
    }
}

extension VerifyFinding {
    fileprivate var misplacedFrames: Int? {
        if case .framesMisplaced(let count, _) = kind { count } else { nil }
    }

    fileprivate var missingKeys: KeyFamily? {
        if case .keysMissing(let family, _, _) = kind { family } else { nil }
    }
}

extension Site {
    /// Changes a file's bytes and keeps its size and its times.
    fileprivate func damage(_ name: String, _ change: (inout [UInt8]) -> Void) throws {
        let times = try FileTimes(path(name))
        var bytes = try read(path(name))
        let count = bytes.count
        change(&bytes)
        precondition(bytes.count == count)
        try write(bytes, name)
        try times.apply(to: path(name))
    }

    /// Puts other rows in the place of a database's rows, with right checksums or with those that were there.
    fileprivate func damageIndex(
        _ name: String, seals: Bool = true, _ change: ([UInt8], [UInt8]) throws -> [UInt8]
    ) throws {
        let environment = try Environment(directory: index)
        let database = try #require(try environment.openDatabase(name))
        var rows: [(key: [UInt8], row: [UInt8], seal: [UInt8])] = []
        do {
            let transaction = try environment.beginRead()
            var cursor = try transaction.cursor(in: database)
            while try cursor.next() {
                let (key, value) = (cursor.key, cursor.value)
                let bytes = value.indices.map { value[$0] }
                rows.append((key.indices.map { key[$0] }, bytes.dropLast(4), bytes.suffix(4)))
            }
        }
        var transaction = try environment.beginWrite()
        for (key, row, seal) in rows {
            let changed = try change(key, row)
            if seals {
                try transaction.put(row: changed, under: key, in: database)
            } else {
                try transaction.put(key.span, (changed + seal).span, in: database)
            }
        }
        try transaction.commit()
    }

    /// Takes away the postings of every other bucket of a family, with right checksums.
    fileprivate func loseKeys(_ family: KeyFamily) throws {
        try damageIndex("postings") { key, row in
            let place = try PostingKey(decoding: key.span)
            return place.family == family && place.bucket % 2 == 0 ? [0, 0] : row
        }
    }

    /// Says of all frames but the first ones that they are a little further on in the file; gives how many they are.
    fileprivate func moveFrames() throws -> Int {
        var count = 0
        try damageIndex("frames") { key, row in
            let offset = try Frame.decodeKey(key.span).offset
            // Behind the text there may be one of an empty member.
            guard offset > 0, offset < VerifyDamageTests.log.count,
                var frame = try Frame(decodedOffset: offset, decoding: row.span)
            else { return row }
            count += 1
            frame.compressedOffset += 5
            return frame.encoded()
        }
        return count
    }
}

/// The time of writing of a file, to the nanosecond.
private struct FileTimes {
    private let access: timespec
    private let modification: timespec

    init(_ path: FilePath) throws {
        var status = stat()
        guard unsafe stat(path.string, &status) == 0 else { throw Errno(rawValue: errno) }
        access = status.st_atim
        modification = status.st_mtim
    }

    func apply(to path: FilePath) throws {
        let times = [access, modification]
        let result = unsafe times.withUnsafeBufferPointer {
            unsafe utimensat(AT_FDCWD, path.string, $0.baseAddress, 0)
        }
        guard result == 0 else { throw Errno(rawValue: errno) }
    }
}
