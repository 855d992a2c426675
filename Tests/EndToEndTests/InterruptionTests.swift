import Foundation
import SystemPackage
import TestSupport
import Testing

/// Runs that are killed, and runs side by side: what was published is there, and nothing is lost in the end.
@Suite(.serialized) struct InterruptionTests {
    private static let denseIDs = 10_000_000..<12_000_000

    /// A log of records with so many ids each that several runs of postings are written; and a small one.
    private func withDenseLog(_ body: (Host) throws -> Void) throws {
        try Host.with { host in
            try host.write(ManualExample.log, "mail.log")
            #expect(try host.index("mail.log").status == 0)
            let range = InterruptionTests.denseIDs
            let separators = String(repeating: ",", count: 49) + "\\n"
            let record = "15-Jan-1998 10:00:00.00 tcp_local D 3 a@b rfc822;c@d c@d /q/ZZ0DENSE00000.00 "
            let made = try Program.mtatrail.shell(
                """
                seq -f '<%.0f@d>' \(range.lowerBound) \(range.upperBound - 1) | paste -s -d '\(separators)' |
                sed 's|^|\(record)|' | gzip -1 > '\(host.path("dense.log.gz"))'
                """)
            #expect(made.status == 0 && made.errors == "")
            try body(host)
        }
    }

    private func startIndexing(_ host: Host) throws -> RunningProgram {
        try Program.mtatrail.start(["index", "--index", host.index, "--memory", "128M", host.path("dense.log.gz")])
    }

    /// The published log is whole at any time.
    private func expectExample(_ host: Host) throws {
        let outcome = try host.lookup(ManualExample.messageID)
        #expect(outcome.status == 0 && outcome.text == ManualExample.text(0...4), "\(outcome.errors)")
    }

    private func expectAllIDs(_ host: Host) throws {
        // Near enough to each other that no granule left out goes unseen.
        let ids = InterruptionTests.denseIDs
        let sample = stride(from: ids.lowerBound, to: ids.upperBound, by: 4000) + [ids.upperBound - 1]
        let outcome = try host.lookup("-", stdin: sample.flatMap { Array("<\($0)@d>\n".utf8) })
        #expect(outcome.status == 0, "\(outcome.errors)")
        let lines = outcome.text.split(separator: "\n")
        #expect(lines.count == sample.count)
        for (line, id) in zip(lines, sample) { #expect(line.contains("<\(id)@d>")) }
        let miss = try host.lookup("<999@d>")
        #expect(miss.status == 1 && miss.output.isEmpty)
    }

    @Test func aKilledRunLosesNothing() throws {
        try withDenseLog { host in
            for milliseconds in [0, 20, 100, 400, 1000, 2000] {
                let run = try startIndexing(host)
                Thread.sleep(forTimeInterval: Double(milliseconds) / 1000)
                run.send(SIGKILL)
                _ = try run.end()
                try expectExample(host)
                // Not all of the dense log is searched yet, or all of it is: never anything else.
                let miss = try host.lookup("<999@d>")
                #expect([1, 2].contains(miss.status) && !miss.wasKilled && miss.output.isEmpty, "\(miss.errors)")
            }
            let last = try host.index("dense.log.gz", options: ["--memory", "128M"])
            #expect(last.status == 0, "\(last.errors)")
            try expectAllIDs(host)
            try expectExample(host)
            #expect(try host.index("dense.log.gz").errors.contains("nothing new"))
            try expectReadableStore(host)
        }
    }

    @Test func aKilledRunGoesOnWhereItWas() throws {
        try withDenseLog { host in
            let first = InterruptionTests.denseIDs.lowerBound
            let run = try startIndexing(host)
            // The first run of postings is published while the rest is still to come.
            #expect(run.wait { (try? host.lookup("<\(first)@d>").status) == 0 })
            run.send(SIGKILL)
            // A machine may be too fast for it; then there was nothing to be resumed.
            guard try run.end().wasKilled else { return }
            let missing = try host.lookup("<\(InterruptionTests.denseIDs.upperBound - 1)@d>")
            #expect(missing.status == 2 && missing.errors.contains("an index run was stopped"))
            let last = try host.index("dense.log.gz")
            #expect(last.status == 0 && last.errors.contains("indexed 1 archive"))
            let records = InterruptionTests.denseIDs.count / 50
            #expect(!last.errors.contains(" \(records / 1000),"), "what was published was read again")
            try expectAllIDs(host)
        }
    }

    @Test func aTornArchiveIsWholeInTheEndThoughTheRunThatReadItAnewWasKilled() throws {
        try withDenseLog { host in
            let whole = try read(host.directory.appending("dense.log.gz"))
            try host.write(Array(whole.prefix(500_000)), "dense.log.gz")
            #expect(try host.index("dense.log.gz").status == 1)
            try host.write(whole, "dense.log.gz")
            let run = try startIndexing(host)
            // Behind the tear, and published by the first of two runs of postings.
            #expect(run.wait { (try? host.lookup("<10500000@d>").status) == 0 })
            run.send(SIGKILL)
            // A machine may be too fast for it; then there was nothing to be resumed.
            guard try run.end().wasKilled else { return }
            #expect(try host.index("dense.log.gz").status == 0)
            try expectAllIDs(host)
        }
    }

    /// LMDB's own tool reads what is left.
    private func expectReadableStore(_ host: Host) throws {
        let tool = "/usr/bin/mdb_stat"
        guard FileManager.default.isExecutableFile(atPath: tool) else { return }
        let outcome = try Program.mtatrail.shell("\(tool) -a '\(host.index)'")
        #expect(outcome.status == 0)
        for database in ["archives", "frames", "postings", "runs", "schema"] {
            #expect(outcome.text.contains(database))
        }
    }

    @Test func aSecondRunWaitsForTheFirst() throws {
        try withDenseLog { host in
            let log = ManualExample.log.map { $0 == UInt8(ascii: "@") ? UInt8(ascii: "%") : $0 }
            try host.write(log, "other.log")
            let first = try startIndexing(host)
            // It is at work once the store's lock is taken by it, and stands still while the second one starts.
            #expect(first.wait { isLocked(host) || !first.isRunning })
            first.send(SIGSTOP)
            let second = try Program.mtatrail.start(["index", "--index", host.index, host.path("other.log")])
            #expect(second.wait { second.errors.contains("another index run is at work") || !second.isRunning })
            #expect(second.isRunning)
            try expectExample(host)
            // The first run has said what it is to read, or not yet.
            #expect([1, 2].contains(try host.lookup("<01IRUD7SVA3Q9UN2D4%sesta.com>").status))
            first.send(SIGCONT)
            for _ in 0..<5 { try expectExample(host) }
            let (one, two) = (try first.end(), try second.end())
            #expect(one.status == 0, "\(one.errors)")
            #expect(two.status == 0, "\(two.errors)")
            #expect(two.messages.first?.contains("waiting") == true)
            try expectAllIDs(host)
            #expect(try host.lookup("<01IRUD7SVA3Q9UN2D4%sesta.com>").status == 0)
        }
    }

    private func isLocked(_ host: Host) -> Bool {
        let outcome = try? Program.mtatrail.shell("flock -n '\(host.index)/writer.lock' true")
        return outcome?.status == 1
    }
}
