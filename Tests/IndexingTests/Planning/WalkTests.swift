import Foundation
import Indexing
import SystemPackage
import TestSupport
import Testing

/// Which files a run takes, and why it leaves others out.
@Suite struct WalkTests {
    @Test func whatIsNoLogIsCountedAndWhatMayBeOneIsNamed() throws {
        try Site.with { site in
            try site.write(records(0..<10), "mail.log")
            try site.write(Array("Logs of the mail host.\nSee the manual.\n".utf8), "README")
            let noise = (0..<5000).map { UInt8(truncatingIfNeeded: $0 * 31) }
            try site.write([0xff, 0xd8, 0xff, 0xe0] + noise, "photo.jpg")
            try site.write(Packaging.gzip1.pack(Array("not a log either\n".utf8)), "other.gz")
            try site.write([0x1f, 0x8b, 0x08], "stub.gz")
            let report = try site.run()
            #expect(report.indexedArchives == 1 && report.records == 10)
            #expect(report.notLogs == 3)
            #expect(names(report.skipped) == ["stub.gz"])
            #expect(report.skipped.allSatisfy { !$0.reason.isEmpty })
            #expect(report.partial.isEmpty && report.unreadablePaths.isEmpty)
        }
    }

    /// A log that is compressed otherwise must not be passed over as if it were no log.
    @Test func otherCompressionsAreNamed() throws {
        let beginnings: [(name: String, bytes: [UInt8])] = [
            ("lzma", [0x5d, 0, 0, 0x80, 0]),
            ("lz4", [0x04, 0x22, 0x4d, 0x18, 0x64]), ("lzip", Array("LZIP\u{1}".utf8)),
            ("compress", [0x1f, 0x9d, 0x90]),
            ("zip", Array("PK\u{3}\u{4}".utf8)), ("7-Zip", [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]),
        ]
        try Site.with { site in
            for (name, bytes) in beginnings { try site.write(bytes + [0xff, 0x0a, 0xff], "mail.\(name)") }
            // A log may begin with anything: what counts is that it has records.
            try site.write(Array("BZh\n".utf8) + records(0..<10), "mail.log")
            let report = try site.run()
            #expect(report.indexedArchives == 1 && report.skipped.count == beginnings.count)
            for skipped in report.skipped {
                let name = skipped.path.lastComponent?.extension ?? ""
                #expect(skipped.reason.hasPrefix("compressed by \(name), which"), "\(skipped.reason)")
            }
        }
    }

    @Test func emptyFilesAreCountedAndNotComplainedOf() throws {
        try Site.with { site in
            try site.write([], "empty")
            try site.write(Packaging.gzip1.pack([]), "empty.gz")
            try site.write(Packaging.zstd1.pack([]), "empty.zst")
            try site.write(Packaging.xz1.pack([]), "empty.xz")
            try site.write(Packaging.bzip1.pack([]), "empty.bz2")
            let report = try site.run()
            #expect(report.emptyFiles == 5)
            #expect(report.skipped.isEmpty && report.indexedArchives == 0)
        }
    }

    @Test func aDirectoryGivenTwiceIsReadOnce() throws {
        try Site.with { site in
            try site.write(records(0..<10), "mail.log")
            let report = try site.run([site.logs, site.path("mail.log"), site.logs.appending("../logs")])
            #expect(report.indexedArchives == 1 && report.records == 10)
        }
    }

    @Test func linksToFilesAreFollowedAndLoopsAreNot() throws {
        try Site.with { site in
            try withTemporaryDirectory { elsewhere in
                try write(records(0..<10), to: elsewhere.appending("far.log"))
                try site.write(records(10..<20), "near.log")
                try site.link("z-link.log", to: elsewhere.appending("far.log").string)
                try site.link("again.log", to: "near.log")
                try site.link("up", to: "..")
                try site.link("loop", to: "loop")
                try site.link("dangling", to: "nowhere")
                let report = try site.run()
                #expect(report.indexedArchives == 2 && report.records == 20)
                #expect(names(report.skipped) == ["loop"] && report.notLogs == 1)
                #expect(try site.records("<5@sesta.com>") == [record(5)])
                #expect(try site.records("<15@sesta.com>") == [record(15)])
                #expect(try site.run().unchangedFiles == 2)
            }
        }
    }

    @Test func directoriesAreWalkedToTheBottom() throws {
        try Site.with { site in
            let deep = site.path("2025/03/a")
            try FileManager.default.createDirectory(atPath: deep.string, withIntermediateDirectories: true)
            try write(records(0..<10), to: deep.appending("mail.log"))
            try site.write(records(10..<20), "mail.log")
            #expect(try site.run().indexedArchives == 2)
            #expect(try site.records("<5@sesta.com>") == [record(5)])
        }
    }

    @Test func theIndexInsideTheLogsIsLeftOut() throws {
        try Site.with { site in
            try site.write(records(0..<10), "mail.log")
            let inside = Site(logs: site.logs, index: site.path("ix"))
            #expect(try inside.run().skipped.isEmpty)
            let second = try inside.run()
            #expect(second.skipped.isEmpty && second.unchangedFiles == 1)
        }
    }

    @Test func aPathThatIsNotThereIsTold() throws {
        try Site.with { site in
            try site.write(records(0..<10), "mail.log")
            let report = try site.run([site.path("nothing"), site.path("mail.log")])
            #expect(names(report.unreadablePaths) == ["nothing"])
            #expect(report.indexedArchives == 1)
        }
    }

    @Test func aNamedPipeIsNotWaitedFor() throws {
        try Site.with { site in
            try Process.run(URL(filePath: "/usr/bin/mkfifo"), arguments: [site.path("pipe").string]).waitUntilExit()
            try site.write(records(0..<10), "mail.log")
            let report = try site.run()
            #expect(report.indexedArchives == 1)
            #expect(report.skipped.isEmpty && report.notLogs == 1)
        }
    }

    @Test(.enabled(if: geteuid() != 0, "root may read everything")) func whatMayNotBeReadIsNamed() throws {
        try Site.with { site in
            try site.write(records(0..<10), "mail.log")
            try site.write(records(10..<20), "secret.log")
            try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: site.path("secret.log").string)
            let report = try site.run()
            #expect(report.indexedArchives == 1)
            #expect(names(report.skipped) == ["secret.log"])
        }
    }

    private func names(_ notices: [IndexReport.Notice]) -> [String] {
        notices.compactMap { $0.path.lastComponent?.string }.sorted()
    }
}
