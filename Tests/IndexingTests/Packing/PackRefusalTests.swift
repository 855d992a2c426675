import Foundation
import Indexing
import SystemPackage
import TestSupport
import Testing

/// Files that packing leaves alone, and files that others left.
@Suite struct PackRefusalTests {
    @Test(arguments: [Packaging.gzip1, .gzip5, .bgzf, .zstd1, .zstd7, .xz1, .bzip1])
    func `A torn archive is left and named`(packaging: Packaging) throws {
        try Site.with { site in
            let packed = packaging.pack(records(0..<5000))
            let torn = Array(packed.prefix(packed.count * 3 / 4))
            try site.write(torn, "mail.log")
            let report = try site.pack()
            #expect(report.packed.isEmpty && report.skipped.count == 1)
            #expect(report.skipped.first?.reason.contains("truncated") == true)
            #expect(try site.names() == ["mail.log"])
            #expect(try read(site.path("mail.log")) == torn)
        }
    }

    @Test func `What is no log is left and named, and what is empty is not`() throws {
        try Site.with { site in
            try site.write(Array("Read me.\n".utf8), "README")
            try site.write([], "empty")
            let report = try site.pack()
            #expect(report.skipped.count == 1 && report.emptyFiles == 1 && report.packed.isEmpty)
            #expect(try site.names() == ["README", "empty"])
        }
    }

    @Test func `Another file of the packed name is not overwritten`() throws {
        try Site.with { site in
            try site.write(records(0..<20), "mail.log")
            for other in [Array("no log\n".utf8), Packaging.zstd1.pack(records(5..<20))] {
                try site.write(other, "mail.log.zst")
                #expect(try site.pack().skipped.map(\.path).contains(site.path("mail.log")))
                #expect(try site.names() == ["mail.log", "mail.log.zst"])
                #expect(try read(site.path("mail.log")) == records(0..<20))
            }
            #expect(NaiveSeekable(try read(site.path("mail.log.zst")))?.pieces == [records(5..<20)])
        }
    }

    @Test func `A name that another file gives up is taken`() throws {
        try Site.with { site in
            try site.write(records(0..<20), "mail.log")
            try site.write(records(5..<20), "mail.log.zst")
            #expect(try site.pack().packed.count == 2)
            #expect(try site.names() == ["mail.log.zst", "mail.log.zst.zst"])
            #expect(NaiveSeekable(try read(site.path("mail.log.zst")))?.pieces == [records(0..<20)])
            #expect(NaiveSeekable(try read(site.path("mail.log.zst.zst")))?.pieces == [records(5..<20)])
        }
    }

    @Test func `Several files of one packed name are not mixed up`() throws {
        try Site.with { site in
            try site.write(records(0..<20), "mail.log")
            try site.write(Packaging.gzip1.pack(records(0..<20)), "mail.log.gz")
            try site.write(Packaging.zstd1.pack(records(0..<20)), "mail.log.zst")
            let report = try site.pack()
            #expect(report.packed.count == 1 && report.finishedFiles == 2 && report.skipped.isEmpty)
            #expect(try site.names() == ["mail.log.zst"])
            try site.write(records(0..<21), "mail.log")
            try site.write(Packaging.gzip1.pack(records(0..<22)), "mail.log.gz")
            #expect(try site.pack().skipped.count == 2)
            #expect(try site.names() == ["mail.log", "mail.log.gz", "mail.log.zst"])
        }
    }

    @Test func `A run goes on where one was killed between publishing and removing`() throws {
        try Site.with { site in
            try site.write(records(0..<20), "mail.log")
            try site.pack { $0.keepsOriginals = true }
            let report = try site.pack()
            #expect(report.finishedFiles == 1 && report.packed.isEmpty && report.skipped.isEmpty)
            #expect(try site.names() == ["mail.log.zst"])
        }
    }

    @Test func `The original stays if the packed file of its name holds less`() throws {
        try Site.with { site in
            try site.write(records(0..<20), "mail.log")
            try site.pack()
            try site.write(records(0..<30), "mail.log")
            let report = try site.pack()
            #expect(report.skipped.count == 1 && report.finishedFiles == 0)
            #expect(try site.names() == ["mail.log", "mail.log.zst"])
            #expect(try read(site.path("mail.log")) == records(0..<30))
        }
    }

