import Foundation
import SystemPackage
import TestSupport
import Testing

/// Many lookups at once, killed ones among them, and processes of other containers.
@Suite(.serialized) struct ManyReadersTests {
    private func withHost(_ body: (Host) throws -> Void) throws {
        try withQuickDirectory { directory in
            let host = Host(directory: directory)
            try host.write(ManualExample.log, "mail.log")
            #expect(try host.index("mail.log").status == 0)
            try body(host)
        }
    }

    /// Shell functions. `hold NAME COMMAND...` starts a lookup that waits for keys and goes on when it has the index open,
    /// for it has said that there is no such key; its process is `$!`. `release NAME` ends its input.
    private static let functions = """
        hold() {
            name=$1; shift; mkfifo "$name.keys"; "$@" - < "$name.keys" > /dev/null 2> "$name.said" &
            exec 9> "$name.keys"; echo '<nobody@nowhere>' >&9
            until [ -s "$name.said" ]; do sleep 0.01; done
        }
        killed() {
            for n in $(seq $1); do
                name=$2; mkfifo "$name.keys"; "$0" lookup --index "$3" - < "$name.keys" > /dev/null 2> "$name.said" &
                exec 8> "$name.keys"; echo '<nobody@nowhere>' >&8
                until [ -s "$name.said" ]; do sleep 0.01; done
                kill -9 $!; exec 8>&-; rm "$name.keys" "$name.said"
            done
        }
        """

    @Test func twoHundredLookupsAtOnce() throws {
        try withHost { host in
            // Each says that there is no such key, finds the other, and waits for more until all have come so far.
            let outcome = try Program.mtatrail.shell(
                """
                keys='\(host.path("keys"))'; mkfifo "$keys"; out='\(host.path("out"))'; mkdir "$out"
                {
                    exec 9<> "$keys"
                    for n in $(seq 200); do
                        "$0" lookup --index '\(host.index)' '<nobody@nowhere>' '\(ManualExample.messageID)' - \
                            3>&1 < "$keys" > "$out/$n" 2> "$out/$n.said" 9>&- &
                    done
                    for n in $(seq 200); do until [ -s "$out/$n.said" ]; do sleep 0.01; done; done
                    exec 9>&-
                } | cat
                """)
            #expect(outcome.errors == "")
            var answers: [String] = []
            for number in 1...200 {
                let answer = try read(FilePath(host.path("out")).appending("\(number)"))
                answers.append(String(decoding: answer, as: UTF8.self))
            }
            #expect(answers.count { $0 == ManualExample.text(0...4) } == 200)
        }
    }

    @Test func killedLookupsLeaveRoomForOthers() throws {
        try withHost { host in
            // More of them than LMDB's own table has slots.
            let outcome = try killing(130, host)
            #expect(outcome.text == "5\nstatus 0\n", "\(outcome.errors)")
        }
    }

    /// Kills so many lookups while another one has the index open, and looks up and indexes then.
    private func killing(_ count: Int, _ host: Host) throws -> Outcome {
        try Program.mtatrail.shell(
            """
            \(ManyReadersTests.functions)
            hold '\(host.path("holder"))' "$0" lookup --index '\(host.index)'
            killed \(count) '\(host.path("killed"))' '\(host.index)' 9>&-
            "$0" lookup --index '\(host.index)' '\(ManualExample.messageID)' 9>&- | wc -l
            "$0" index -q --index '\(host.index)' '\(host.path("mail.log"))' 9>&-; echo "status $?"
            exec 9>&-
            """)
    }

    private static let canUnshare: Bool =
        (try? Program.mtatrail.shell("unshare --pid --fork true").status) == 0

    @Test(.enabled(if: canUnshare, "needs a process number space of its own"))
    func aProcessOfTheSameNumberElsewhereIsTold() throws {
        try withHost { host in
            let other = "unshare --pid --fork \"$0\" lookup --index '\(host.index)'"
            let outcome = try Program.mtatrail.shell(
                """
                \(ManyReadersTests.functions)
                hold '\(host.path("holder"))' \(other)
                \(other) '\(ManualExample.messageID)' 9>&-; echo "status $?"
                exec 9>&-
                until \(other) '\(ManualExample.messageID)' > /dev/null 2>&1; do sleep 0.01; done
                \(other) '\(ManualExample.messageID)' | wc -l
                """)
            #expect(outcome.text == "status 2\n5\n", "\(outcome.text)")
            #expect(outcome.messages.count == 1 && outcome.errors.contains("in another container"), "\(outcome.errors)")
        }
    }

    @Test(.enabled(if: canUnshare, "needs a process number space of its own"))
    func aProcessOfTheSameNumberThatEndsSoonIsWaitedFor() throws {
        try withHost { host in
            let other = "unshare --pid --fork \"$0\" lookup --index '\(host.index)' '\(ManualExample.messageID)'"
            let outcome = try Program.mtatrail.shell("{ for n in 1 2 3 4; do \(other) & done; } | cat")
            #expect(outcome.text.split(separator: "\n").count == 20, "\(outcome.errors)")
        }
    }
}
