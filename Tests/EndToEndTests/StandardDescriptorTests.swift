import Foundation
import SystemPackage
import TestSupport
import Testing

/// A process that is started without standard descriptors neither takes the index for its input nor writes into it, and
/// tells lost output by its status.
@Suite struct StandardDescriptorTests {
    private static let commands = [
        "lookup --index IX - KEY", "lookup --index IX KEY", "lookup --index IX --json KEY", "trace --index IX KEY",
        "trace --index IX --html - KEY", "status --index IX", "records LOG", "records", "prune --index IX --missing -n",
        "index --index IX LOG", "pack -n LOG", "--help", "--version",
    ]
    /// Those that have something to write.
    private static func hasOutput(_ command: String) -> Bool {
        !["index", "pack", "prune"].contains { command.hasPrefix($0) }
    }

    @Test(arguments: commands)
    func nothingIsWrittenElsewhere(command: String) throws {
        try Host.with { host in
            try host.write(ManualExample.log, "mail.log")
            #expect(try host.index("mail.log").status == 0)
            let files = ["data.mdb", "writer.lock"].map { FilePath(host.index).appending($0) }
            let before = try files.map(read)
            let lock = FilePath(host.index).appending("lock.mdb")
            let lockLength = try read(lock).count
            let line = command.replacing("IX", with: "'\(host.index)'").replacing(
                "LOG", with: "'\(host.path("mail.log"))'"
            )
            .replacing("KEY", with: "'\(ManualExample.messageID)'")
            for closed in 0..<8 {
                let redirections = [(1, "<&-"), (2, ">&-"), (4, "2>&-")].filter { closed & $0.0 != 0 }.map(\.1)
                let input = closed & 1 == 0 ? "< '\(host.path("mail.log"))'" : ""
                let outcome = try Program.mtatrail.shell(
                    "\"$0\" \(line) \(input) \(redirections.joined(separator: " "))")
                #expect(!outcome.wasKilled && outcome.status < 3, "\(command), \(closed)")
                if !command.hasPrefix("index") { #expect(try files.map(read) == before, "\(command), \(closed)") }
                // LMDB's own bytes alone.
                #expect(try read(lock).count == lockLength)
                #expect(try !String(decoding: read(lock), as: UTF8.self).contains("tcp_local"), "\(command), \(closed)")
                if closed & 2 != 0, StandardDescriptorTests.hasOutput(command) {
                    #expect(outcome.status == 2, "\(command), \(closed)")
                    if closed & 5 == 0 { #expect(outcome.errors.contains("cannot write to standard output: ")) }
                }
            }
            #expect(try host.lookup(ManualExample.messageID).text == ManualExample.text(0...4))
        }
    }

    @Test func aClosedInputIsTold() throws {
        try Host.with { host in
            try host.write(ManualExample.log, "mail.log")
            try host.index("mail.log")
            let outcome = try Program.mtatrail.shell("exec \"$0\" lookup --index '\(host.index)' - <&-")
            #expect(outcome.status == 2 && outcome.output.isEmpty && outcome.messages.count == 1)
            #expect(outcome.errors.contains("cannot read keys from standard input"))
        }
    }

    @Test func lostOutputIsNoWrongUse() throws {
        try Host.with { host in
            try host.write(ManualExample.log, "mail.log")
            try host.index("mail.log")
            for command in ["status --index '\(host.index)'", "records '\(host.path("mail.log"))'", "--help"] {
                let outcome = try Program.mtatrail.shell("exec \"$0\" \(command) > /dev/full")
                #expect(outcome.status == 2, "\(command)")
                #expect(outcome.errors == "mtatrail: cannot write to standard output: No space left on device\n")
            }
        }
    }
}