    @Test func `A log that is open for writing is left`() throws {
        try Site.with { site in
            try site.write(records(0..<20), "mail.log_current")
            let writer = try FileDescriptor.open(site.path("mail.log_current"), .writeOnly, options: [.append])
            let report = try site.pack()
            #expect(report.skipped.count == 1 && report.packed.isEmpty)
            #expect(try site.names() == ["mail.log_current"])
            try writer.close()
            #expect(try site.pack().packed.count == 1)
        }
    }

    @Test func `A log that grows while it is packed is left`() throws {
        try Site.with { site in
            try site.write(records(0..<60_000), "mail.log_current")
            var options = PackOptions()
            options.frameSize = 64 << 10
            // Grows when the first chunk is done; the rest is still to come.
            let packer = Packer(options) { progress in
                if progress.fileBytes < progress.totalFileBytes {
                    try? site.append(record(7), to: "mail.log_current")
                }
            }
            let report = packer.run([site.logs])
            #expect(report.packed.isEmpty && report.skipped.count == 1)
            #expect(report.skipped.first?.reason.contains("changes") == true)
            #expect(try site.names() == ["mail.log_current"])
            #expect(try read(site.path("mail.log_current")).count > records(0..<60_000).count)
        }
    }

    @Test func `Links are left, and so is a file with two names`() throws {
        try Site.with { site in
            try withTemporaryDirectory { elsewhere in
                try write(records(0..<10), to: elsewhere.appending("far.log"))
                try site.link("link.log", to: elsewhere.appending("far.log").string)
                try site.write(records(0..<10), "one.log")
                try FileManager.default.linkItem(
                    atPath: site.path("one.log").string, toPath: site.path("two.log").string)
                let report = try site.pack()
                #expect(report.packed.isEmpty && report.skipped.count == 2)
                #expect(try site.names() == ["link.log", "one.log", "two.log"])
                #expect(try site.pack { $0.isForced = true }.packed.count == 1)
                #expect(try read(elsewhere.appending("far.log")) == records(0..<10))
            }
        }
    }

    @Test func `A dry run changes nothing`() throws {
        try Site.with { site in
            try site.write(records(0..<10), "mail.log")
            try site.write([], ".other.log.zst.mtatrail-pack")
            let report = try site.pack { $0.isDryRun = true }
            #expect(report.packed.map(\.target) == [site.path("mail.log.zst")])
            #expect(try site.names() == [".other.log.zst.mtatrail-pack", "mail.log"])
        }
    }

    @Test func `What killed runs left is removed, and is no log for the index`() throws {
        try Site.with { site in
            let part = Packaging.zstd1.pack(records(0..<10))
            try site.write(records(0..<10), "mail.log")
            for name in ["mail.log", "gone.log"] { try site.write(part, ".\(name).zst.mtatrail-pack") }
            try site.write(Array("mine".utf8), ".mine.mtatrail-pack")
            let indexed = try site.run()
            #expect(indexed.indexedArchives == 1 && indexed.skipped.isEmpty)
            let report = try site.pack([site.path("mail.log"), site.logs])
            #expect(report.remaindersRemoved == 2 && report.packed.count == 1)
            #expect(report.skipped.map(\.path) == [site.path(".mine.mtatrail-pack")])
            #expect(try site.names() == [".mine.mtatrail-pack", "mail.log.zst"])
        }
    }

    @Test func `What killed runs left is removed beside a file that is named alone`() throws {
        try Site.with { site in
            try site.write(records(0..<10), "mail.log")
            try site.write([], ".gone.log.zst.mtatrail-pack")
            #expect(try site.pack([site.path("mail.log")]).remaindersRemoved == 1)
            #expect(try site.names() == ["mail.log.zst"])
        }
    }

    @Test func `A file that cannot be written is told as a failure`() throws {
        try Site.with { site in
            try site.write(records(0..<10), String(repeating: "x", count: 250))
            let report = try site.pack()
            #expect(report.failed.count == 1 && report.packed.isEmpty)
            #expect(try site.names().count == 1)
        }
    }
}
