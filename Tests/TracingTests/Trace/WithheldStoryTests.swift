import LMDBIndex
import MTALog
import SyntheticLogs
import SystemPackage
import TestSupport
import Testing

@testable import Tracing

/// Where an option was off or archives are missing, the story says so and claims nothing that it cannot know.
@Suite struct WithheldStoryTests {
    @Test(arguments: SyntheticLogs.LogFormat.allCases) func idsAloneTellTheWholeStory(
        _ format: SyntheticLogs.LogFormat
    ) {
        let trial = TrueStoryTests.Trial(format: format, options: [.messageID, .diagnostics, .connection], name: "ids")
        for seed in 20..<26 as Range<UInt64> {
            let log = trial.log(seed, records: 300)
            let stories = StoryAssembler.stories(of: foundRecords(in: log.bytes, stated: trial.layout).messages)
            let told = stories.filter { !$0.messageIDs.isEmpty }
            #expect(told.allSatisfy { $0.hops.isEmpty || $0.gaps.contains(.queueFilesNotLogged) })
            #expect(told.allSatisfy { !$0.basis.queueFiles && !$0.gaps.contains(.messageIDsNotLogged) })
            let tales = told.map { ComparableStory($0) }.counts
            for truth in log.truths(trial.options) where !truth.isTorn {
                let merged = truth.withoutFiles
                let near = tales.keys.filter { $0.messageIDs.first == truth.messageIDs.first }
                #expect(tales[merged] != nil, "true \(merged)\ntold \(near)")
            }
        }
    }

    @Test(arguments: SyntheticLogs.LogFormat.allCases) func filesAloneJoinNoStrangers(
        _ format: SyntheticLogs.LogFormat
    ) throws {
        let trial = TrueStoryTests.Trial(
            format: format, options: [.filename, .diagnostics, .connection], name: "files")
        var joined = 0
        for seed in 30..<36 as Range<UInt64> {
            let log = trial.log(seed, records: 300)
            let truths = log.stories.map { ComparableStory($0, trial.options, notifications: []) }
            var owners: [ComparableStory.Hop: Set<Int>] = [:]
            for (number, truth) in truths.enumerated() {
                for hop in truth.hops.keys { owners[hop, default: []].insert(number) }
            }
            for story in StoryAssembler.stories(of: foundRecords(in: log.bytes, stated: trial.layout).messages)
            where !story.hops.isEmpty {
                #expect(story.gaps.contains(.messageIDsNotLogged) && story.messageIDs.isEmpty)
                let tale = ComparableStory(story)
                // A base name that changed on the way leaves a piece without an enqueue: it says so.
                let whole = tale.hops.keys.filter { $0.enqueued > 0 }
                let numbers = whole.compactMap { hop in
                    owners.first { $0.key.file == hop.file }?.value
                }
                #expect(numbers.count == whole.count)
                if whole.count > 1 { joined += 1 }
                let common = numbers.dropFirst().reduce(numbers.first ?? []) { $0.intersection($1) }
                #expect(!common.isEmpty || whole.isEmpty, "\(tale)")
                expectKnown(story, common.map { truths[$0] })
            }
        }
        #expect(joined > 20, "conversions, expansions and notifications are still followed")
    }

