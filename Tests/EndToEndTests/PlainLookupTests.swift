import SyntheticLogs
import TestSupport
import Testing

/// The plainest command lines of `lookup` are read without the argument parser: nobody can tell by anything but the time.
@Suite struct PlainLookupTests {
    /// Goes through the argument parser and means nothing when standard output is a pipe.
    private static let idle = "--color=auto"

    @Test func givesWhatTheArgumentParserGives() throws {
        try Host.with { host in
            let log = SyntheticLog.text(seed: 61, records: 400)
            try host.write(log.bytes, "mail.log")
            try host.index("mail.log")
            var random = SeededGenerator(seed: 61)
            let known = log.records.flatMap(\.messageIDs).map { String(decoding: $0.bytes, as: UTF8.self) }
            let others = [
                "ZZ01IS3D2ZP7FQ9UN54R.00", "<nobody@sesta.com>", "a key=with blanks", "<>", "", "-", "--", "-x",
                "--index", "--json", "lookup", "/imta/queue/l/ZY01IS3D2ZP7FQ9UN54R.00",
            ]
            for _ in 0..<60 {
                var arguments: [String] = []
                for _ in 0..<Int.random(in: 0...3, using: &random) {
                    let isKnown = Int.random(in: 0..<3, using: &random) > 0
                    arguments.append((isKnown ? known : others).randomElement(using: &random)!)
                }
                let place = Int.random(in: 0...arguments.count, using: &random)
                switch Int.random(in: 0..<6, using: &random) {
                case 0: arguments.insert(contentsOf: ["--index", host.path("none")], at: place)
                case 1: arguments.insert("--index=" + host.index, at: place)
                default: arguments.insert(contentsOf: ["--index", host.index], at: place)
                }
                try expectSame(arguments)
            }
        }
    }

    private func expectSame(_ arguments: [String]) throws {
        let plain = try Program.mtatrail.run(["lookup"] + arguments)
        let parsed = try Program.mtatrail.run(["lookup", Self.idle] + arguments)
        #expect(plain.output == parsed.output, "\(arguments)")
        #expect(plain.errors == parsed.errors, "\(arguments)")
        #expect(plain.status == parsed.status, "\(arguments)")
    }
}
