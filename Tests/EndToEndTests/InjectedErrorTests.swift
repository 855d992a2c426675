import Foundation
import SystemPackage
import TestSupport
import Testing

/// One system call on the index or the logs fails, the N-th of its kind: no command ends with a signal, nothing that was
/// published is lost, and no answer is wrong.
@Suite(.serialized, .enabled(if: Tracer.path != nil, "needs strace"))
struct InjectedErrorTests {
    private static let injections = 24 * Torture.factor
    private static let calls = [
        "openat", "read", "pread64", "pwrite64", "pwritev", "write", "writev", "fdatasync", "fsync", "ftruncate",
        "mmap",
        "newfstatat", "fstat", "lseek", "getdents64", "flock", "fcntl", "rename", "unlink", "link", "fchmod", "fchown",
        "utimensat", "fallocate",
    ]
    private static let errors = ["EIO", "ENOSPC", "EACCES", "ENOMEM", "EMFILE"]

    private func run(
        _ arguments: [String], on paths: [String], _ random: inout SeededGenerator
    ) throws -> (outcome: Outcome, injection: String) {
        let call = InjectedErrorTests.calls.randomElement(using: &random)!
        let error = InjectedErrorTests.errors.randomElement(using: &random)!
        let last = Bool.random(using: &random) ? 3 : 20
        let when = Int.random(in: 1...last, using: &random)
        let injection = "inject=\(call):error=\(error):when=\(when)"
        let outcome = try Program(at: try #require(Tracer.path)).run(
            ["-f", "-qq", "-o", "/dev/null", "-e", "trace=\(call)", "-e", injection] + paths.flatMap { ["-P", $0] }
                + [Program.mtatrail.url.path] + arguments)
        return (outcome, "\(arguments[0]) \(injection)")
    }

    @Test func anIndexRunLosesNothing() throws {
        try Host.with { host in
            var nights = try Nights(host)
            var random = SeededGenerator(seed: 91)
            for _ in 0..<InjectedErrorTests.injections / 2 {
                try nights.write()
                let night = nights.written.count
                let published = Set(1..<night)
                let files = ["logs", "logs/mail.log.\(night)", "ix", "ix/data.mdb", "ix/lock.mdb", "ix/writer.lock"]
                let (outcome, injection) = try run(
                    ["index", "-q", "--index", host.index, host.path("logs")], on: files.map(host.path), &random)
                #expect(!outcome.wasKilled && outcome.status <= 2, "\(injection): \(outcome.errors)")
                let found = try nights.found(among: 1...night).nights
                #expect(found.isSuperset(of: published), "\(injection): \(published.subtracting(found)) is lost")
                // What was not indexed is not denied.
                if !found.contains(night), outcome.status < 2 {
                    #expect(try host.lookup("<\(night).1@x>").status == 2, "\(injection): \(outcome.errors)")
                }
                #expect(try host.index("logs", options: ["-q"]).status == 0, "\(injection)")
                #expect(try nights.found(among: 1...night).nights == Set(1...night), "\(injection)")
            }
        }
    }

    @Test func aLookupFindsOrSaysThatItCannot() throws {
        try Host.with { host in
            var nights = try Nights(host)
            for _ in 0..<3 { try nights.write() }
            try host.index("logs", options: ["-q"])
            var random = SeededGenerator(seed: 92)
            let files = ["logs/mail.log.1", "logs/mail.log.2", "logs/mail.log.3", "ix", "ix/data.mdb", "ix/lock.mdb"]
            for command in ["lookup", "trace", "status"] {
                for _ in 0..<InjectedErrorTests.injections / 3 {
                    let night = Int.random(in: 1...3, using: &random)
                    let key = command == "status" ? [] : ["<\(night).3@x>"]
                    let (outcome, injection) = try run(
                        [command, "--index", host.index] + key, on: files.map(host.path), &random)
                    #expect(!outcome.wasKilled, "\(injection): \(outcome.errors)")
                    guard command != "status" else { continue }
                    let isFound = outcome.status == 0 && outcome.text.contains("\(night).3@x")
                    #expect(isFound || outcome.status == 2, "\(injection): \(outcome.status) \(outcome.errors)")
                }
            }
        }
    }

    @Test func packingKeepsTheText() throws {
        let text = Nights.log(1) + Nights.log(2)
        var random = SeededGenerator(seed: 93)
        for _ in 0..<InjectedErrorTests.injections / 2 {
            try Host.with { host in
                try host.write(text, "mail.log")
                let files = ["", "mail.log", "mail.log.zst", ".mail.log.zst.mtatrail-pack"].map(host.path)
                let (outcome, injection) = try run(["pack", host.path("mail.log")], on: files, &random)
                #expect(!outcome.wasKilled && outcome.status <= 2, "\(injection): \(outcome.errors)")
                #expect([0, 1].contains(try host.pack("").status), "\(injection)")
                let packed = try read(host.directory.appending("mail.log.zst"))
                #expect(unzstdPrefix(packed, limit: text.count + 1) == text, "\(injection): \(outcome.errors)")
            }
        }
    }
}
