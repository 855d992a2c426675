import MTALog
import Printing
import TestSupport
import Testing

@testable import Tracing

/// The smallest logs of the kinds of mail that are told wrongly where keys alone decide: each with its true story.
@Suite struct OddStoryTests {
    struct Case: CustomTestStringConvertible {
        let log: String
        let key: String
        /// What is told: a story for each message.
        let told: [Told]

        var testDescription: String { "\(log) \(key)" }
    }

    /// The part of a story that these logs are about.
    struct Told: Equatable, CustomStringConvertible {
        var ids: [String] = []
        var outcomes: [StoryRecipient.Outcome]
        /// The results of all attempts, hop by hop.
        var results: [[Attempt.Result]]

        init(_ ids: [String], _ outcomes: [StoryRecipient.Outcome], _ results: [[Attempt.Result]]) {
            (self.ids, self.outcomes, self.results) = (ids, outcomes, results)
        }

        init(_ story: Story) {
            self.init(
                story.messageIDs.map(\.text), story.recipients.map(\.outcome),
                story.hops.map { $0.attempts.map(\.result) })
        }

        var description: String { "\(ids) \(outcomes) \(results)" }
    }

    static let cases = [
        Case(
            log: "constant-envelope-id", key: "<m2@sesta.com>",
            told: [Told(["m2@sesta.com"], [.failed], [[.failed]])]),
        Case(
            log: "constant-envelope-id", key: "<m1@sesta.com>",
            told: [Told(["m1@sesta.com"], [.relayed], [[.delivered]])]),
        Case(
            log: "id-again-after-failure", key: "ZZ01BBBBBBBBBBBBBBBB.00",
            told: [Told(["tw@x.org"], [.delivered], [[.delivered]])]),
        Case(
            log: "id-again-after-failure", key: "ZZ01AAAAAAAAAAAAAAAA.00",
            told: [Told(["tw@x.org"], [.failed], [[.failed]])]
        ),
        Case(
            log: "id-again-while-waiting", key: "<same@sesta.com>",
            told: [
                Told(["same@sesta.com"], [.failed], [[.postponed, .failed]]),
                Told(["same@sesta.com"], [.relayed], [[.delivered]]),
            ]),
        Case(
            log: "two-mtas", key: "<two@x.org>", told: [Told(["two@x.org"], [.failed], [[.handedOn], [.failed]])]),
        Case(
            log: "loop", key: "<loop@x.org>",
            told: [Told(["loop@x.org"], [.held], [[.handedOn], [.handedOn], []])]),
        Case(
            log: "requeued", key: "<ze@sesta.com>",
            told: [Told(["ze@sesta.com"], [.relayed, .relayed], [[.delivered, .postponed], [.delivered]])]),
        Case(
            log: "clock-set-back-attempts", key: "<d1@x.org>",
            told: [Told(["d1@x.org"], [.relayed], [[.postponed, .delivered]])]),
        Case(
            log: "clock-set-back-handover", key: "<d2@x.org>",
            told: [Told(["d2@x.org"], [.delivered], [[.handedOn], [.delivered]])]),
        Case(log: "bitbucket", key: "<bb@x.org>", told: [Told(["bb@x.org"], [.discarded], [[.discarded]])]),
        Case(log: "filter-discard", key: "<fd@x.org>", told: [Told(["fd@x.org"], [.discarded], [[.discarded]])]),
        Case(
            log: "list-owner", key: "<own@x.org>",
            told: [Told(["own@x.org"], [.delivered, .failed], [[.delivered], [.failed]])]),
        Case(log: "held-45-days", key: "<h45@x.org>", told: [Told(["h45@x.org"], [.relayed], [[.delivered]])]),
        Case(
            log: "counted-bare-envelope-id", key: "<m1@x.org>", told: [Told(["m1@x.org"], [.relayed], [[.delivered]])]),
        Case(log: "bare-envelope-id", key: "<m2@x.org>", told: [Told(["m2@x.org"], [.relayed], [[.delivered]])]),
        Case(log: "envelope-id-at-times", key: "<m2@x.org>", told: [Told(["m2@x.org"], [.relayed], [[.delivered]])]),
        Case(log: "notary", key: "ZZ01AAAAAAAAAAAAAAAA.00", told: [Told(["m1@x.org"], [.relayed], [[.delivered]])]),
        Case(log: "bare-id-and-user", key: "m2@x.org", told: [Told(["m2@x.org"], [.relayed], [[.delivered]])]),
        Case(log: "id-of-one-word", key: "old-1", told: [Told(["old-1"], [.failed], [[.failed]])]),
        Case(
            log: "headers-of-one-id", key: "ZZ01AAAAAAAAAAAAAAAA.00",
            told: [Told(["same@x.org"], [.delivered], [[.delivered]])]
        ),
    ]

