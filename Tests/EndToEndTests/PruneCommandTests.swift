import Foundation
import TestSupport
import Testing

/// `mtatrail prune`: what is forgotten is said, and nothing is forgotten by mistake.
@Suite struct PruneCommandTests {
    private func withNights(_ count: Int, _ body: (Nights) throws -> Void) throws {
        try Host.with { host in
            var nights = try Nights(host)
            for _ in 0..<count {
                try nights.write()
                try host.index("logs", options: ["-q"])
            }
            try body(nights)
        }
    }

    private func prune(_ host: Host, _ arguments: String...) throws -> Outcome {
        try Program.mtatrail.run(["prune", "--index", host.index] + arguments)
    }

    @Test func oldArchivesAreForgotten() throws {
        try withNights(6) { nights in
            let arguments = ["--before", "\(Nights.year(4))-01-15"]
            let dry = try prune(nights.host, arguments[0], arguments[1], "--dry-run")
            #expect(dry.status == 0 && dry.text.split(separator: "\n").count == 3)
            #expect(dry.messages == ["mtatrail: would forget 3 archives with 36 records of 6"])
            #expect(try nights.found(among: 1...6).nights == Set(1...6))
            let outcome = try prune(nights.host, arguments[0], arguments[1])
            #expect(outcome.status == 0 && outcome.output == dry.output)
            #expect(outcome.text.hasPrefix("\(nights.host.path("logs/mail.log.1")): 12 records, 1972-01-15 10:00 to "))
            #expect(outcome.errors.contains("forgot 3 archives with 36 records; index "))
            let found = try nights.found(among: 1...6)
            // The log files are there still, but the index does not know of them.
            #expect(found.nights == [4, 5, 6] && found.status == 1)
            #expect(try prune(nights.host, arguments[0], arguments[1]).messages[0].contains("forgot 0 archives"))
        }
    }

    @Test func theBoundIsTheLastRecordsMoment() throws {
        try withNights(2) { nights in
            let year = Nights.year(1)
            for (time, count) in [("\(year)-01-15", 0), ("\(year)-01-15T10:00", 0), ("\(year)-01-15T10:01", 1)] {
                let outcome = try prune(nights.host, "--before", time, "-n")
                #expect(outcome.text.split(separator: "\n").count == count, "\(time)")
            }
        }
    }

    @Test func onlyWhatIsMissingNowIsForgotten() throws {
        try withNights(4) { nights in
            try FileManager.default.removeItem(atPath: nights.host.path("logs/mail.log.2"))
            // The catalog does not know yet, and a file that has come back since is not missing.
            try FileManager.default.moveItem(
                atPath: nights.host.path("logs/mail.log.3"), toPath: nights.host.path("away"))
            try nights.host.index("logs", options: ["-q"])
            try FileManager.default.moveItem(
                atPath: nights.host.path("away"), toPath: nights.host.path("logs/mail.log.3"))
            let before = try nights.found(among: [2])
            #expect(before.nights == [] && before.status == 2)
            let outcome = try prune(nights.host, "--missing")
            #expect(outcome.status == 0)
            #expect(outcome.text.split(separator: "\n").count == 1 && outcome.text.contains("mail.log.2: 12 records"))
            let miss = try nights.host.lookup("<2.3@x>")
            #expect(miss.status == 1, "\(miss.errors)")
            try nights.host.index("logs", options: ["-q"])
            #expect(try nights.found(among: [1, 3, 4]).nights == [1, 3, 4])
        }
    }

