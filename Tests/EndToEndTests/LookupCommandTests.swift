import Foundation
import SyntheticLogs
import TestSupport
import Testing

/// Keys in, exact bytes out, and an exit status that says how sure the answer is.
@Suite struct LookupCommandTests {
    private func withExample(_ body: (Host) throws -> Void) throws {
        try Host.with { host in
            try host.write(ManualExample.log, "mail.log")
            try host.index("mail.log")
            try body(host)
        }
    }

    @Test func severalKeysAreAnsweredInTheirOrder() throws {
        try withExample { host in
            let outcome = try host.lookup(ManualExample.otherFile, ManualExample.firstFile)
            #expect(outcome.status == 0)
            #expect(outcome.text == ManualExample.text(3...4) + ManualExample.text(0...2))
        }
    }

    @Test func keysComeFromStandardInput() throws {
        try withExample { host in
            let keys = "\(ManualExample.otherFile)\r\n\n\(ManualExample.messageID)"
            let outcome = try host.lookup("-", stdin: Array(keys.utf8))
            #expect(outcome.status == 0)
            #expect(outcome.text == ManualExample.text(3...4) + ManualExample.text(0...4))
            let both = try host.lookup("-", ManualExample.firstFile, stdin: Array(ManualExample.otherFile.utf8))
            #expect(both.text == ManualExample.text(0...2) + ManualExample.text(3...4))
        }
    }

    @Test func aMissIsSaidOnStandardErrorOnly() throws {
        try withExample { host in
            let outcome = try host.lookup("<nobody@sesta.com>")
            #expect(outcome.status == 1)
            #expect(outcome.output.isEmpty)
            #expect(
                outcome.messages == [
                    "mtatrail: no record of '<nobody@sesta.com>' in 1 archive, "
                        + "from 1998-01-15 10:31 to 1998-01-15 20:45"
                ])
        }
    }

    @Test func theWorstKeyDecidesTheStatus() throws {
        try withExample { host in
            let outcome = try host.lookup(ManualExample.firstFile, "<nobody@sesta.com>")
            #expect(outcome.status == 1)
            #expect(outcome.text == ManualExample.text(0...2))
        }
    }

    @Test func aMissIsNotSureWhereSomethingCouldNotBeSearched() throws {
        try withExample { host in
            let torn = Packaging.gzip1.pack(SyntheticLog.text(seed: 4, records: 3000).bytes)
            try host.write(Array(torn.prefix(torn.count / 2)), "torn.gz")
            let index = try host.index("torn.gz")
            #expect(index.status == 1 && index.errors.contains("torn.gz is indexed only in part"))
            let miss = try host.lookup("<nobody@sesta.com>")
            #expect(miss.status == 2 && miss.output.isEmpty)
            #expect(miss.errors.contains("torn.gz"))
            #expect(try host.lookup(ManualExample.firstFile).status == 0)
            try host.write(torn, "torn.gz")
            #expect(try host.index("torn.gz").status == 0)
            #expect(try host.lookup("<nobody@sesta.com>").status == 1)
        }
    }

    @Test func whatIsGoneIsNamed() throws {
        try withExample { host in
            try FileManager.default.removeItem(atPath: host.path("mail.log"))
            let outcome = try host.lookup(ManualExample.messageID)
            #expect(outcome.status == 2 && outcome.output.isEmpty)
            #expect(outcome.errors.contains("could not search \(host.path("mail.log"))"))
        }
    }

    @Test func aPipeGetsTheExactBytes() throws {
        try Host.with { host in
            let envelope = "tcp_local tcp_local E 3 a@b rfc822;c@d c@d /q/ZZ01IS3D2ZP7FQ9UN54R.00"
            let start = Array("15-Jan-1998 10:31:05.18 \(envelope) <".utf8)
            let record = start + [0xfc, 0xdf, 0x1b, 0x5b] + Array("m@x> \u{1B}]0;title\u{7}\r\n".utf8)
            try host.write(record + record.prefix(record.count - 2), "mail.log")
            try host.index("mail.log")
            let outcome = try host.lookup("-", stdin: [UInt8(ascii: "<"), 0xfc, 0xdf, 0x1b, 0x5b] + Array("m@x>".utf8))
            // The last record has no line end of its own.
            #expect(outcome.status == 0 && outcome.output == record + record.prefix(record.count - 2) + [0x0a])
            let json = try host.lookup("--json", "ZZ01IS3D2ZP7FQ9UN54R.00")
            let line = Data(json.output.prefix { $0 != 0x0a })
            let object = try JSONSerialization.jsonObject(with: line) as? [String: Any]
            let exact = (object?["raw_base64"] as? String).flatMap { Data(base64Encoded: $0) }
            #expect(exact.map { Array($0) } == record)
        }
    }

    @Test func theEnvironmentNamesTheIndex() throws {
        try withExample { host in
            let outcome = try Program.mtatrail.run(
                ["lookup", ManualExample.otherFile], environment: ["MTATRAIL_INDEX": host.index])
            #expect(outcome.text == ManualExample.text(3...4))
            let other = try Program.mtatrail.run(
                ["lookup", "--index", host.index, ManualExample.otherFile], environment: ["MTATRAIL_INDEX": "/nowhere"])
            #expect(other.text == ManualExample.text(3...4), "the option goes before")
        }
    }
}
