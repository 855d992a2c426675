import Foundation
import TestSupport
import Testing

/// Wrong use gets one clear line on standard error, nothing on standard output, and exit status 2.
@Suite struct WrongUseTests {
    /// Arguments, and words of the message; INDEX and LOG stand for an index and a log that are there.
    @Test(arguments: [
        ([], ["command is missing", "--help"]),
        (["frobnicate"], ["'frobnicate'", "--help"]),
        (["lookup"], ["key", "--help"]),
        (["index", "--index", "/nowhere"], ["/nowhere", "no index here"]),
        (["lookup", "--bogus", "x"], ["Unknown option '--bogus'", "--help"]),
        (
            ["lookup", "--index", "/nowhere", "x@y"],
            [
                "/nowhere",
                "no index here; make one with 'mtatrail index PATH...', or name another with --index or MTATRAIL_INDEX",
            ]
        ),
        (["lookup", "--index", "EMPTY", "x@y"], ["no archives yet", "mtatrail index PATH"]),
        (["lookup", "--index", "INDEX", "--since", "yesterday", "x@y"], ["yesterday", "--since"]),
        (["lookup", "--index", "INDEX", "--until", "2025-13-01", "x@y"], ["2025-13-01", "--until"]),
        (["lookup", "--index", "INDEX", "--queue-file", "x@y"], ["not the name of a queue file"]),
        (["lookup", "--index", "INDEX", "--exact", "--message-id", "x@y"], ["--exact goes with queue files"]),
        (["lookup", "--index", "INDEX", "--json", "-H", "x@y"], ["leave out -H"]),
        (["index", "--index", "INDEX", "--memory", "64M", "LOG"], ["--memory must be at least"]),
        (["index", "--index", "INDEX", "--memory", "much", "LOG"], ["much", "--memory"]),
        (["index", "--index", "INDEX", "--seek-points", "4K", "LOG"], ["--seek-points must be from 64K"]),
        (["index", "--index", "INDEX", "--jobs", "0", "LOG"], ["--jobs must be from 1"]),
        (["index", "--index", "LOG", "LOG"], ["index"]),
        (["lookup", "--index", "INDEX", "--until", "2025-02-31", "x@y"], ["2025-02-31", "--until"]),
        (["lookup", "--index", "INDEX", "--since", "2025-02-29T10:00", "x@y"], ["2025-02-29T10:00", "--since"]),
        (["prune", "--index", "INDEX"], ["--before TIME", "--missing", "--help"]),
        (["prune", "--index", "INDEX", "--before", "2024-11-31"], ["2024-11-31", "--before"]),
        (["prune", "--index", "INDEX", "--before", "2024-11-30", "--missing"], ["exclude each other"]),
        (["prune", "--index", "INDEX", "--before", "2024-11-30", "--force"], ["--force goes with --missing"]),
        (["prune", "--index", "/nowhere", "--missing"], ["/nowhere", "no index here"]),
        (["index", "-q", "--index", "/nowhere/ix", "/nowhere/mail.log"], ["/nowhere/mail.log", "No such file"]),
        (["index", "-q", "--index", "INDEX", "/nowhere/mail.log"], ["/nowhere/mail.log", "No such file"]),
    ]) func isToldInOneLine(_ arguments: [String], _ words: [String]) throws {
        try Host.with { host in
            try host.write(ManualExample.log, "mail.log")
            try host.index("mail.log")
            try FileManager.default.createDirectory(atPath: host.path("no logs"), withIntermediateDirectories: false)
            _ = try Program.mtatrail.run(["index", "--index", host.path("empty"), host.path("no logs")])
            let places = ["INDEX": host.index, "EMPTY": host.path("empty"), "LOG": host.path("mail.log")]
            let outcome = try Program.mtatrail.run(arguments.map { places[$0] ?? $0 })
            #expect(outcome.status == 2)
            #expect(outcome.output.isEmpty)
            #expect(outcome.messages.count == 1, "\(outcome.errors)")
            #expect(outcome.errors.hasPrefix("mtatrail: "))
            for word in words { #expect(outcome.errors.contains(word), "\(outcome.errors)") }
        }
    }

    @Test func aDirectoryAsStandardInputIsTold() throws {
        try Host.with { host in
            try host.write(ManualExample.log, "mail.log")
            try host.index("mail.log")
            let outcome = try Program.mtatrail.shell("exec \"$0\" lookup --index '\(host.index)' - < /")
            #expect(outcome.status == 2 && outcome.output.isEmpty && outcome.messages.count == 1)
            #expect(outcome.errors.contains("cannot read keys from standard input"))
        }
    }

    @Test func aFullDiskUnderTheOutputIsTold() throws {
        try Host.with { host in
            try host.write(ManualExample.log, "mail.log")
            try host.index("mail.log")
            let outcome = try Program.mtatrail.shell(
                "exec \"$0\" lookup --index '\(host.index)' \(ManualExample.firstFile) > /dev/full")
            #expect(outcome.status == 2 && outcome.messages.count == 1)
            #expect(outcome.errors.contains("cannot write to standard output"))
        }
    }

    @Test(arguments: [["--help"], ["index", "--help"], ["lookup", "-h"], ["help", "lookup"], ["--version"]])
    func whatIsAskedForIsGivenOnStandardOutput(_ arguments: [String]) throws {
        let outcome = try Program.mtatrail.run(arguments)
        #expect(outcome.status == 0)
        #expect(outcome.errors == "")
        let isVersion = outcome.text.contains(/^\d+\.\d+\.\d+\n$/)
        #expect(arguments == ["--version"] ? isVersion : outcome.text.contains("USAGE: mtatrail"))
    }
}
