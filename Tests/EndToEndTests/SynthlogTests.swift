import SystemPackage
import TestSupport
import Testing

/// The generator as a program: what it writes, mtatrail finds.
@Suite struct SynthlogTests {
    @Test func theSameSeedGivesTheSameBytes() throws {
        let arguments = ["--bytes", "200K", "--seed", "5", "--rate", "50000"]
        let first = try Program.synthlog.run(arguments)
        #expect(first.status == 0 && first.errors == "")
        #expect(try Program.synthlog.run(arguments).output == first.output)
        #expect(try Program.synthlog.run(["--bytes", "200K", "--seed", "6", "--rate", "50000"]).output != first.output)
    }

    @Test(arguments: [1000, 4096, 100_000]) func theSizeIsKeptAndTheLastRecordIsWhole(_ size: Int) throws {
        let output = try Program.synthlog.run(["--bytes", String(size)]).output
        #expect(output.count <= size && output.count > size - 1000)
        #expect(output.last == 0x0a)
        let longer = try Program.synthlog.run(["--bytes", String(size + 2000)]).output
        #expect(longer.starts(with: output))
    }

    @Test(arguments: [[], ["--crlf", "--headers"], ["--folded"], ["--options", "all", "--format", "2"]])
    func everyKeyItListsIsFound(_ options: [String]) throws {
        try Host.with { host in
            let log = try Program.synthlog.run(
                ["--bytes", "1M", "--keys", host.path("keys"), "--output", host.path("mail.log")] + options)
            #expect(log.status == 0 && log.output.isEmpty)
            try host.index("mail.log")
            let lines = try read(host.directory.appending("keys")).split(separator: 0x0a)
            var generator = SeededGenerator(seed: 1)
            let keys = lines.shuffled(using: &generator).prefix(60).map { $0.drop { $0 != 0x09 }.dropFirst() }
            #expect(keys.count == 60)
            for key in keys {
                let outcome = try host.lookup("-", stdin: Array(key))
                #expect(outcome.status == 0, "\(String(decoding: key, as: UTF8.self)): \(outcome.errors)")
                #expect(outcome.text.contains(String(decoding: key, as: UTF8.self)) || options == ["--folded"])
            }
        }
    }

    @Test func wrongUseIsTold() throws {
        for arguments in [[], ["--bytes", "much"], ["--bytes", "1K", "--start", "31-02-2025"]] {
            let outcome = try Program.synthlog.run(arguments)
            #expect(outcome.status != 0 && outcome.output.isEmpty && !outcome.errors.isEmpty)
        }
    }
}
