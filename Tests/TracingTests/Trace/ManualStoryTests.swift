import MTALog
import TestSupport
import Testing

@testable import Tracing

/// The stories of the manual's examples, as it explains them.
@Suite struct ManualStoryTests {
    /// As the MTA writes them, and folded as the manual prints them.
    static let forms = ["logs", "folded"]

    private func trace(
        _ example: String, _ form: String, _ key: String, related: Bool = false
    ) throws -> TraceAnswer {
        var answer = TraceAnswer()
        try withTracer(of: [try fixture("\(form)/\(example).log")]) { tracer in
            answer = try tracer.answer(key, related: related)
        }
        return answer
    }

    @Test(
        "Example 21-7: three failed attempts, and delivered after 10 h 14 min 46 s, from any of its names",
        arguments: forms,
        [
            "<01IRUD7SVA3Q9UN2D4@sesta.com>", "ZZ01IS3D2ZP7FQ9UN54R.00", "ZY01IS3D2ZP7FQ9UN54R.00",
            "ZX01IS67NY4RRK9UN7GP.00", "imta/queue/tcp_local/ZX01IS67NY4RRK9UN7GP.00",
        ])
    func severalAttempts(_ form: String, _ key: String) throws {
        let answer = try trace("21-07-multiple-attempts", form, key)
        #expect(answer.unread.isEmpty)
        let story = try #require(answer.stories.first)
        #expect(answer.stories.count == 1)
        #expect(story.records.count == 5)
        #expect(story.sender?.text == "adam@hosta.sesta.com")
        #expect(story.messageIDs.map(\.text) == ["01IRUD7SVA3Q9UN2D4@sesta.com"])
        #expect(story.queueFiles.map(\.text) == ["01IS3D2ZP7FQ9UN54R", "01IS67NY4RRK9UN7GP"])
        #expect(story.blocks == 3)
        let hop = try #require(story.hops.first)
        #expect(story.hops.count == 1)
        try #require(hop.attempts.count == 4)
        #expect(hop.source?.text == "tcp_internal" && hop.destination.text == "tcp_local")
        #expect(hop.attempts.map(\.result) == [.postponed, .postponed, .postponed, .delivered])
        #expect(hop.attempts.map(\.number) == [1, 2, 3, 4])
        // The name did not advance with the last one.
        #expect(hop.attempts.map(\.numberInName) == [1, 2, 3, 3])
        #expect(hop.attempts.map(\.numberInRecords) == [1, 2, 3, 4])
        let words = hop.attempts.map { $0.diagnostic?.text ?? "" }
        #expect(words[0].hasSuffix("no route to host") && words[1] == words[0])
        #expect(words[2].hasSuffix("connection refused"))
        #expect(hop.attempts[3].remoteHost?.text == "host.some.org")
        #expect(hop.attempts[3].remoteWords?.text == "250 Ok")
        #expect(hop.attempts[3].transport?.text == "TCP|206.184.139.12|2788|192.1.1.1|25")
        #expect(hop.attempts[0].sinceEnqueued == .milliseconds(5190) && hop.attempts[0].sinceLast == nil)
        #expect(hop.attempts[1].sinceLast == .milliseconds((2 * 3600 + 14 * 60 + 29) * 1000 + 110))
        let recipient = try #require(story.recipients.first)
        #expect(story.recipients.count == 1)
        #expect(recipient.original.text == "rfc822;user@some.org" && recipient.current.text == "user@some.org")
        #expect(recipient.outcome == .relayed)
        #expect(recipient.timeToSettle == .milliseconds(((10 * 60 + 14) * 60 + 46) * 1000 + 370))
        #expect(recipient.attempts == (0..<4).map { AttemptPlace(hop: 0, attempt: $0) })
        #expect(story.gaps.isEmpty)
        #expect(story.basis.messageIDs && story.basis.queueFiles && !story.basis.neighbours)
    }

