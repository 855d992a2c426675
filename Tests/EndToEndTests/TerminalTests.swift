import Foundation
import SystemPackage
import TestSupport
import Testing

/// What strangers wrote into a log cannot command the terminal that shows it.
@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/script"), "needs util-linux's script"))
struct TerminalTests {
    private static let nasty =
        Array(
            """
            15-Jan-1998 10:31:05.18 tcp_local tcp_local E 3 a@b rfc822;c@d c@d /q/ZZ01IS3D2ZP7FQ9UN54R.00 <a@b> \
            gr\u{FC}n \u{1B}]0;owned\u{7} \u{202E}turned \u{9B}31m\r\n
            """.utf8) + Array(" folded\tline\n".utf8)

    /// What a terminal would be given.
    private func shown(_ options: String, environment: String = "") throws -> String {
        try Host.with { host in
            try host.write(TerminalTests.nasty, "mail.log")
            try host.index("mail.log")
            let command = "'$0' lookup --index '\(host.index)' \(options) a@b"
            let outcome = try Program.mtatrail.shell(
                "env -u NO_COLOR \(environment) script -qec \"\(command)\" /dev/null < /dev/null"
            )
            #expect(outcome.status == 0)
            return outcome.text.replacing(host.directory.string, with: "")
        }
    }

    @Test func controlBytesArriveEscaped() throws {
        let text = try shown("")
        #expect(!text.unicodeScalars.contains { ["\u{1B}", "\u{7}", "\u{202E}", "\u{9B}"].contains($0) })
        #expect(text.contains("gr\u{FC}n \\x1b]0;owned\\x07 \\u{202e}turned"))
        #expect(text.contains(" folded\tline"))
        #expect(!text.contains("\\x0d"), "the carriage return of a line end is none to be shown")
    }

    @Test func coloursAreOnlyTheProgramsOwn() throws {
        let plain = try shown("-H --color never")
        #expect(!plain.contains("\u{1B}"))
        let coloured = try shown("-H")
        #expect(coloured.contains("\u{1B}[35m") && !coloured.contains("\u{1B}]0;"))
        #expect(try !shown("-H", environment: "NO_COLOR=1").contains("\u{1B}"))
    }
}
