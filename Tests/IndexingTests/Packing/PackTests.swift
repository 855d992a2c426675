import Foundation
import Indexing
import SyntheticLogs
import SystemPackage
import TestSupport
import Testing

/// What packing makes of archives, and what it leaves.
@Suite struct PackTests {
    /// Frame sizes under a record, of some records, and beyond the whole log.
    @Test(arguments: Packaging.allCases, [4 << 10, 20_011, 256 << 10])
    func `A packed log decodes to the same bytes, in frames that begin with a record`(
        packaging: Packaging, frameSize: Int
    ) throws {
        try Site.with { site in
            let log = SyntheticLog.text(seed: UInt64(frameSize), records: 3000)
            try site.write(packaging.pack(log.bytes), "mail.log\(packaging.fileExtension)")
            let report = try site.pack { $0.frameSize = frameSize }
            #expect(report.packed.count == 1 && report.skipped.isEmpty && report.failed.isEmpty)
            #expect(try site.names() == ["mail.log.zst"])
            let stored = try read(site.path("mail.log.zst"))
            let pieces = try #require(NaiveSeekable(stored)?.pieces)
            #expect(isSame(pieces.flatMap(\.self)[...], log.bytes[...]))
            let starts = Set(log.offsets)
            var offset = 0
            for piece in pieces {
                #expect(starts.contains(offset))
                #expect(piece.count < frameSize * 5 / 4 + 20_000)
                offset += piece.count
            }
            #expect(pieces.count >= log.bytes.count / (frameSize * 5 / 4 + 20_000))
            #expect(report.packed[0].packedSize == UInt64(stored.count))
            #expect(report.packed[0].decodedSize == UInt64(log.bytes.count))
        }
    }

    @Test func `Text without records, and a record longer than all frames, are packed too`() throws {
        try Site.with { site in
            let long = Array(repeating: UInt8(ascii: "x"), count: 9_000_000)
            let text = Array("no stamp\n".utf8) + record(1) + long + [0x0a] + records(2..<2000) + record(3, end: "")
            for packaging in [Packaging.plain, .gzip1] {
                try site.write(packaging.pack(text), "mail.log\(packaging.fileExtension)")
                let report = try site.pack { $0.frameSize = 4 << 10 }
                #expect(report.packed.count == 1)
                let decoded = unzstdPrefix(try read(site.path("mail.log.zst")), limit: text.count + 1)
                #expect(isSame(decoded[...], text[...]))
                try site.remove("mail.log.zst")
            }
        }
    }

    @Test(arguments: [1, 2, 7]) func `The number of threads changes nothing`(jobs: Int) throws {
        try Site.with { site in
            let text = records(0..<60_000)
            try site.write(text, "a.log")
            for number in 0..<5 { try site.write(records(0..<100 * number + 1), "small-\(number).log") }
            let report = try site.pack {
                $0.jobs = jobs; $0.frameSize = 64 << 10
            }
            #expect(report.packed.count == 6)
            #expect(isSame(unzstdPrefix(try read(site.path("a.log.zst")), limit: text.count + 1)[...], text[...]))
            let stored = try read(site.path("a.log.zst"))
            try site.write(text, "b.log")
            try site.pack {
                $0.jobs = 1; $0.frameSize = 64 << 10
            }
            #expect(try read(site.path("b.log.zst")) == stored)
        }
    }

    @Test func `Mode and time are kept`() throws {
        try Site.with { site in
            try site.write(records(0..<10), "mail.log")
            let path = site.path("mail.log").string
            let time = Date(timeIntervalSince1970: 1_000_000_000.25)
            try FileManager.default.setAttributes(
                [.modificationDate: time, .posixPermissions: 0o640], ofItemAtPath: path)
            try site.pack()
            let attributes = try FileManager.default.attributesOfItem(atPath: path + ".zst")
            #expect(attributes[.modificationDate] as? Date == time)
            #expect(attributes[.posixPermissions] as? Int == 0o640)
        }
    }

    @Test(.enabled(if: geteuid() == 0, "only root may give files away")) func `Owner and group are kept`() throws {
        try Site.with { site in
            try site.write(records(0..<10), "mail.log")
            try FileManager.default.setAttributes(
                [.ownerAccountID: 12_345, .groupOwnerAccountID: 23_456], ofItemAtPath: site.path("mail.log").string)
            try site.pack()
            let attributes = try FileManager.default.attributesOfItem(atPath: site.path("mail.log.zst").string)
            #expect(attributes[.ownerAccountID] as? Int == 12_345)
            #expect(attributes[.groupOwnerAccountID] as? Int == 23_456)
        }
    }

    @Test func `What is seekable is packed again only if that is forced`() throws {
        try Site.with { site in
            try site.write(Packaging.zstd7.pack(records(0..<1000)), "mail.log.zst")
            #expect(try site.pack().packed.count == 1)
            let first = try read(site.path("mail.log.zst"))
            let second = try site.pack { $0.frameSize = 8 << 10 }
            #expect(second.packed.isEmpty && second.seekableFiles == 1 && second.skipped.isEmpty)
            #expect(try read(site.path("mail.log.zst")) == first)
            #expect(
                try site.pack {
                    $0.frameSize = 8 << 10; $0.isForced = true
                }.packed.count == 1)
            let pieces = try #require(NaiveSeekable(try read(site.path("mail.log.zst")))?.pieces)
            #expect(pieces.count > 5 && pieces.flatMap(\.self) == records(0..<1000))
        }
    }

    @Test func `Originals are kept if that is wanted, and a second run finds nothing to do`() throws {
        try Site.with { site in
            try site.write(records(0..<10), "mail.log")
            #expect(try site.pack { $0.keepsOriginals = true }.packed.count == 1)
            #expect(try site.names() == ["mail.log", "mail.log.zst"])
            let second = try site.pack { $0.keepsOriginals = true }
            #expect(second.packed.isEmpty && second.finishedFiles == 1 && second.skipped.isEmpty)
        }
    }

    @Test func `Another directory gets the packed files`() throws {
        try Site.with { site in
            try withTemporaryDirectory { elsewhere in
                try site.write(records(0..<10), "mail.log")
                try site.write(Packaging.zstd1.pack(records(0..<20)), "other.zst")
                #expect(try site.pack { $0.output = elsewhere }.packed.count == 2)
                #expect(try site.names() == ["mail.log", "other.zst"])
                #expect(NaiveSeekable(try read(elsewhere.appending("mail.log.zst")))?.pieces == [records(0..<10)])
                #expect(NaiveSeekable(try read(elsewhere.appending("other.zst")))?.pieces == [records(0..<20)])
            }
        }
    }

    @Test func `Names follow the content`() throws {
        try Site.with { site in
            try site.write(Packaging.gzip1.pack(records(0..<10)), "a")
            try site.write(records(0..<20), "b.gz")
            try site.write(Packaging.zstd1.pack(records(0..<30)), "c")
            try site.write(Packaging.gzip1.pack(records(0..<40)), "d.zst")
            #expect(try site.pack().packed.count == 4)
            #expect(try site.names() == ["a.zst", "b.gz.zst", "c.zst", "d.zst.zst"])
        }
    }
}

extension Site {
    /// Packs the logs, with two threads.
    @discardableResult
    func pack(_ paths: [FilePath]? = nil, _ change: (inout PackOptions) -> Void = { _ in }) throws -> PackReport {
        var options = PackOptions()
        options.jobs = 2
        change(&options)
        return Packer(options).run(paths ?? [logs])
    }

    /// The names of the files, hidden ones too.
    func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: logs.string).sorted()
    }
}
