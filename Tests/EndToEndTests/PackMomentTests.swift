import Foundation
import SyntheticLogs
import SystemPackage
import TestSupport
import Testing

/// Pack runs that are stopped exactly between the steps in which the original goes: the next run puts things right.
@Suite(.enabled(if: Tracer.path != nil, "needs strace")) struct PackMomentTests {
    private static let log = SyntheticLog.text(seed: 49, records: 2000).bytes

    /// A step, as the system call before which the run is stopped.
    struct Moment: Sendable, CustomTestStringConvertible {
        let calls: String
        let number: Int
        let names: [String]

        var testDescription: String { "before \(calls) \(number)" }
    }

    private static let apart = [
        Moment(calls: "renameat2", number: 1, names: [".mail.log.zst.mtatrail-pack", "mail.log"]),
        Moment(calls: "renameat2", number: 2, names: ["mail.log", "mail.log.zst"]),
        Moment(calls: "?unlink,?unlinkat", number: 1, names: [".mail.log.mtatrail-original", "mail.log.zst"]),
    ]
    private static let inPlace = [
        Moment(calls: "renameat2", number: 1, names: [".mail.log.zst.mtatrail-pack", "mail.log.zst"]),
        Moment(
            calls: "renameat2", number: 2, names: [".mail.log.zst.mtatrail-original", ".mail.log.zst.mtatrail-pack"]),
        Moment(calls: "?unlink,?unlinkat", number: 1, names: [".mail.log.zst.mtatrail-original", "mail.log.zst"]),
    ]

    private func pack(_ host: Host, _ name: String, _ injection: String) throws -> Outcome {
        try Program(at: try #require(Tracer.path)).run(
            ["-f", "-qq", "-o", "/dev/null", "-e", "inject=\(injection)", Program.mtatrail.url.path, "pack"]
                + [host.path(name)])
    }

    private func expectPacked(_ host: Host) throws {
        #expect(try host.names() == ["mail.log.zst"])
        let packed = try read(host.directory.appending("mail.log.zst"))
        #expect(isSame(unzstdPrefix(packed, limit: Self.log.count + 1)[...], Self.log[...]))
    }

    private func kill(at moment: Moment, _ name: String, _ content: [UInt8], _ body: (Host) throws -> Void) throws {
        try Host.with { host in
            try host.write(content, name)
            let outcome = try pack(host, name, "\(moment.calls):signal=KILL:when=\(moment.number)")
            #expect(outcome.wasKilled, "\(outcome.status) \(outcome.errors)")
            #expect(try host.names() == moment.names)
            try body(host)
        }
    }

    @Test(arguments: apart) func `A log that is packed beside itself`(moment: Moment) throws {
        try kill(at: moment, "mail.log", Self.log) { host in
            #expect(try host.pack("").status == 0)
            try expectPacked(host)
        }
    }

    @Test(arguments: inPlace) func `A log that is packed under its own name`(moment: Moment) throws {
        let content = Packaging.zstd1.pack(Self.log)
        try kill(at: moment, "mail.log.zst", content) { host in
            #expect(try host.pack("").status == 0)
            try expectPacked(host)
        }
        // An index run that packs nothing finds the log as well, and does nothing else.
        try kill(at: moment, "mail.log.zst", content, expectIndexed)
    }

    private func expectIndexed(_ host: Host) throws {
        #expect(try host.index("").status == 0)
        #expect(try Program.mtatrail.run(["status", "--index", host.index]).text.contains("mail.log.zst"))
        #expect(try host.names().contains("mail.log.zst"))
    }

    /// A request to stop waits for the steps that belong together.
    @Test(arguments: inPlace) func `A signal does not come between them`(moment: Moment) throws {
        try Host.with { host in
            try host.write(Packaging.zstd1.pack(Self.log), "mail.log.zst")
            let outcome = try pack(host, "mail.log.zst", "\(moment.calls):signal=TERM:when=\(moment.number)")
            #expect(outcome.status == (outcome.wasKilled ? SIGTERM : 0), "\(outcome.errors)")
            try expectPacked(host)
        }
    }

    @Test func `A file system without the exclusive rename`() throws {
        try Host.with { host in
            try host.write(Packaging.zstd1.pack(Self.log), "mail.log.zst")
            #expect(try pack(host, "mail.log.zst", "renameat2:error=EINVAL").status == 0)
            try expectPacked(host)
        }
    }
}