    @Test("Example 21-5: the bounce is tied to its message, both ways", arguments: forms)
    func bounce(_ form: String) throws {
        let original = "01ISLNBAWV3094DUWH@sesta.com"
        let bounce = "01ISLNBFKIDS94DUJ8@sesta.com"
        for key in ["<\(original)>", "ZZ01ISLNBB1JOE94DUWH.00"] {
            let answer = try trace("21-05-nonexistent-user", form, key, related: true)
            let story = try #require(answer.stories.first)
            #expect(answer.stories.count == 1)
            try #require(answer.related.count == 1)
            #expect(story.messageIDs.map(\.text) == [original])
            #expect(story.notifications.map(\.messageID.text) == [bounce])
            #expect(story.notificationOf.isEmpty)
            try #require(story.hops.count == 1)
            #expect(story.recipients.map(\.outcome) == [.failed])
            #expect(
                story.hops[0].attempts.map(\.remoteWords?.text) == [
                    "553 unknown or illegal user: nonesuch@siroe.com"
                ])
            #expect(answer.related[0].messageIDs.map(\.text) == [bounce])
        }
        for key in ["<\(bounce)>", "ZZ01ISLNBB1JOE94DSGB.00", "ZZ01ISLNBGND1094DQDP.00"] {
            let answer = try trace("21-05-nonexistent-user", form, key, related: true)
            let story = try #require(answer.stories.first)
            #expect(answer.stories.count == 1)
            #expect(story.sender == [] && story.messageIDs.map(\.text) == [bounce])
            #expect(story.notificationOf.map(\.messageID.text) == [original])
            try #require(story.hops.map(\.destination.text) == ["process", "l"])
            #expect(story.hops[0].recipients.count == 2 && story.hops[0].next == [1])
            // The example breaks off here.
            #expect(story.recipients.map(\.outcome) == [.unfinished, .unfinished])
            #expect(answer.related.map { $0.messageIDs.map(\.text) } == [[original]])
            #expect(answer.related.first?.notifications.map(\.messageID.text) == [bounce])
        }
        #expect(try trace("21-05-nonexistent-user", form, "<\(bounce)>").related.isEmpty)
    }

    @Test("Example 21-8: the conversion is told as two hops, although the message-ID changes", arguments: forms)
    func conversion(_ form: String) throws {
        let keys = [
            "<01IT5UALL14498518O@siroe.edu>", "<01IT5STUMUFO984Z8L@siroe.edu>", "ZZ01IT5UAMZ4QW98518O.00",
            "ZZ01IT5UAOXLDW98509E.00",
        ]
        for key in keys {
            let answer = try trace("21-08-conversion", form, key)
            let story = try #require(answer.stories.first)
            #expect(answer.stories.count == 1)
            #expect(story.records.count == 4)
            #expect(story.messageIDs.map(\.text) == ["01IT5UALL14498518O@siroe.edu", "01IT5STUMUFO984Z8L@siroe.edu"])
            try #require(story.hops.map(\.destination.text) == ["conversion", "l"])
            #expect(story.hops[0].next == [1])
            #expect(story.hops[0].attempts.map(\.result) == [.handedOn])
            #expect(story.hops[1].attempts.map(\.result) == [.delivered])
            #expect(story.recipients.map(\.outcome) == [.delivered])
            #expect(story.recipients.first?.hops == [0, 1])
            #expect(story.recipients.first?.timeToSettle == .milliseconds(5900))
            #expect(story.basis.neighbours)
            #expect(story.gaps.isEmpty)
        }
    }

    @Test("Example 21-6: a rejected relay has no key; its record tells what was refused", arguments: forms)
    func rejectedRelay(_ form: String) throws {
        let stories = StoryAssembler.stories(of: foundRecords(in: try fixture("\(form)/21-06-relay-rejected.log")))
        let story = try #require(stories.first)
        #expect(story.recipients.isEmpty && story.hops.isEmpty)
        let refusal = try #require(story.refusals.first)
        #expect(refusal.kind == .rejected && refusal.current.text == "alan@very.bogus.com")
        #expect(refusal.diagnostic?.text == "550 5.7.1 Relaying not permitted: alan@very.bogus.com")
        #expect(story.gaps.isEmpty)
    }

    @Test("Example 21-2: a name that the manual misprints is the same queue's")
    func misprintedName() throws {
        for key in ["<01ISKLSKC2QC90N15M@sesta.com>", "ZZ01ISKLSKLZLI90N15M.00", "Z01ISKLSKLZLI90N15M.00"] {
            let story = try #require(try trace("21-02-optional-fields", "logs", key).stories.first)
            #expect(story.hops.count == 1 && story.recipients.map(\.outcome) == [.relayed])
        }
    }

    @Test("Example 21-4: what was not finished in the archives is said")
    func unfinished() throws {
        let answer = try trace("21-04-nonexistent-domain", "logs", "<01ISKP0RYMAS94DU0K@SESTA.COM>")
        let story = try #require(answer.stories.first)
        #expect(story.recipients.map(\.outcome) == [.unfinished])
        #expect(story.notifications.map(\.messageID.text) == ["01ISKP22MW8894DTAS@SESTA.COM"])
        #expect(story.gaps.contains { if case .endNotSeen(recipient: 0, hop: 0, _) = $0 { true } else { false } })
    }
}
