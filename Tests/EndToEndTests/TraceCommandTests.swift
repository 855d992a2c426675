import Foundation
import SyntheticLogs
import TestSupport
import Testing

/// `mtatrail trace`: stories out, and an exit status that says how sure the answer is.
@Suite struct TraceCommandTests {
    private func withExample(_ body: (Host) throws -> Void) throws {
        try Host.with { host in
            try host.write(ManualExample.log, "mail.log")
            try host.index("mail.log")
            try body(host)
        }
    }

    private func objects(_ outcome: Outcome) throws -> [[String: Any]] {
        try outcome.text.split(separator: "\n").map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
    }

    @Test(arguments: [
        ManualExample.messageID, ManualExample.firstFile, ManualExample.secondAttempt, ManualExample.otherFile,
    ]) func theExampleIsToldFromAnyOfItsNames(_ key: String) throws {
        try withExample { host in
            let outcome = try host.trace(key)
            #expect(outcome.status == 0 && outcome.errors == "")
            let words = outcome.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            #expect(words.contains("elivered") && words.contains("after 10 h 14 min 46 s"))
            for reason in ["no route to host", "connection refused"] { #expect(words.contains(reason)) }
        }
    }

    @Test func keysAreArgumentsOrLinesOfStandardInput() throws {
        try withExample { host in
            let both = try host.trace("--json", ManualExample.messageID, ManualExample.otherFile)
            #expect(
                try objects(both).map { $0["key"] as? String } == [ManualExample.messageID, ManualExample.otherFile])
            let lines = Array("\(ManualExample.messageID)\n\n\(ManualExample.otherFile)\r\n".utf8)
            #expect(try host.trace("--json", "-", stdin: lines).output == both.output)
        }
    }

    @Test func aMailLeadsToItsMessage() throws {
        try withExample { host in
            let report = [
                "From: postmaster@sesta.com", "Message-ID: <report@sesta.com>",
                "Content-Type: multipart/report; boundary=b", "", "--b", "Content-Type: message/rfc822", "",
                "Message-ID: \(ManualExample.messageID)", "Subject: hello", "", "--b--", "",
            ].joined(separator: "\r\n")
            try host.write(Array(report.utf8), "bounce.eml")
            let told = try host.trace(ManualExample.messageID)
            #expect(try host.trace("--mail", host.path("bounce.eml")).output == told.output)
            #expect(try host.trace("--mail", "-", stdin: Array(report.utf8)).output == told.output)
            let other = try host.trace("--mail", "-", stdin: Array("Message-ID: <other@x.org>\n\n".utf8))
            #expect(other.status == 1 && other.errors.contains("no record of 'other@x.org'"))
            let empty = try host.trace("--mail", "-", stdin: Array("Subject: x\n\nhello\n".utf8))
            #expect(empty.status == 2 && empty.errors.contains("standard input names no message"))
            #expect(try host.trace("--mail", "-", "<a@b>").status == 2)
            #expect(try host.trace().status == 2)
        }
    }

    @Test func whatIsNotToldIsCounted() throws {
        try Host.with { host in
            var log = ""
            for number in 10..<60 {
                let envelope = "s@x.org rfc822;a@y.org a@y.org /q/ims-ms/ZZ01AAAAAAAAAAAA\(number).00 <const@x.org>"
                log +=
                    "22-Oct-2024 \(number % 24 < 10 ? "0" : "")\(number % 24):\(number):00.00 tcp_local    ims-ms       "
                    + "E 3 \(envelope)\n"
            }
            try host.write(Array(log.utf8), "mail.log")
            try host.index("mail.log")
            let outcome = try host.trace("<const@x.org>")
            #expect(outcome.status == 0)
            #expect(
                outcome.errors.contains("is the key of 50 messages; 32 are told, --since and --until choose others"))
        }
    }

    @Test func aMissIsSaidOnStandardErrorOnly() throws {
        try withExample { host in
            for form in [[], ["--json"], ["--html", host.path("page.html")]] {
                let outcome = try Program.mtatrail.run(
                    ["trace", "--index", host.index] + form + ["<nobody@sesta.com>"])
                #expect(outcome.status == 1 && outcome.output.isEmpty)
                #expect(
                    outcome.messages == [
                        "mtatrail: no record of '<nobody@sesta.com>' in 1 archive, from 1998-01-15 10:31 to 1998-01-15 20:45"
                    ])
            }
            #expect(!FileManager.default.fileExists(atPath: host.path("page.html")))
            let both = try host.trace("--json", "<nobody@sesta.com>", ManualExample.messageID)
            #expect(try both.status == 1 && objects(both).count == 1)
            #expect(try host.trace("--queue-file", "a b").status == 2)
        }
    }

    @Test func aMissIsNotSureWhereSomethingCouldNotBeSearched() throws {
        try withExample { host in
            let torn = Packaging.gzip1.pack(SyntheticLog.text(seed: 4, records: 3000).bytes)
            try host.write(Array(torn.prefix(torn.count / 2)), "torn.gz")
            try host.index("torn.gz")
            let miss = try host.trace("<nobody@sesta.com>")
            #expect(miss.status == 2 && miss.output.isEmpty && miss.errors.contains("torn.gz"))
            #expect(try host.trace(ManualExample.messageID).status == 0)
        }
    }

    @Test func aSpanChoosesMessagesAndTellsThemWhole() throws {
        try withExample { host in
            let within = try host.trace(
                "--json", "--since", "1998-01-15T12:00", "--until", "1998-01-15T13:00", ManualExample.messageID)
            let hops = try #require(try objects(within).first?["hops"] as? [[String: Any]])
            #expect((hops.first?["attempts"] as? [Any])?.count == 4)
            #expect(try host.trace("--since", "1998-01-16", ManualExample.messageID).status == 1)
        }
    }

    @Test func relatedTellsTheBounceWithItsMessage() throws {
        try Host.with { host in
            let log = SyntheticLog.text(seed: 5, records: 800)
            try host.write(log.bytes, "mail.log")
            try host.index("mail.log")
            let report = try #require(log.stories.first { $0.notificationOf != nil })
            let old = String(decoding: try #require(report.notificationOf).bytes, as: UTF8.self)
            let alone = try objects(try host.trace("--json", "--message-id", old))
            #expect(alone.map { $0["related"] as? Bool } == [false])
            let told = try objects(try host.trace("--json", "--related", "--message-id", old))
            #expect(told.map { $0["related"] as? Bool }.prefix(2) == [false, true])
        }
    }

    @Test func aPageIsWrittenInsteadOfText() throws {
        try withExample { host in
            let outcome = try host.trace("--html", host.path("page.html"), ManualExample.messageID)
            #expect(outcome.status == 0 && outcome.output.isEmpty)
            let page = try Data(contentsOf: URL(filePath: host.path("page.html")))
            #expect(String(decoding: page, as: UTF8.self).hasPrefix("<!DOCTYPE html>"))
            #expect(try host.trace("--html", "-", ManualExample.messageID).output == Array(page))
            let nowhere = try host.trace("--html", host.path("no/page.html"), ManualExample.messageID)
            #expect(nowhere.status == 2 && nowhere.errors.contains("cannot write"))
            #expect(try host.trace("--html", "-", "--json", ManualExample.messageID).status == 2)
        }
    }

    @Test func recordsAreGivenUnderTheirSteps() throws {
        try withExample { host in
            let text = try host.trace("--records", ManualExample.messageID).text
            for record in ManualExample.records { #expect(text.contains(record)) }
        }
    }
}
