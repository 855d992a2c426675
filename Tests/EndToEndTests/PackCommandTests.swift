import Foundation
import SyntheticLogs
import SystemPackage
import TestSupport
import Testing

/// `mtatrail pack`, as people and cron run it.
@Suite struct PackCommandTests {
    @Test(arguments: Packaging.allCases) func `Other readers accept what is packed`(packaging: Packaging) throws {
        try Host.with { host in
            let log = SyntheticLog.text(seed: 31, records: 4000)
            try host.write(packaging.pack(log.bytes), "mail.log\(packaging.fileExtension)")
            let outcome = try host.pack("mail.log\(packaging.fileExtension)", options: ["--frame-size", "16K"])
            #expect(outcome.status == 0 && outcome.output.isEmpty, "\(outcome.errors)")
            #expect(outcome.messages.count == 1 && outcome.errors.contains("packed 1 file:"))
            let stored = host.path("mail.log.zst")
            let zstd = try Program.mtatrail.shell("zstd -q -t '\(stored)' && zstd -dc '\(stored)'")
            #expect(zstd.status == 0, "\(zstd.errors)")
            #expect(isSame(zstd.output[...], log.bytes[...]))
            #expect(NaiveSeekable(try read(FilePath(stored)))?.pieces.count ?? 0 > 10)
            let second = try host.pack("mail.log.zst")
            #expect(second.status == 0 && second.errors.contains("nothing to pack; 1 seekable already"))
        }
    }

    @Test(arguments: [Packaging.plain, .gzip5, .zstd1]) func `Lookups answer as before`(packaging: Packaging) throws {
        try Host.with { host in
            let log = RotatedLog(SyntheticLog.text(seed: 32, records: 4000), archives: 3)
            var names: [String] = []
            for archive in log.archives.indices {
                names.append("mail.log.\(archive)\(packaging.fileExtension)")
                try host.write(packaging.pack(log.bytes(ofArchive: archive)), names[archive])
            }
            let logs = host.directory.string
            let keys = log.sampleOfKeys(60)
            let questions: [UInt8] = keys.flatMap { $0.text + [0x0a] }
            let answers: [UInt8] = keys.flatMap { log.records(of: $0).flatMap(\.self) }
            #expect(try Program.mtatrail.run(["index", "--index", host.index, logs]).status == 0)
            #expect(try host.lookup("-", stdin: questions).output == answers)
            let packed = try Program.mtatrail.run(["pack", "--frame-size", "8K", logs])
            #expect(packed.errors.contains("packed 3 files"), "\(packed.errors)")
            // What changed its file is not searched by old places, nor denied.
            let between = try host.lookup("-", stdin: questions)
            #expect([0, 2].contains(between.status))
            #expect(try Program.mtatrail.run(["index", "--index", host.index, logs]).status == 0)
            let after = try host.lookup("-", stdin: questions)
            #expect(after.status == 0 && after.output == answers, "\(after.errors)")
            let miss = try host.lookup("<nobody@nowhere>")
            #expect(miss.status == 1, "\(miss.errors)")
        }
    }

    @Test func `Exit status and messages tell what was left`() throws {
        try Host.with { host in
            try host.write(ManualExample.log, "mail.log")
            try host.write(Array("no log".utf8), "README")
            let dry = try host.pack("mail.log", options: ["--dry-run"])
            #expect(dry.status == 0 && dry.errors.contains("would pack \(host.path("mail.log")) ("))
            let some = try host.pack("mail.log", "README", options: ["-q", "--keep", "--level", "19"])
            #expect(some.status == 1 && some.messages.count == 1)
            #expect(some.errors.contains("skipped \(host.path("README"))"))
            #expect(try host.pack("nothing").status == 2)
            #expect(try host.pack("mail.log", options: ["--output", host.path("nowhere")]).status == 2)
            #expect(try host.pack("mail.log", options: ["--output", host.path("README")]).status == 2)
            for wrong in [["--level", "0"], ["--level", "23"], ["--frame-size", "1K"], ["--frame-size", "1G"]] {
                #expect(try host.pack("mail.log", options: wrong).status == 2)
            }
        }
    }

    @Test func `Without room the old file stays`() throws {
        try Host.with { host in
            let log = SyntheticLog.text(seed: 33, records: 20_000).bytes
            try host.write(log, "mail.log")
            // In 512-byte blocks; the program is told by an error rather than killed by a signal.
            let outcome = try Program.mtatrail.shell(
                "trap '' XFSZ; ulimit -f 100; \"$0\" pack '\(host.path("mail.log"))'")
            #expect(outcome.status == 2 && outcome.errors.contains("could not pack"), "\(outcome.errors)")
            #expect(try host.names() == ["mail.log"])
            #expect(isSame(try read(host.directory.appending("mail.log"))[...], log[...]))
        }
    }

    @Test(.enabled(if: FullDisk.isAvailable, "mounting a small tmpfs takes root"))
    func `On a full disk the old file stays`() throws {
        try FullDisk.with { host, mount in
            let log = SyntheticLog.text(seed: 34, records: 20_000).bytes
            let packed = Packaging.gzip1.pack(log)
            try host.write(packed, "disk/mail.log.gz")
            try mount.fill(leaving: packed.count / 2)
            let outcome = try host.pack("disk/mail.log.gz")
            #expect(outcome.status == 2 && outcome.errors.contains("No space left"), "\(outcome.errors)")
            #expect(try host.names("disk") == ["filling", "mail.log.gz"])
            #expect(try read(host.directory.appending("disk/mail.log.gz")) == packed)
            try mount.empty()
            #expect(try host.pack("disk/mail.log.gz").status == 0)
            #expect(try host.names("disk") == ["mail.log.zst"])
        }
    }
}

extension Host {
    @discardableResult
    func pack(_ names: String..., options: [String] = []) throws -> Outcome {
        try Program.mtatrail.run(["pack"] + options + names.map(path))
    }

    /// The names in the directory, or in one inside it, hidden ones too.
    func names(_ name: String = "") throws -> [String] {
        let path = name.isEmpty ? directory : directory.appending(name)
        return try FileManager.default.contentsOfDirectory(atPath: path.string).sorted()
    }
}
