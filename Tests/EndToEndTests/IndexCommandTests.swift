import Foundation
import SyntheticLogs
import TestSupport
import Testing

/// `mtatrail index`, as a nightly job runs it.
@Suite struct IndexCommandTests {
    @Test func aSecondRunSaysThatNothingWasRead() throws {
        try Host.with { host in
            try host.write(ManualExample.log, "mail.log")
            #expect(try host.index("mail.log").errors.contains("indexed 1 archive"))
            let second = try host.index("mail.log")
            #expect(second.status == 0)
            #expect(second.errors.contains("nothing new: 0 B read; 1 unchanged"))
        }
    }

    @Test func quietSaysOnlyWhatWentWrong() throws {
        try Host.with { host in
            try host.write(ManualExample.log, "mail.log")
            #expect(try host.index("mail.log", options: ["-q"]).errors == "")
            try host.write(Array("no log".utf8), "README")
            let outcome = try host.index("README", options: ["-q"])
            #expect(outcome.status == 1 && outcome.messages.count == 1)
            #expect(outcome.errors.contains("skipped \(host.path("README"))"))
        }
    }

    /// What decoding takes, some megabytes, is not kept for each archive, neither by a run nor by a lookup of many keys.
    @Test func memoryDoesNotGrowWithTheNumberOfArchives() throws {
        try Host.with { host in
            let keys = (0..<100).map { "<\($0)@d>" }
            for (number, key) in keys.enumerated() {
                let records = "01-Mar-2025 00:00:00.00 tcp_local    ims-ms       E 1 a@b rfc822;c@d c@d /q/1 \(key)\n"
                try host.write(zstd(Array(records.utf8)), "\(number).zst")
            }
            let run = try Program.mtatrail.shell(
                "ulimit -d 400000; exec \"$0\" index --jobs 2 --index '\(host.index)' '\(host.directory)'")
            #expect(run.status == 0 && run.errors.contains("indexed 100 archives"), "\(run.errors)")
            try host.write(Array(keys.joined(separator: "\n").utf8), "keys")
            let lookup = try Program.mtatrail.shell(
                "ulimit -d 120000; exec \"$0\" lookup --index '\(host.index)' - < '\(host.path("keys"))'")
            #expect(lookup.status == 0 && lookup.messages.isEmpty, "\(lookup.errors)")
            #expect(lookup.output.count { $0 == 0x0a } == 100)
        }
    }

    @Test func othersAreKeptOutOfTheIndex() throws {
        try Host.with { host in
            try host.write(ManualExample.log, "mail.log")
            try host.index("mail.log")
            let attributes = try FileManager.default.attributesOfItem(atPath: host.index)
            #expect(attributes[.posixPermissions] as? Int == 0o700)
        }
    }

    @Test(arguments: [["--jobs", "1", "--memory", "128M"], ["--jobs", "8"], ["--memory", "4g"]])
    func limitsChangeNoAnswer(_ options: [String]) throws {
        try Host.with { host in
            let log = RotatedLog(SyntheticLog.text(seed: 9, records: 2000))
            try host.write(Packaging.gzip5.pack(log.text.bytes), "mail.log.gz")
            #expect(try host.index("mail.log.gz", options: options).status == 0)
            let keys = log.sampleOfKeys(30)
            let outcome = try host.lookup("-", stdin: keys.flatMap { $0.text + [0x0a] })
            #expect(outcome.status == 0)
            #expect(outcome.output == keys.flatMap { log.records(of: $0).flatMap(\.self) })
        }
    }

    @Test(.enabled(if: geteuid() != 0, "root may read everything")) func whatMayNotBeReadIsNamed() throws {
        try Host.with { host in
            try host.write(ManualExample.log, "mail.log")
            try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: host.path("mail.log"))
            let outcome = try host.index("mail.log", options: ["-q"])
            #expect(outcome.status == 1 && outcome.messages.count == 1)
            #expect(outcome.errors.contains("skipped \(host.path("mail.log")): cannot open: Permission denied"))
        }
    }
}
