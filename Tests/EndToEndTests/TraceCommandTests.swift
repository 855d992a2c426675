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
