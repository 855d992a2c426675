import Foundation
import SyntheticLogs
import TestSupport
import Testing

/// Logs in, one JSON object a line out, through the program.
@Suite struct RecordsCommandTests {
    private func records(_ host: Host, _ arguments: [String], stdin: [UInt8] = []) throws -> Outcome {
        try Program.mtatrail.run(["records"] + arguments, stdin: stdin)
    }

    private func objects(_ outcome: Outcome) throws -> [[String: Any]] {
        try outcome.text.split(separator: "\n").map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
    }

    @Test func theManualsExampleIsPrintedFieldByField() throws {
        try Host.with { host in
            try host.write(ManualExample.log, "mail.log")
            let outcome = try records(host, [host.path("mail.log")])
            #expect(outcome.status == 0 && outcome.errors.isEmpty)
            let objects = try objects(outcome)
            #expect(objects.map { $0["action"] as? String } == ["E", "Q", "Q", "Q", "D"])
            #expect(objects.allSatisfy { $0["message_ids"] as? [String] == ["<01IRUD7SVA3Q9UN2D4@sesta.com>"] })
            #expect(objects.allSatisfy { $0["format"] as? Int == 1 && $0["raw"] == nil })
        }
    }

    @Test func theSameTextInEveryPackagingGivesTheSameObjects() throws {
        try Host.with { host in
            let log = SyntheticLog.text(seed: 30, records: 400)
            let plain = try records(host, ["-"], stdin: log.bytes)
            #expect(plain.status == 0)
            #expect(plain.text.split(separator: "\n").count == log.records.count)
            for packaging in Packaging.allCases {
                let packed = try records(host, ["-"], stdin: packaging.pack(log.bytes))
                let isSame = packed.output == plain.output
                #expect(packed.status == 0 && isSame, "\(packaging)")
            }
        }
    }

    @Test(arguments: 1...6)
    func everyFormatIsRecognised(format: Int) throws {
        try Host.with { host in
            let log = try Program.synthlog.run(["--bytes", "60K", "--seed", "8", "--format", "\(format)"])
            let outcome = try records(host, [], stdin: log.output)
            #expect(outcome.status == 0)
            let objects = try objects(outcome)
            let lines = log.text.split(separator: "\n")
            #expect(objects.count == lines.count)
            #expect(objects.allSatisfy { $0["kind"] as? String != "foreign" })
            // Before its first empty address, a log in format 2 looks like one in format 1.
            let formats = Set(objects.compactMap { $0["format"] as? Int })
            #expect(formats.contains(format) && formats.isSubset(of: format == 2 ? [1, 2] : [format]))
        }
    }

    @Test func filtersAndTheRawText() throws {
        try Host.with { host in
            try host.write(ManualExample.log, "mail.log")
            let log = host.path("mail.log")
            let failed = try objects(try records(host, [log, "--action", "Q", "--raw"]))
            #expect(failed.map { $0["raw"] as? String } == (1...3).map { ManualExample.text($0...$0) })
            let first = try #require(failed.first?["time"] as? String)
            let day = first.prefix(10)
            let afternoon = try objects(try records(host, [log, "--since", "\(day)T12:00", "--until", "\(day)T20:00"]))
            #expect(afternoon.map { $0["action"] as? String } == ["Q", "Q"])
        }
    }

    @Test func whatIsTornOrMissingIsNamed() throws {
        try Host.with { host in
            let torn = Packaging.gzip1.pack(SyntheticLog.text(seed: 5, records: 3000).bytes)
            try host.write(Array(torn.prefix(torn.count / 2)), "torn.gz")
            let outcome = try records(host, [host.path("torn.gz")])
            #expect(outcome.status == 1 && outcome.errors.contains("torn.gz"))
            #expect(try objects(outcome).count > 100)
            let missing = try records(host, [host.path("nowhere.log")])
            #expect(missing.status == 2 && missing.output.isEmpty && missing.errors.contains("nowhere.log"))
        }
    }
}
