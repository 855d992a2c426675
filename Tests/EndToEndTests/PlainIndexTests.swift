import SyntheticLogs
import TestSupport
import Testing

/// The plainest command lines of `index` are read without the argument parser: nobody can tell by anything but the time.
@Suite struct PlainIndexTests {
    /// Goes through the argument parser and means nothing.
    private static let idle = "--seek-points=3M"

    @Test func givesWhatTheArgumentParserGives() throws {
        try Host.with { host in
            try host.write(SyntheticLog.text(seed: 62, records: 40).bytes, "mail.log")
            try host.write(Array("no log\n".utf8), "README")
            try host.index("mail.log")
            let others = [
                host.path("README"), host.path("none"), "", "-", "--", "-x", "--index", "-q", "help", "--no-wait",
            ]
            var random = SeededGenerator(seed: 62)
            for _ in 0..<40 {
                var arguments = ["-q"]
                for _ in 0..<Int.random(in: 0...2, using: &random) {
                    let isKnown = Int.random(in: 0..<3, using: &random) > 0
                    arguments.append(isKnown ? host.path("mail.log") : others.randomElement(using: &random)!)
                }
                let place = Int.random(in: 0...arguments.count, using: &random)
                arguments.insert(contentsOf: ["--index", host.index], at: place)
                let plain = try Program.mtatrail.run(["index"] + arguments)
                let parsed = try Program.mtatrail.run(["index", Self.idle] + arguments)
                #expect(plain.errors == parsed.errors, "\(arguments)")
                #expect(plain.status == parsed.status, "\(arguments)")
            }
        }
    }
}
