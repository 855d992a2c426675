import Foundation
import SyntheticLogs
import TestSupport
import Testing

/// `mtatrail verify`: what it says, and its exit status.
@Suite struct VerifyCommandTests {
    private func verify(_ host: Host, _ options: String...) throws -> Outcome {
        try Program.mtatrail.run(["verify", "--index", host.index] + options)
    }

    private func withLog(_ body: (Host) throws -> Void) throws {
        try Host.with { host in
            try host.write(Packaging.gzip1.pack(SyntheticLog.text(seed: 4, records: 900).bytes), "mail.log.gz")
            try host.index("mail.log.gz", options: ["-q"])
            try body(host)
        }
    }

    @Test func anIndexThatHolds() throws {
        try withLog { host in
            let sample = try verify(host)
            #expect(sample.status == 0 && sample.output.isEmpty)
            let seed = try #require(sample.errors.firstMatch(of: /--seed (\d+):/)?.1)
            let again = try verify(host, "--seed", String(seed), "--json")
            #expect(again.status == 0 && again.text.contains("\"seed\":\(seed),"))
            let full = try verify(host, "--full")
            #expect(full.status == 0 && full.errors.hasSuffix("; all holds\n"))
            #expect(try verify(host, "--full", "-q").errors.isEmpty)
        }
    }

    @Test func aDamagedArchive() throws {
        try withLog { host in
            let made = try Program.mtatrail.shell(
                """
                cd '\(host.path(""))' && touch -r mail.log.gz times
                printf 'damaged' | dd of=mail.log.gz bs=1 seek=5000 conv=notrunc status=none
                touch -r times mail.log.gz
                """)
            try #require(made.status == 0)
            for option in ["--full", "--seed=1"] {
                let outcome = try verify(host, option)
                #expect(outcome.status == 1)
                #expect(outcome.text.hasPrefix("\(host.path("mail.log.gz")): damaged archive: "))
                #expect(outcome.errors.hasSuffix("1 difference found\n"))
            }
            let json = try verify(host, "--full", "--json").text.split(separator: "\n")
            let objects = try json.map { try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] }
            #expect(objects.map { $0?["damaged"] as? String } == ["archive", nil])
            #expect(objects.first??["archive"] as? String == host.path("mail.log.gz"))
            #expect(objects.last??["differences"] as? Int == 1)
        }
    }

    @Test func whatCannotBeCompared() throws {
        try withLog { host in
            try FileManager.default.removeItem(atPath: host.path("mail.log.gz"))
            let gone = try verify(host)
            #expect(gone.status == 0 && gone.text == "\(host.path("mail.log.gz")): not compared: the file is gone\n")
            try FileManager.default.createDirectory(
                atPath: host.path("mail.log.gz"), withIntermediateDirectories: false)
            let unreadable = try verify(host, "--full")
            #expect(unreadable.status == 2 && unreadable.text.contains(": not compared: "))
        }
    }

    @Test func wrongUse() throws {
        try Host.with { host in
            let missing = try verify(host)
            #expect(missing.status == 2 && missing.errors.contains("there is no index here"))
            #expect(try verify(host, "--full", "--seed", "3").status == 2)
            #expect(try verify(host, "--jobs", "0").status == 2)
        }
    }
}
