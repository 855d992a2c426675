import Foundation
import SyntheticLogs
import SystemPackage
import TestSupport
import Testing

/// Commands that are stopped by a signal: nothing half-made is left, a line says how things are, and the process ends by
/// the signal.
@Suite(.serialized) struct SignalTests {
    private static let log = SyntheticLog.text(seed: 45, records: 6000).bytes
    private static let signals = [SIGHUP, SIGINT, SIGTERM]
    /// A level at which it takes long enough to be met in the middle.
    private static let slowPack = ["pack", "--level", "22", "--jobs", "1"]

    /// What the other tests rest on.
    @Test func `A started program gets its signals`() throws {
        let outcome = try Program(at: "/bin/sh").run(["-c", "kill -INT $$; echo still here"])
        #expect(outcome.wasKilled && outcome.status == SIGINT && outcome.output.isEmpty)
    }

    @Test(arguments: signals) func `Packing leaves the original alone`(signal: Int32) throws {
        try Host.with { host in
            try host.write(Self.log, "mail.log")
            let run = try Program.mtatrail.start(Self.slowPack + [host.path("mail.log")])
            #expect(run.wait { (try? host.names().count) == 2 || !run.isRunning })
            run.send(signal)
            let outcome = try run.end()
            #expect(outcome.wasKilled && outcome.status == signal, "\(outcome.status) \(outcome.errors)")
            let messages = outcome.messages
            #expect(messages.count == 1 && messages[0].hasPrefix("mtatrail: stopped by SIG"), "\(outcome.errors)")
            #expect(try host.names() == ["mail.log"])
            #expect(isSame(try read(host.directory.appending("mail.log"))[...], Self.log[...]))
            #expect(try host.pack("").status == 0)
            #expect(try host.names() == ["mail.log.zst"])
        }
    }

    @Test func `A signal that is ignored stays so`() throws {
        try Host.with { host in
            try host.write(Self.log, "mail.log")
            let script = "trap '' HUP; exec \"$0\" \"$@\""
            let run = try Program(at: "/bin/sh").start(
                ["-c", script, Program.mtatrail.url.path] + Self.slowPack + [host.path("mail.log")])
            #expect(run.wait { (try? host.names().count) == 2 || !run.isRunning })
            run.send(SIGHUP)
            let outcome = try run.end()
            #expect(!outcome.wasKilled && outcome.status == 0, "\(outcome.errors)")
            #expect(try host.names() == ["mail.log.zst"])
        }
    }

    /// Stops runs of a command at moments of chance; `body` is told whether the signal ended it.
    private func stop(
        _ arguments: [String], _ host: Host, seed: UInt64, prepare: () throws -> Void, body: (Outcome) throws -> Void
    ) throws {
        var random = SeededGenerator(seed: seed)
        try prepare()
        let start = ContinuousClock.now
        try #require(try Program.mtatrail.run(arguments).status == 0)
        let whole = start.duration(to: .now) / .seconds(1)
        for round in 0..<9 * Torture.factor {
            try prepare()
            let run = try Program.mtatrail.start(arguments)
            Thread.sleep(forTimeInterval: .random(in: 0...whole, using: &random))
            let signal = Self.signals[round % 3]
            run.send(signal)
            let outcome = try run.end()
            #expect(outcome.status == (outcome.wasKilled ? signal : 0), "\(outcome.errors)")
            // Before it begins to work there is nothing to be said.
            if outcome.wasKilled { #expect(outcome.messages.count <= 1, "\(outcome.errors)") }
            try body(outcome)
        }
    }

    @Test func `Indexing and packing leaves no temporary file`() throws {
        try Host.with { host in
            try stop(["index", "--pack", "--index", host.index, host.directory.string], host, seed: 46) {
                for name in try host.names() { try FileManager.default.removeItem(atPath: host.path(name)) }
                try host.write(Self.log, "mail.log")
            } body: { _ in
                let logs = Set(try host.names()).subtracting(["ix"])
                #expect([["mail.log"], ["mail.log.zst"], ["mail.log", "mail.log.zst"]].contains(logs))
                #expect([0, 1].contains(try host.index("", options: ["--pack", "-q"]).status))
                #expect([0, 1].contains(try host.pack("").status))
                #expect(try host.names() == ["ix", "mail.log.zst"])
            }
        }
    }

    @Test func `Compacting leaves no half-made copy`() throws {
        try Host.with { host in
            try host.write(Self.log, "mail.log")
            try host.index("mail.log", options: ["-q"])
            try stop(["prune", "--compact", "--index", host.index], host, seed: 47) {
            } body: { _ in
                let files = try FileManager.default.contentsOfDirectory(atPath: host.index)
                #expect(!files.contains("compacting"))
                #expect(try Program.mtatrail.run(["status", "--index", host.index]).status == 0)
            }
        }
    }

    @Test func `A page is the old one or the new one`() throws {
        try Host.with { host in
            try host.write(ManualExample.log, "mail.log")
            try host.index("mail.log", options: ["-q"])
            let page = host.path("page.html")
            let arguments = ["trace", "--index", host.index, "--html", page, "<01IRUD7SVA3Q9UN2D4@sesta.com>"]
            try stop(arguments, host, seed: 48) {
                try host.write([0x3c], "page.html")
            } body: { outcome in
                #expect(try host.names() == ["ix", "mail.log", "page.html"])
                let content = try read(host.directory.appending("page.html"))
                #expect(content.count > 1 || (outcome.wasKilled && content == [0x3c]))
            }
        }
    }
}