    @Test func aDirectoryThatIsNotThereProvesNothing() throws {
        try withNights(3) { nights in
            let (logs, away) = (nights.host.path("logs"), nights.host.path("away"))
            try FileManager.default.moveItem(atPath: logs, toPath: away)
            for option in ["--missing", "-n"] {
                let outcome = try prune(nights.host, "--missing", option)
                #expect(outcome.status == 2)
                #expect(outcome.errors.contains("\(logs) is not there: is its disk mounted?"))
                #expect(outcome.errors.contains("--force"))
            }
            try FileManager.default.moveItem(atPath: away, toPath: logs)
            #expect(try nights.found(among: 1...3).nights == [1, 2, 3])
            try FileManager.default.moveItem(atPath: logs, toPath: away)
            let forced = try prune(nights.host, "--missing", "--force")
            #expect(forced.status == 0 && forced.text.split(separator: "\n").count == 3)
            #expect(try nights.host.lookup("<1.3@x>").errors.contains("no archives yet"))
        }
    }

    @Test(arguments: [0, 1]) func aReaderThatIsAtWorkKeepsItsView(_ commits: Int) throws {
        try withNights(6) { nights in
            let ix = nights.host.index
            // What a reader sees of the store goes by whether the number of transactions is odd.
            for _ in 0..<commits { #expect(try prune(nights.host, "--before", "1970-01-02").status == 0) }
            // The miss says that the snapshot is taken; then the index is pruned and written anew under the reader.
            let outcome = try Program.mtatrail.shell(
                """
                cd '\(nights.host.path(""))' && mkfifo keys || exit 9
                "$0" lookup --index '\(ix)' - < keys > found 2> misses &
                exec 3> keys
                echo '<nobody@x>' >&3
                while ! grep -q 'no record' misses; do sleep 0.01; done
                "$0" prune --index '\(ix)' --before \(Nights.year(6))-01-01 --compact > /dev/null || exit 8
                "$0" index -q --index '\(ix)' /dev/null
                "$0" lookup --index '\(ix)' '<2.3@x>' > after
                echo "status $?"
                printf '<2.3@x>\\n<6.3@x>\\n' >&3
                exec 3>&-
                wait
                cat found after
                """)
            #expect(outcome.text == "status 1\n" + Nights.record(2, 3) + Nights.record(6, 3), "\(outcome.errors)")
            #expect(try nights.found(among: 1...6).nights == [6])
        }
    }

    @Test func compactingMakesTheFileSmaller() throws {
        try Host.with { host in
            var nights = try Nights(host)
            for _ in 0..<2 {
                try nights.write()
                let filler = (0..<8000).map { Nights.record(nights.written.count, 1000 + $0) }.joined()
                try host.write(Array(filler.utf8), "logs/filler.\(nights.written.count)")
                try host.index("logs", options: ["-q"])
            }
            func size() throws -> Int {
                try FileManager.default.attributesOfItem(atPath: host.index + "/data.mdb")[.size] as? Int ?? 0
            }
            let before = try size()
            let plain = try prune(host, "--before", "\(Nights.year(2))-01-01")
            #expect(plain.errors.contains(" are free"))
            #expect(try size() >= before)
            let compact = try prune(host, "--compact")
            #expect(compact.status == 0, "\(compact.errors)")
            #expect(try size() < before * 3 / 4)
            #expect(try nights.found(among: 1...2).nights == [2])
            try host.index("logs", options: ["-q"])
            #expect(try nights.found(among: 1...2).nights == [1, 2])
        }
    }

    @Test func aSecondWriterThatDoesNotWaitIsToldWhoIsAtWork() throws {
        try withNights(1) { nights in
            let host = nights.host
            let holder = try Program.mtatrail.shell(
                """
                exec 9>> '\(host.index)/writer.lock'; flock 9; echo 4711 > '\(host.index)/writer.lock'
                "$0" prune --index '\(host.index)' --missing --no-wait; echo $?
                "$0" index --index '\(host.index)' --no-wait '\(host.path("logs"))'; echo $?
                """)
            #expect(holder.text == "2\n2\n")
            #expect(holder.messages.count == 2)
            for message in holder.messages {
                #expect(message.hasSuffix("process 4711 is writing it; try again when it has ended"))
            }
        }
    }
}
