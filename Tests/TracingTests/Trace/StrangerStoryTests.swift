import MTALog
import TestSupport
import Testing

@testable import Tracing

/// Keys that mean several messages, and messages that are large.
@Suite struct StrangerStoryTests {
    private func step(
        _ stamp: String, _ action: String, from source: String, to destination: String = "", sender: String = "a@b.c",
        original: String = "x@y.z", current: String? = nil, file: String, id: String, rest: String = ""
    ) -> String {
        func column(_ text: String) -> String { text + String(repeating: " ", count: max(0, 12 - text.count)) }
        return "\(stamp) \(column(source)) \(column(destination)) \(action) 3 \(sender) rfc822;\(original) "
            + "\(current ?? original) /q/\(file) \(id)\(rest.isEmpty ? "" : " " + rest)\n"
    }

    private func stories(_ lines: [String], of key: String) throws -> [Story] {
        var stories: [Story] = []
        try withTracer(of: [Array(lines.joined().utf8)]) { stories = try $0.answer(key).stories }
        return stories
    }

    @Test func aFileNameUsedAgainIsAnotherMessage() throws {
        let file = "ZZ01IS3D2ZP7FQ9UN54R.00"
        let lines = [
            step("01-Jan-2020 10:00:00.00", "E", from: "tcp_local", to: "ims-ms", file: file, id: "<one@b.c>"),
            step("01-Jan-2020 10:00:01.00", "D", from: "ims-ms", file: file, id: "<one@b.c>"),
            step("01-Jan-2024 10:00:00.00", "E", from: "tcp_local", to: "ims-ms", file: file, id: "<two@b.c>"),
            step("01-Jan-2024 10:00:02.00", "D", from: "ims-ms", file: file, id: "<two@b.c>"),
        ]
        let told = try stories(lines, of: file)
        #expect(told.map { $0.messageIDs.map(\.text) } == [["one@b.c"], ["two@b.c"]])
        #expect(told.map(\.records.count) == [2, 2])
        #expect(try stories(lines, of: "<one@b.c>").map(\.records.count) == [2])
    }

    @Test func anIDThatStrangersShareJoinsNobody() throws {
        let lines = (0..<40).flatMap { number in
            let file = "ZZ01IS3D2ZP7FQ9U\(1000 + number).00"
            let minute = number < 10 ? "0\(number)" : "\(number)"
            let sender = "spam\(number)@b.c"
            return [
                step(
                    "01-Jan-2020 10:\(minute):00.00", "E", from: "tcp_local", to: "ims-ms", sender: sender, file: file,
                    id: "<same@b.c>"),
                step(
                    "01-Jan-2020 10:\(minute):01.00", "D", from: "ims-ms", sender: sender, file: file, id: "<same@b.c>"),
            ]
        }
        let one = try stories(lines, of: "ZZ01IS3D2ZP7FQ9U1007.00")
        #expect(one.map(\.records.count) == [2] && one.first?.sender?.text == "spam7@b.c")
        #expect(one.first?.gaps.contains(.othersLeftOut(count: 78)) == true)
        let all = try stories(lines, of: "<same@b.c>")
        #expect(all.count == 32 && all.allSatisfy { $0.records.count == 2 })
        #expect(all.allSatisfy { $0.gaps.contains(.othersLeftOut(count: 16)) })
    }

    @Test func twoConversionsAtOnceAreNotMixedUp() throws {
        func message(_ number: Int, _ second: String) -> [String] {
            [
                step(
                    "01-Jan-2020 10:00:0\(second).00", "E", from: "tcp_local", to: "conversion",
                    file: "ZZ01IS3D2ZP7FQ9UA00\(number).00", id: "<old\(number)@b.c>"),
                step(
                    "01-Jan-2020 10:00:0\(second).10", "E", from: "conversion", to: "ims-ms",
                    file: "ZZ01IS3D2ZP7FQ9UB00\(number).00", id: "<new\(number)@b.c>"),
            ]
        }
        let ends = (1...2).map { number in
            step(
                "01-Jan-2020 10:00:03.00", "D", from: "conversion", file: "ZZ01IS3D2ZP7FQ9UA00\(number).00",
                id: "<old\(number)@b.c>")
        }
        // Both ends come into question for both enqueues.
        let told = try stories(message(1, "1") + message(2, "2") + ends, of: "<old1@b.c>")
        #expect(told.map { $0.messageIDs.map(\.text) } == [["old1@b.c"]])
        #expect(told.first?.recipients.map(\.outcome) == [.unfinished])
        #expect(told.first?.gaps.contains(.nextHopNotSeen(recipient: 0, hop: 0)) == true)
        // Of the second message the enqueue was lost: the first one's may be either's.
        let half = try stories(message(1, "1") + [message(2, "1")[0]] + ends, of: "<new1@b.c>")
        #expect(half.map { $0.messageIDs.map(\.text) } == [["new1@b.c"]])
        #expect(half.first?.gaps.contains(.previousHopNotSeen(hop: 0)) == true)
        // Of one alone nothing else does.
        let alone = try stories(message(1, "1") + ends.prefix(1), of: "<new1@b.c>")
        #expect(alone.map { $0.messageIDs.map(\.text) } == [["old1@b.c", "new1@b.c"]])
    }