    private func trace<Value>(_ log: String, _ key: String, _ body: (TraceAnswer) throws -> Value) throws -> Value {
        var value: Value?
        try withTracer(of: [try fixture("stories/\(log).log")]) { tracer in
            let kind: KeyKind? = key.contains("@") || key.hasPrefix("ZZ") ? nil : .messageID
            value = try body(try tracer.answer(try KeyPattern(Array(key.utf8), kind: kind)))
        }
        return try #require(value)
    }

    @Test(arguments: cases) func whatHappenedIsTold(_ example: Case) throws {
        try trace(example.log, example.key) { answer in
            #expect(answer.stories.map(Told.init) == example.told)
            #expect(answer.unread.isEmpty)
        }
    }

    /// What is found is told, whatever the parser makes of it.
    @Test(arguments: [
        ("id-in-header-only", "<h1@x.org>"), ("id-of-one-word", "old-1"), ("bare-id-and-user", "m1@x.org"),
    ])
    func whatLookupFindsIsTold(_ log: String, _ key: String) throws {
        try trace(log, key) { answer in
            #expect(!answer.stories.isEmpty)
            #expect(answer.stories.allSatisfy { !$0.records.isEmpty })
        }
    }

    @Test(arguments: ["headers-side-by-side", "headers-of-one-id"]) func headersAreTheMessagesOwn(_ log: String) throws
    {
        try trace(log, log == "headers-of-one-id" ? "ZZ01AAAAAAAAAAAAAAAA.00" : "<m1@x.org>") { answer in
            #expect(
                answer.stories.map { $0.headers.map { "\($0.name.text): \($0.value.text)" }.first } == ["Subject: one"])
            #expect(answer.stories.map(\.headers.count) == [2])
        }
    }

    @Test func aLoopIsSaidToBeOne() throws {
        try trace("loop", "<loop@x.org>") { answer in
            #expect(answer.stories.first?.hops.map(\.isReturn) == [false, true, true])
        }
        try trace("two-mtas", "<two@x.org>") { answer in
            #expect(answer.stories.first?.hops.map(\.isReturn) == [false, true])
        }
    }

    @Test func aClockSetBackIsSaid() throws {
        for (log, key) in [("clock-set-back-attempts", "<d1@x.org>"), ("clock-set-back-handover", "<d2@x.org>")] {
            try trace(log, key) { answer in
                let gaps = answer.stories.flatMap(\.gaps)
                #expect(gaps.count == 1)
                #expect(gaps.allSatisfy { if case .clockSetBack = $0 { true } else { false } })
            }
        }
        try trace("clock-set-back-handover", "<d2@x.org>") { answer in
            #expect(answer.stories.first?.arrival?.channel.text == "tcp_local")
        }
    }

    @Test func whatWasHeldIsSaid() throws {
        try trace("held-45-days", "<h45@x.org>") { answer in
            let held = answer.stories.first?.hops.first?.held
            #expect(held?.isReleased == true && held?.from != nil && held?.until != nil)
        }
        try trace("loop", "<loop@x.org>") { answer in
            #expect(answer.stories.first?.hops.map { $0.held?.isReleased } == [nil, nil, false])
        }
    }

    @Test func aHoleBetweenArchivesIsNamed() throws {
        try withTracer(of: [try fixture("stories/hole-1.log"), try fixture("stories/hole-2.log")]) { tracer in
            let story = try #require(try tracer.answer("<g2@x.org>").stories.first)
            let hole = story.gaps.compactMap { gap -> String? in
                if case .noArchive(let from, let to) = gap { "\(from) \(to)" } else { nil }
            }
            #expect(hole.count == 1)
            #expect(story.recipients.map(\.outcome) == [.unfinished])
        }
    }

    /// What people read of it.
    @Test(arguments: [
        ("loop", "<loop@x.org>", ["Held: the message to a@y.org waits", "It came back twice."]),
        ("two-mtas", "<two@x.org>", ["Not delivered to a@ims-ms-daemon: given up", "Sent to      a@sesta.com"]),
        (
            "held-45-days", "<h45@x.org>",
            ["Held         in the queue of tcp_local, from 2024-09-01", "; released by 2024-10-20"]
        ),
        ("bitbucket", "<bb@x.org>", ["Not delivered to a@sesta.com: thrown away by channel bitbucket."]),
        (
            "id-in-header-only", "<h1@x.org>",
            ["Found in a header line only (1 record): no record of a message has this id."]
        ),
        (
            "clock-set-back-attempts", "<d1@x.org>",
            ["The clock was set back from 2024-10-27 02:50:10.00 to 2024-10-27 02:20:00.00"]
        ),
    ])
    func itIsSaidInWords(_ log: String, _ key: String, _ words: [String]) throws {
        try trace(log, key) { answer in
            var text: [UInt8] = []
            StoryText.append(try #require(answer.stories.first), ViewOptions(columns: 400), to: &text)
            for word in words { #expect(text.text.contains(word), "\(text.text)") }
            #expect(!text.text.contains("It came back") || log == "loop")
        }
    }

    private func line(_ time: Int, _ action: String, _ source: String, _ destination: String, _ file: String) -> String
    {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        func column(_ text: String) -> String { text + String(repeating: " ", count: max(0, 12 - text.count)) }
        let stamp = "22-Oct-2024 \(two(time / 3600)):\(two(time / 60 % 60)):\(two(time % 60)).00"
        return "\(stamp) \(column(source)) \(column(destination)) \(action) 3 s@x.org rfc822;a@y.org a@y.org "
            + "imta/queue/\(destination.isEmpty ? source : destination)/\(file) <pl@x.org>"
    }

    private func file(_ number: Int, _ prefix: String = "ZZ") -> String {
        let digits = "\(number)"
        return "\(prefix)01" + String(repeating: "0", count: 16 - digits.count) + digits + ".00"
    }

    /// Process and reprocess in turn: each pass ends where the next one begins.
    @Test(arguments: [70, 2000]) func aMessageThatTurnsRoundInsideIsOneRecipients(_ passes: Int) throws {
        let names = ["reprocess", "process"]
        var lines = [line(0, "E", "tcp_local", "reprocess", file(0))]
        for pass in 1...passes {
            lines.append(line(pass, "E", names[(pass + 1) % 2], names[pass % 2], file(pass)))
            lines.append(line(pass, "D", names[(pass + 1) % 2], "", file(pass - 1)))
        }
        try withTracer(of: [Array((lines.joined(separator: "\n") + "\n").utf8)]) { tracer in
            let story = try #require(try tracer.answer("<pl@x.org>").stories.first)
            #expect(story.recipients.map(\.outcome) == [.unfinished])
            #expect(story.recipients.first?.hops.count == passes + 1)
            #expect(story.gaps.count == 1)
        }
    }

    /// Out by SMTP and in again, as mail does that two systems send to each other.
    @Test func aLoopOfTwoThousandIsOneRecipients() throws {
        var lines: [String] = []
        for pass in 0..<2000 {
            let end = pass == 1999 ? file(pass).replacing(".00", with: ".HELD") : file(pass)
            lines.append(line(2 * pass, "E", "tcp_local", "tcp_local", end))
            guard pass < 1999 else { break }
            lines.append(line(2 * pass + 1, "D", "tcp_local", "", file(pass)) + " dns;mx.y.org smtp;250 Ok")
        }
        try withTracer(of: [Array((lines.joined(separator: "\n") + "\n").utf8)]) { tracer in
            let answer = try tracer.answer("<pl@x.org>")
            #expect(answer.stories.map { $0.recipients.map(\.outcome) } == [[.held]])
            #expect(answer.stories.first?.hops.count == 2000)
        }
    }

    /// A device that gives all its messages one id: each is told for itself.
    /// At any pause, short ones too.
    @Test(arguments: [1, 2, 600]) func aConstantIDIsNobodys(_ pause: Int) throws {
        var lines: [String] = []
        for number in 0..<100 {
            lines.append(line(pause * number, "E", "tcp_intranet", "ims-ms", file(number)))
            lines.append(line(pause * number + 1, number == 7 ? "R" : "D", "ims-ms", "", file(number)))
        }
        try withTracer(of: [Array((lines.joined(separator: "\n") + "\n").utf8)]) { tracer in
            let one = try tracer.answer(file(7))
            #expect(one.stories.map { $0.recipients.map(\.outcome) } == [[.failed]] && one.untold == 0)
            #expect(one.stories.first?.gaps == [.othersLeftOut(count: 198)])
            let all = try tracer.answer("<pl@x.org>")
            #expect(all.stories.count == 32 && all.untold == 68)
        }
    }
}
