import Foundation
import SystemPackage
import TestSupport
import Testing

/// Keys and paths are bytes: what is no UTF-8 arrives as it was typed, and is shown so that one sees which bytes it is.
@Suite struct BytesArgumentTests {
    private static let key: [UInt8] = Array("<caf".utf8) + [0xe9] + Array("@h>".utf8)

    private func withHost(_ body: (Host, [UInt8]) throws -> Void) throws {
        try Host.with { host in
            let record =
                Array("15-Jan-1998 10:31:05.18 tcp_local tcp_x E 3 a@b rfc822;c@d c@d /q/ZZ01IS3D2ZP7FQ9UN54R.00 ".utf8)
                + BytesArgumentTests.key + [0x0a]
            try host.write(record, "mail.log")
            #expect(try host.index("mail.log").status == 0)
            try body(host, record)
        }
    }

    /// Runs a line of shell in which `$k` is the key and `$0` the program.
    private func shell(_ script: String) throws -> Outcome {
        try Program.mtatrail.shell("k=$(printf '<caf\\351@h>'); \(script)")
    }

    @Test func keysAreFoundHoweverTheyAreGiven() throws {
        try withHost { host, record in
            let index = "--index '\(host.index)'"
            for command in [
                "lookup \(index) \"$k\"", "lookup --message-id \"$k\" \(index)",
                "lookup --color=never \(index) -- \"$k\"",
            ] {
                let outcome = try shell("exec \"$0\" \(command)")
                #expect(outcome.status == 0 && outcome.output == record, "\(command): \(outcome.errors)")
            }
            #expect(try host.lookup("-", stdin: BytesArgumentTests.key + [0x0a]).output == record)
            #expect(try shell("exec \"$0\" trace \(index) \"$k\"").status == 0)
        }
    }

    @Test func similarKeysAreNotMistakenForIt() throws {
        try withHost { host, _ in
            // The replacement character, the byte as a character, and the private one that stands for it inside.
            for key in ["<caf\u{fffd}@h>", "<caf\u{e9}@h>", "<caf\u{10ffe9}@h>"] {
                for options in [[], ["--color=never"]] {
                    let outcome = try Program.mtatrail.run(["lookup", "--index", host.index] + options + [key])
                    #expect(outcome.status == 1 && outcome.output.isEmpty, "\(outcome.errors)")
                }
            }
        }
    }

    @Test func pathsAreBytes() throws {
        try withHost { host, record in
            let log = "\"$(printf '\(host.path("")) log\\377')\""
            let index = "--index \"$(printf '\(host.path("ix"))\\377')\""
            #expect(try shell("cp '\(host.path("mail.log"))' \(log)").status == 0)
            let records = try shell("exec \"$0\" records \(log)")
            #expect(records.status == 0 && records.text.contains("\"offset\""), "\(records.errors)")
            let run = try shell("exec \"$0\" index \(index) '\(host.path("mail.log"))'")
            #expect(run.status == 0, "\(run.errors)")
            #expect(try shell("exec \"$0\" lookup \(index) \"$k\"").output == record)
            #expect(
                try shell("MTATRAIL_INDEX=$(printf '\(host.path("ix"))\\377') exec \"$0\" lookup \"$k\"").output
                    == record)
            #expect(try shell("test -d \"$(printf '\(host.path("ix"))\\377')\"").status == 0)
        }
    }

    @Test func messagesShowWhichBytesTheyAre() throws {
        try withHost { host, _ in
            let missing = try shell("exec \"$0\" lookup --index \"$(printf '/no\\377where\\033]0;x\\007')\" \"$k\"")
            #expect(
                missing.status == 2 && missing.errors.contains("index /no\\xffwhere\\x1b]0;x\\x07: there is no index"))
            let miss = try Program.mtatrail.shell(
                "exec \"$0\" lookup --index '\(host.index)' \"$(printf '<n\\351\\302\\233@h>')\"")
            #expect(miss.status == 1 && miss.errors.contains("'<n\\xe9\\xc2\\x9b@h>'"), "\(miss.errors)")
            let option = try shell("exec \"$0\" lookup \"$(printf -- '--x\\377\\033[31m')\" a@b")
            #expect(option.status == 2 && option.errors.contains("--x\\xff\\x1b[31m"), "\(option.errors)")
            #expect(option.errors.filter { $0 == "\n" }.count == 1)
        }
    }

    @Test func aLongKeyOnStandardInputIsAKey() throws {
        try withHost { host, record in
            let long = [UInt8](repeating: 0x61, count: 3 << 20)
            let input = BytesArgumentTests.key + [0x0a] + long + [0x0d, 0x0a] + BytesArgumentTests.key
            let outcome = try host.lookup("-", stdin: input)
            #expect(outcome.status == 1 && outcome.output == record + record)
            #expect(outcome.errors.count > long.count && outcome.messages.count == 1)
        }
    }
}