    /// Every end that is told is a true one.
    private func expectKnown(_ story: Story, _ truths: [ComparableStory]) {
        for recipient in ComparableStory(story).recipients.keys where recipient.settled != nil {
            let isTrue = truths.contains { truth in
                truth.recipients.keys.contains {
                    $0.original == recipient.original && $0.outcome == recipient.outcome
                        && $0.settled == recipient.settled
                }
            }
            let isPiece = story.hops.contains { $0.source == nil }
            #expect(isTrue || isPiece, "\(recipient) \(truths)")
        }
        let pieces = story.hops.indices.filter { story.hops[$0].source == nil }
        #expect(
            pieces.allSatisfy { place in
                story.gaps.contains { if case .beginningNotSeen(place, _) = $0 { true } else { false } }
            })
    }

    /// At most a server's words hold such a key: those records are told as they are, and nothing is made of them.
    @Test func ofAMessageWithoutKeysNothingIsMadeUp() throws {
        let log = SyntheticLog.text(seed: 3, records: 200, options: .none)
        let keys = SyntheticLog.text(seed: 3, records: 200).keys.keys.prefix(20)
        try withTracer(of: [log.bytes]) { tracer in
            for key in keys {
                let answer = try tracer.answer(try KeyPattern(key.text))
                #expect(answer.unread.isEmpty)
                for story in answer.stories {
                    #expect(!story.isUnderstood && story.recipients.isEmpty)
                    #expect(story.records.allSatisfy { $0.bytes.firstRange(of: key.text.withoutBrackets) != nil })
                }
            }
        }
    }

    @Test func aStoryThatBeginsBeforeTheArchivesSaysSo() throws {
        let text = try fixture("logs/21-07-multiple-attempts.log")
        let second = try #require(text.firstIndex(of: 0x0a)) + 1
        let rest = Array(text[second...])
        let third = try #require(rest.firstIndex(of: 0x0a)) + 1
        try withTracer(of: [Array(rest[third...])]) { tracer in
            let story = try #require(try tracer.answer("<01IRUD7SVA3Q9UN2D4@sesta.com>").stories.first)
            #expect(story.hops.map(\.source) == [nil] && story.arrival == nil)
            #expect(story.hops[0].attempts.map(\.number) == [2, 3, 4])
            #expect(story.hops[0].attempts.map(\.numberInRecords) == [1, 2, 3])
            #expect(story.hops[0].attempts.allSatisfy { $0.sinceEnqueued == nil })
            #expect(story.recipients.map(\.outcome) == [.relayed] && story.recipients[0].timeToSettle == nil)
            let begin = story.records[0].stamp
            #expect(story.gaps.contains(.beginningNotSeen(hop: 0, archivesBegin: begin)))
            #expect(story.gaps.contains(.attemptsNotSeen(recipient: 0, hop: 0, attempt: 0, count: 1)))
        }
        try withTracer(of: [Array(text[..<second]) + rest[..<third]]) { tracer in
            let story = try #require(try tracer.answer("<01IRUD7SVA3Q9UN2D4@sesta.com>").stories.first)
            #expect(story.recipients.map(\.outcome) == [.delayed] && story.recipients[0].settled == nil)
            let end = story.records.last?.stamp
            #expect(story.gaps == [.endNotSeen(recipient: 0, hop: 0, archivesEnd: end)])
        }
    }

    @Test func anArchiveThatCannotBeReadIsNamed() throws {
        let text = try fixture("logs/21-07-multiple-attempts.log")
        let cut = try #require(text.firstIndex(of: 0x0a)) + 1
        try withTemporaryDirectory { directory in
            let (first, second) = (directory.appending("mail.1"), directory.appending("mail.2"))
            try write(Array(text[..<cut]), to: first)
            try write(Array(text[cut...]), to: second)
            try index([first, second], in: directory.appending("ix"))
            try write(Array("gone".utf8), to: first)
            var tracer = try Tracer(try IndexReader(directory.appending("ix")).snapshot())
            let answer = try tracer.answer("<01IRUD7SVA3Q9UN2D4@sesta.com>")
            #expect(answer.unread.map(\.path) == [first])
            let story = try #require(answer.stories.first)
            let isNamed = story.gaps.contains { gap in
                if case .archiveNotRead(let archive, let from, _) = gap {
                    archive.path == first && from != nil
                } else {
                    false
                }
            }
            #expect(isNamed)
        }
    }
}

extension ComparableStory {
    /// Enqueues of one transaction are one hop where the files are not named.
    var withoutFiles: ComparableStory {
        struct Key: Hashable {
            let source: [UInt8]
            let destination: [UInt8]
            let enqueued: Int64
        }
        var story = self
        let all = hops.flatMap { Array(repeating: $0.key, count: $0.value) }
        let groups = Dictionary(grouping: all) {
            Key(source: $0.source, destination: $0.destination, enqueued: $0.enqueued)
        }
        story.hops =
            groups.values.compactMap { hops in
                hops.dropFirst().reduce(hops.first) { whole, hop in
                    guard var whole else { return nil }
                    whole.recipients.merge(hop.recipients, uniquingKeysWith: +)
                    whole.attempts.merge(hop.attempts, uniquingKeysWith: +)
                    return whole
                }
            }.counts
        return story
    }
}
