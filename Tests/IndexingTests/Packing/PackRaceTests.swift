import Foundation
import Indexing
import LMDBIndex
import SystemPackage
import TestSupport
import Testing
import Threads

/// Others write while a log is packed, and runs are killed in the moment before the original goes: nothing is lost.
@Suite struct PackRaceTests {
    private static let aside = ".mail.log.mtatrail-original"

    /// As a shell's `>>` does it, but for a file that must be there.
    @Test func `Not a line of a writer that opens, appends and closes is lost`() throws {
        for round in 0..<10 * Torture.factor {
            try Site.with { site in
                try site.write(records(0..<200), "mail.log")
                let writer = Writer(site.path("mail.log"), from: 200)
                let thread = Thread { writer.run() }
                thread.start()
                _ = try site.pack { $0.frameSize = 4 << 10 }
                let written = writer.stop()
                var found: [[UInt8]] = []
                for name in try site.names() {
                    #expect(["mail.log", "mail.log.zst"].contains(name), "round \(round)")
                    let bytes = try read(site.path(name))
                    found.append(name == "mail.log" ? bytes : unzstdPrefix(bytes, limit: 64 << 20))
                }
                // The packed file may be what the log was before.
                let longest = found.max { $0.count < $1.count } ?? []
                #expect(isSame(longest[...], records(0..<written)[...]), "round \(round): \(found.map(\.count))")
            }
        }
    }

    /// The same for frames that are appended to a .zst, which is packed under its own name.
    @Test func `Not a frame that is appended to a compressed log is lost`() throws {
        for round in 0..<10 * Torture.factor {
            try Site.with { site in
                try site.write(Packaging.zstd1.pack(records(0..<200)), "mail.log.zst")
                let writer = Writer(site.path("mail.log.zst"), from: 200, .zstd1)
                let thread = Thread { writer.run() }
                thread.start()
                _ = try site.pack { $0.frameSize = 4 << 10 }
                let written = writer.stop()
                #expect(try site.names() == ["mail.log.zst"], "round \(round)")
                let text = unzstdPrefix(try read(site.path("mail.log.zst")), limit: 64 << 20)
                #expect(isSame(text[...], records(0..<written)[...]), "round \(round)")
            }
        }
    }

    @Test func `An original that a killed run was removing goes in the next one`() throws {
        try withKilledRun { site in
            let report = try site.pack()
            #expect(report.finishedFiles == 1 && report.skipped.isEmpty && report.failed.isEmpty)
            #expect(try site.names() == ["mail.log.zst"])
        }
        // Named itself, by the name that it had.
        try withKilledRun { site in
            let report = try site.pack([site.path("mail.log")])
            #expect(report.finishedFiles == 1)
            #expect(try site.names() == ["mail.log.zst"])
        }
    }

    @Test func `An original that has grown gets its name back`() throws {
        try withKilledRun { site in
            try site.append(records(100..<110), to: Self.aside)
            let report = try site.pack()
            #expect(report.skipped.map(\.path.lastComponent) == ["mail.log"])
            #expect(try site.names() == ["mail.log", "mail.log.zst"])
            #expect(try read(site.path("mail.log")) == records(0..<110))
        }
    }

    @Test func `A new log in its place is not touched`() throws {
        try withKilledRun { site in
            try site.write(records(500..<510), "mail.log")
            let report = try site.pack()
            #expect(report.remaindersRemoved == 1)
            #expect(report.skipped.map(\.path.lastComponent) == ["mail.log"])
            #expect(try site.names() == ["mail.log", "mail.log.zst"])
            #expect(try read(site.path("mail.log")) == records(500..<510))
        }
        try withKilledRun { site in
            try site.append(records(100..<110), to: Self.aside)
            try site.write(records(500..<510), "mail.log")
            let report = try site.pack()
            let asides = report.skipped.filter { $0.path.lastComponent?.string == Self.aside }
            #expect(asides.count == 1 && asides[0].reason.contains("whose name another file has by now"))
            #expect(try site.names() == [Self.aside, "mail.log", "mail.log.zst"])
        }
    }

    @Test func `An original with both names keeps the lasting one`() throws {
        try withKilledRun { site in
            let (aside, log) = (site.path(Self.aside).string, site.path("mail.log").string)
            try FileManager.default.linkItem(atPath: aside, toPath: log)
            #expect(try site.pack().finishedFiles == 1)
            #expect(try site.names() == ["mail.log.zst"])
        }
    }

    @Test func `Indexing with packing finds it too`() throws {
        try withKilledRun { site in
            try site.append(records(100..<110), to: Self.aside)
            var options = IndexOptions()
            options.packing = PackOptions()
            _ = try Indexer(LMDBStore(site.index), options).run([site.logs])
            #expect(try site.names() == ["mail.log", "mail.log.zst"])
            #expect(try site.records("<105@sesta.com>") == [record(105)])
        }
    }

    /// A packed log, and its original as a run leaves it that is killed before it goes.
    private func withKilledRun(_ body: (Site) throws -> Void) throws {
        try Site.with { site in
            try site.write(records(0..<100), "mail.log")
            #expect(try site.pack { $0.keepsOriginals = true }.packed.count == 1)
            try site.rename("mail.log", Self.aside)
            try body(site)
        }
    }
}

/// Appends records until its file is gone or it is told to stop.
private final class Writer: Sendable {
    private let path: FilePath
    private let packaging: Packaging
    private let state: Mutex<(next: Int, isStopped: Bool)>

    init(_ path: FilePath, from number: Int, _ packaging: Packaging = .plain) {
        self.path = path
        self.packaging = packaging
        state = Mutex((number, false))
    }

    func run() {
        while write() {}
    }

    private func write() -> Bool {
        state.withLock { state in
            guard !state.isStopped else { return false }
            // In the moment that a file is looked at under another name it has to be opened again.
            guard let file = try? FileDescriptor.open(path, .writeOnly, options: .append) else { return true }
            defer { try? file.close() }
            guard (try? file.writeAll(packaging.pack(record(state.next)))) != nil else { return false }
            state.next += 1
            return true
        }
    }

    /// Gives the number of the first record that was not written.
    func stop() -> Int {
        state.withLock { state in
            state.isStopped = true
            return state.next
        }
    }
}
