import Foundation
import SystemPackage
import TestSupport
import Testing

/// What the system gives a process little of is told, and never a signal.
@Suite struct ProcessLimitTests {
    private func withHost(_ body: (Host) throws -> Void) throws {
        try Host.with { host in
            try host.write(ManualExample.log, "mail.log")
            #expect(try host.index("mail.log").status == 0)
            try body(host)
        }
    }

    private func run(_ limit: String, _ command: String) throws -> Outcome {
        try Program.mtatrail.shell("\(limit); exec \"$0\" \(command)")
    }

    @Test func aLowSoftLimitOfOpenFilesIsRaised() throws {
        try withHost { host in
            for command in [
                "index -q --index '\(host.path("new"))' '\(host.path("mail.log"))'",
                "lookup --index '\(host.index)' '\(ManualExample.messageID)'", "pack --keep '\(host.path("mail.log"))'",
            ] {
                let outcome = try run("ulimit -S -n 8", command)
                #expect(outcome.status == 0 && !outcome.wasKilled, "\(outcome.errors)")
            }
        }
    }

    @Test func tooLowALimitOfOpenFilesIsTold() throws {
        try withHost { host in
            for command in ["index --index '\(host.path("new"))' '\(host.path("mail.log"))'", "lookup a@b", "status"] {
                let outcome = try run("ulimit -n 8", command)
                #expect(outcome.status == 2 && outcome.messages.count == 1, "\(outcome.errors)")
                #expect(outcome.errors.contains("only 8 files open") && outcome.errors.contains("ulimit -n"))
            }
        }
    }

    @Test(arguments: [1, 8, 64, 200])
    func aLimitOfFileSizesIsTold(blocks: Int) throws {
        try withHost { host in
            let commands = [
                "index -q --index '\(host.path("new"))' '\(host.path("mail.log"))'",
                "prune --compact --index '\(host.index)'",
                "lookup --index '\(host.index)' '\(ManualExample.messageID)'",
            ]
            for command in commands {
                let outcome = try run("ulimit -f \(blocks)", command)
                #expect(!outcome.wasKilled && [0, 2].contains(outcome.status), "\(outcome.errors)")
                #expect(outcome.status == 0 || outcome.messages.count == 1, "\(outcome.errors)")
            }
            #expect(try host.lookup(ManualExample.messageID).text == ManualExample.text(0...4))
        }
    }

    @Test func aReaderThatGoesAwayEndsItAsUsual() throws {
        try Host.with { host in
            let lines = (0..<20_000).map { Nights.record(1, $0) }.joined()
            try host.write(Array(lines.utf8), "mail.log")
            let outcome = try Program.mtatrail.shell(
                "{ \"$0\" records '\(host.path("mail.log"))'; echo \"status $?\" >&2; } | head -1 > /dev/null")
            // By SIGPIPE, silently.
            #expect(outcome.errors == "status \(128 + SIGPIPE)\n")
        }
    }
}