    @Test func aChangedBaseNameStaysWithItsQueue() throws {
        let (first, second) = ("01IS3D2ZP7FQ9UB001.00", "01IS3D2ZP7FQ9UB002.00")
        let steps = [
            ("E", "ZZ\(first)"), ("E", "ZZ\(second)"), ("Q", "ZZ\(first)"), ("Q", "ZZ\(second)"),
            ("Q", "ZY01IS67NY4RRK9UN7GP.00"), ("D", "ZX01IS67NY4RRK9UN7GP.00"), ("D", "ZY\(second)"),
        ]
        let lines = steps.enumerated().map { minute, told in
            // Both files are of one transaction.
            step(
                "01-Jan-2020 10:0\(max(1, minute)):00.00", told.0, from: told.0 == "E" ? "tcp_in" : "tcp_out",
                to: told.0 == "E" ? "tcp_out" : "", file: told.1, id: "<one@b.c>")
        }
        let story = try #require(try stories(lines, of: "ZY\(second)").first)
        #expect(story.hops.map { $0.attempts.map(\.action) } == [Array("QQD".utf8), Array("QD".utf8)])
        #expect(story.hops.map(\.queueFiles.count) == [3, 2])
        #expect(story.recipients.map(\.outcome) == [.delivered, .delivered])
    }

    @Test func aHeldFileIsHeld() throws {
        let lines = [
            step(
                "01-Jan-2020 10:00:00.00", "E", from: "tcp_local", to: "ims-ms", file: "ZZ01IS3D2ZP7FQ9UN54R.HELD",
                id: "<one@b.c>")
        ]
        #expect(try stories(lines, of: "<one@b.c>").first?.recipients.map(\.outcome) == [.held])
    }

    @Test func aListIsToldWithItsMembers() throws {
        let members = ["m1@b.c", "m2@b.c", "m3@elsewhere.org"]
        let lines =
            [
                step(
                    "01-Jan-2020 10:00:00.00", "E", from: "tcp_local", to: "reprocess", original: "list@b.c",
                    file: "ZZ01IS3D2ZP7FQ9UA000.00", id: "<one@b.c>")
            ]
            + members.enumerated().map { number, member in
                step(
                    "01-Jan-2020 10:00:01.00", "E", from: "reprocess", to: number < 2 ? "ims-ms" : "tcp_local",
                    original: "list@b.c", current: member,
                    file: number < 2 ? "ZZ01IS3D2ZP7FQ9UB000.00" : "ZZ01IS3D2ZP7FQ9UB001.00", id: "<one@b.c>")
            }
            + [
                step(
                    "01-Jan-2020 10:00:01.50", "D", from: "reprocess", original: "list@b.c",
                    file: "ZZ01IS3D2ZP7FQ9UA000.00", id: "<one@b.c>"),
                step(
                    "01-Jan-2020 10:00:02.00", "D", from: "ims-ms", original: "list@b.c", current: "m1@b.c",
                    file: "ZZ01IS3D2ZP7FQ9UB000.00", id: "<one@b.c>"),
                step(
                    "01-Jan-2020 10:00:02.00", "R", from: "ims-ms", original: "list@b.c", current: "m2@b.c",
                    file: "ZZ01IS3D2ZP7FQ9UB000.00", id: "<one@b.c>"),
            ]
        let story = try #require(try stories(lines, of: "ZZ01IS3D2ZP7FQ9UB001.00").first)
        #expect(story.recipients.map(\.current.text) == ["list@b.c"] + members)
        #expect(story.recipients.map(\.outcome) == [.expanded, .delivered, .failed, .unfinished])
        #expect(story.recipients.map(\.parent) == [nil, 0, 0, 0])
        #expect(story.recipients[1].timeToSettle == .seconds(2))
        #expect(story.hops.map(\.next) == [[1, 2], [], []])
        #expect(story.hops[0].attempts.map(\.result) == [.expanded])
    }

