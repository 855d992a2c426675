import Foundation
import TestSupport
import Testing

/// The manual's example, indexed and looked up.
@Suite struct ManualExampleTests {
    private func withExample(_ packaging: Packaging = .plain, _ body: (Host) throws -> Void) throws {
        try Host.with { host in
            try host.write(packaging.pack(ManualExample.log), "mail.log")
            let outcome = try host.index("mail.log")
            #expect(outcome.status == 0 && outcome.output.isEmpty)
            #expect(outcome.messages.count == 1 && outcome.errors.contains("5 records"))
            try body(host)
        }
    }

    @Test(arguments: [
        (ManualExample.messageID, 0...4), ("01IRUD7SVA3Q9UN2D4@sesta.com", 0...4),
        (ManualExample.firstFile, 0...2), (ManualExample.secondAttempt, 0...2), (ManualExample.otherFile, 3...4),
        ("imta/queue/tcp_local/ZZ01IS3D2ZP7FQ9UN54R.00", 0...2), ("01IS67NY4RRK9UN7GP", 3...4),
    ]) func eachKeyGivesItsRecords(_ key: String, _ expected: ClosedRange<Int>) throws {
        try withExample { host in
            let outcome = try host.lookup(key)
            #expect(outcome.status == 0)
            #expect(outcome.text == ManualExample.text(expected))
            #expect(outcome.errors == "")
        }
    }

    @Test func exactMeansThisAttemptAlone() throws {
        try withExample { host in
            let outcome = try host.lookup("--exact", ManualExample.secondAttempt)
            #expect(outcome.status == 0 && outcome.text == ManualExample.text(2...2))
        }
    }

    @Test func aSpanOfTimeLeavesOutTheRest() throws {
        try withExample { host in
            let outcome = try host.lookup(
                "--since", "1998-01-15T12:00", "--until", "1998-01-15 20:45:51", ManualExample.messageID)
            #expect(outcome.text == ManualExample.text(2...3))
            let last = try host.lookup("--since", "15-Jan-1998 20:45:51.55", ManualExample.messageID)
            #expect(last.text == ManualExample.text(4...4))
        }
    }

    @Test(arguments: [Packaging.plain, .gzip5]) func archiveAndOffsetLeadToTheRecord(_ packaging: Packaging) throws {
        try withExample(packaging) { host in
            let outcome = try host.lookup("-H", ManualExample.otherFile)
            for (line, record) in zip(outcome.text.split(separator: "\n"), ManualExample.records[3...4]) {
                let parts = line.split(separator: ":", maxSplits: 2)
                #expect(parts[0].hasSuffix("/mail.log"))
                let offset = try #require(Int(parts[1]))
                #expect(Array(ManualExample.log[offset...].prefix(record.utf8.count)) == Array(record.utf8))
                #expect(parts[2] + "\n" == record)
            }
        }
    }

    @Test func jsonIsOneObjectALine() throws {
        try withExample { host in
            let outcome = try host.lookup("--json", ManualExample.secondAttempt)
            let lines = outcome.text.split(separator: "\n")
            #expect(lines.count == 3)
            var offset = 0
            for (line, record) in zip(lines, ManualExample.records) {
                let object = try #require(
                    try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
                #expect(Set(object.keys).isSuperset(of: ["key", "archive", "offset", "time", "raw", "action"]))
                #expect(object["key"] as? String == ManualExample.secondAttempt)
                #expect((object["archive"] as? String)?.hasSuffix("/mail.log") == true)
                #expect(object["offset"] as? Int == offset)
                #expect((object["time"] as? String)?.hasPrefix("1998-01-15T1") == true)
                #expect(object["raw"] as? String == record)
                offset += record.utf8.count
            }
        }
    }
}
