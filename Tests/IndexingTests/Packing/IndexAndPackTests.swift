import IndexModel
import Indexing
import LMDBIndex
import SyntheticLogs
import SystemPackage
import TestSupport
import Testing

/// Indexing that packs plain archives along the way.
@Suite struct IndexAndPackTests {
    @Test(arguments: [1, 2, 5], [4 << 10, 256 << 10]) func `What is packed along the way is found as before`(
        jobs: Int, frameSize: Int
    ) throws {
        try Site.with { site in
            let log = RotatedLog(SyntheticLog.text(seed: 51, records: 6000), archives: 4)
            for archive in log.archives.indices { try site.write(log.bytes(ofArchive: archive), "mail.log.\(archive)") }
            let report = try site.runPacking(jobs: jobs, frameSize: frameSize)
            #expect(report.packed.count == 4 && report.unpacked.isEmpty && report.indexedArchives == 4)
            #expect(try site.names() == (0..<4).map { "mail.log.\($0).zst" })
            for archive in 0..<4 {
                let pieces = NaiveSeekable(try read(site.path("mail.log.\(archive).zst")))?.pieces
                #expect(isSame((pieces ?? []).flatMap(\.self)[...], log.bytes(ofArchive: archive)[...]))
            }
            for key in log.sampleOfKeys(60) {
                #expect(try site.records(String(decoding: key.text, as: UTF8.self)) == log.records(of: key))
            }
            let second = try site.runPacking(jobs: jobs, frameSize: frameSize)
            #expect(second.unchangedFiles == 4 && second.fileBytes == 0 && second.skipped.isEmpty)
        }
    }

    @Test func `Several runs of postings do not hinder it`() throws {
        try Site.with { site in
            let log = RotatedLog(SyntheticLog.text(seed: 52, records: 6000))
            try site.write(log.bytes(ofArchive: 0), "mail.log")
            let report = try site.runPacking(postingLimit: 20_000)
            #expect(report.packed.count == 1 && report.partial.isEmpty)
            for key in log.sampleOfKeys(60) {
                #expect(try site.records(String(decoding: key.text, as: UTF8.self)) == log.records(of: key))
            }
            #expect(try site.catalog().map(\.isWhole) == [true])
            #expect(try site.run().unchangedFiles == 1)
        }
    }

    @Test func `Compressed archives stay as they are`() throws {
        try Site.with { site in
            for packaging in [Packaging.gzip1, .zstd7] {
                try site.write(packaging.pack(records(0..<100)), "mail.log\(packaging.fileExtension)")
            }
            let names = try site.names()
            let report = try site.runPacking()
            #expect(report.packed.isEmpty && report.unpacked.isEmpty)
            #expect(try site.names() == names)
        }
    }

    @Test func `What cannot be packed is indexed all the same`() throws {
        try Site.with { site in
            try site.write(records(0..<100), "mail.log")
            try site.write(Packaging.zstd1.pack(records(200..<300)), "mail.log.zst")
            try site.write(records(300..<400), "grown.log")
            try site.run([site.path("grown.log")])
            try site.append(records(400..<500), to: "grown.log")
            try site.write(records(600..<700), "open.log")
            let writer = try FileDescriptor.open(site.path("open.log"), .writeOnly)
            defer { try? writer.close() }
            let report = try site.runPacking()
            #expect(report.packed.isEmpty)
            // One that grows is no mistake of anybody's.
            #expect(report.unpacked.map(\.path.lastComponent?.string) == ["mail.log", "open.log"])
            #expect(try site.names() == ["grown.log", "mail.log", "mail.log.zst", "open.log"])
            for number in [50, 250, 350, 450, 650] {
                #expect(try site.records("<\(number)@sesta.com>") == [record(number)])
            }
        }
    }
}

extension Site {
    fileprivate func runPacking(
        jobs: Int = 2, frameSize: Int = 16 << 10, postingLimit: Int? = nil
    ) throws -> IndexReport {
        var options = IndexOptions(jobs: jobs, chunkLength: 64 << 10)
        options.postingLimit = postingLimit
        options.packing = PackOptions()
        options.packing?.frameSize = frameSize
        options.packing?.jobs = jobs
        return try Indexer(LMDBStore(index), options).run([logs])
    }
}