    @Test func whatArrivesByTheChannelThatItLeavesByIsNotHandedOn() throws {
        let lines = (1...2).map { number in
            step(
                "01-Jan-2020 10:00:00.00", "E", from: "tcp_local", to: "tcp_local", original: "list@b.c",
                current: "m\(number)@d\(number).org", file: "ZZ01IS3D2ZP7FQ9UB00\(number).00", id: "<one@b.c>")
        }
        let open = try #require(try stories(lines, of: "<one@b.c>").first)
        #expect(open.recipients.map(\.current.text) == ["m1@d1.org", "m2@d2.org"])
        #expect(open.recipients.map(\.parent) == [nil, nil] && open.hops.map(\.next) == [[], []])
        // No word of another host: the diagnostics are off.
        let end = step(
            "01-Jan-2020 10:00:01.00", "D", from: "tcp_local", original: "list@b.c", current: "m1@d1.org",
            file: "ZZ01IS3D2ZP7FQ9UB001.00", id: "<one@b.c>")
        let ended = try #require(try stories(lines + [end], of: "<one@b.c>").first)
        #expect(ended.recipients.map(\.outcome) == [.delivered, .unfinished])
        #expect(ended.recipients.map(\.parent) == [nil, nil] && ended.hops.map(\.next) == [[], []])
    }

    @Test func largeMessagesTakeWorkInProportion() {
        var lines: [String] = []
        for number in 0..<10_000 {
            lines.append(
                step(
                    "01-Jan-2020 10:00:00.00", "E", from: "tcp_local", to: "ims-ms", original: "list@b.c",
                    current: "m\(number % 5000)@b.c", file: "ZZ01IS3D2ZP7FQ9UB000.00", id: "<one@b.c>"))
        }
        for number in 0..<10_000 {
            lines.append(
                step(
                    "01-Jan-2020 10:00:01.00", "D", from: "ims-ms", original: "list@b.c",
                    current: "m\(number % 5000)@b.c", file: "ZZ01IS3D2ZP7FQ9UB000.00", id: "<one@b.c>"))
        }
        let assembler = StoryAssembler(foundRecords(in: Array(lines.joined().utf8)), .init())
        #expect(assembler.table.looks <= 40_000)
        let story = StoryAssembler.stories(of: assembler.story.records)
        #expect(story.map(\.recipients.count) == [10_000])
        #expect(story.first?.recipients.allSatisfy { $0.outcome == .delivered } == true)
    }

    @Test func fourHundredAttemptsAreNumbered() throws {
        func name(_ attempt: Int) -> String {
            let digits = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
            let rest = 1295 - attempt
            return "\(digits[rest / 36])\(digits[rest % 36])01IS3D2ZP7FQ9UB000.00"
        }
        var lines = [
            step("01-Jan-2020 00:00:00.00", "E", from: "tcp_local", to: "tcp_out", file: name(0), id: "<one@b.c>")
        ]
        for attempt in 0..<400 {
            let (hour, minute) = (attempt / 60, attempt % 60)
            lines.append(
                step(
                    "01-Jan-2020 0\(hour):\(minute < 10 ? "0" : "")\(minute):30.00", "Q", from: "tcp_out",
                    file: name(attempt), id: "<one@b.c>", rest: "Mailbox is busy"))
        }
        let story = try #require(try stories(lines, of: name(77)).first)
        #expect(story.hops.map(\.attempts.count) == [400])
        #expect(story.hops[0].attempts.map(\.number) == (1...400).map { $0 })
        #expect(story.hops[0].attempts.map(\.numberInName) == (1...400).map { $0 })
        #expect(story.recipients.map(\.outcome) == [.delayed])
        #expect(!story.gaps.contains { if case .attemptsNotSeen = $0 { true } else { false } })
    }
}
