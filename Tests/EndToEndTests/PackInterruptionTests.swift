import Foundation
import SyntheticLogs
import SystemPackage
import TestSupport
import Testing

/// Pack runs that are killed: the old file is there, or the new one, and the next run finishes.
@Suite(.serialized) struct PackInterruptionTests {
    private static let log = SyntheticLog.text(seed: 41, records: 12_000).bytes
    private static let temporary = ".mail.log.zst.mtatrail-pack"
    /// What the original is called in the moment before it goes.
    private static let aside = ".mail.log.mtatrail-original"
    private static let leastKills = 20 * Torture.factor
    private static let command = ["pack", "--frame-size", "8K"]

    /// Kills runs over one file at moments of chance, from the start to about the end of a run.
    @Test(arguments: [Packaging.plain, .gzip1, .zstd1]) func `A killed run leaves the old file or the new one`(
        packaging: Packaging
    ) throws {
        var generator = SeededGenerator(seed: 42)
        let packed = packaging.pack(PackInterruptionTests.log)
        let name = "mail.log\(packaging.fileExtension)"
        try Host.with { host in
            var kills = 0
            while kills < PackInterruptionTests.leastKills {
                try host.write(packed, name)
                let start = ContinuousClock.now
                #expect(try Program.mtatrail.run(PackInterruptionTests.command + [host.path(name)]).status == 0)
                // How long a run takes that is not killed, here and now.
                let whole = start.duration(to: .now) / .seconds(1)
                let new = try read(host.directory.appending("mail.log.zst"))
                try clear(host)
                try host.write(packed, name)
                let run = try Program.mtatrail.start(PackInterruptionTests.command + [host.path(name)])
                Thread.sleep(forTimeInterval: .random(in: 0...whole * 1.1, using: &generator))
                run.send(SIGKILL)
                kills += try run.end().wasKilled ? 1 : 0
                try expectWhole(host, name, old: packed, new: new)
                try expectNextRunFinishes(host)
                try clear(host)
            }
        }
    }

    private func clear(_ host: Host) throws {
        for name in try host.names() { try FileManager.default.removeItem(atPath: host.path(name)) }
    }

    /// The new file is there alone, and holds the log.
    private func expectNextRunFinishes(_ host: Host) throws {
        let log = PackInterruptionTests.log
        let next = try host.pack("")
        #expect(next.status == 0, "\(next.errors)")
        #expect(try host.names() == ["mail.log.zst"])
        let text = unzstdPrefix(try read(host.directory.appending("mail.log.zst")), limit: log.count + 1)
        #expect(isSame(text[...], log[...]))
    }

    @Test func `A killed run that indexes and packs loses nothing`() throws {
        let log = RotatedLog(SyntheticLog.text(seed: 43, records: 8000))
        let keys = log.sampleOfKeys(20)
        let questions: [UInt8] = keys.flatMap { $0.text + [0x0a] }
        let answers: [UInt8] = keys.flatMap { log.records(of: $0).flatMap(\.self) }
        var generator = SeededGenerator(seed: 44)
        try Host.with { host in
            for _ in 0..<15 * Torture.factor {
                try clear(host)
                try host.write(log.text.bytes, "mail.log")
                let run = try Program.mtatrail.start(["index", "--pack", "--index", host.index, host.directory.string])
                Thread.sleep(forTimeInterval: Double.random(in: 0...0.4, using: &generator))
                run.send(SIGKILL)
                _ = try run.end()
                // Where both are there, the packed one is whole, and packing removes the other.
                var logs = Set(try host.names()).subtracting(["ix", PackInterruptionTests.temporary])
                if logs.remove(PackInterruptionTests.aside) != nil { logs.insert("mail.log") }
                #expect([["mail.log"], ["mail.log.zst"], ["mail.log", "mail.log.zst"]].contains(logs))
                #expect([0, 1].contains(try host.index("", options: ["--pack"]).status))
                let found = try host.lookup("-", stdin: questions)
                #expect(found.status == 0 && found.output == answers, "\(found.errors)")
                #expect([0, 1].contains(try host.pack("").status))
                #expect(try host.names() == ["ix", "mail.log.zst"])
                #expect(try host.index("").status == 0)
                #expect(try host.lookup("-", stdin: questions).output == answers)
            }
        }
    }

    /// The old file as it was or the new one as it is to be, and nothing else but a temporary file.
    private func expectWhole(_ host: Host, _ name: String, old: [UInt8], new: [UInt8]) throws {
        var files: [String: [UInt8]] = [:]
        for name in try host.names() where name != PackInterruptionTests.temporary {
            let lasting = name.hasSuffix(".mtatrail-original") ? String(name.dropFirst().dropLast(18)) : name
            files[lasting] = try read(host.directory.appending(name))
        }
        var states: [[String: [UInt8]]] = [[name: old], ["mail.log.zst": new]]
        if name != "mail.log.zst" { states.append([name: old, "mail.log.zst": new]) }
        #expect(states.contains { $0 == files }, "\(files.mapValues(\.count))")
    }
}
