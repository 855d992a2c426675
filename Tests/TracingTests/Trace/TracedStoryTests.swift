import MTALog
import SyntheticLogs
import TestSupport
import Testing

@testable import Tracing

/// The same, through an index over several archives: whichever key is asked for, the whole true story is told.
@Suite struct TracedStoryTests {
    @Test(arguments: TrueStoryTests.Trial.whole)
    func anyKeyLeadsToTheTrueStory(_ trial: TrueStoryTests.Trial) throws {
        let seed = UInt64(trial.format.rawValue) + UInt64(trial.options.rawValue)
        let log = trial.log(seed, records: 300)
        let rotated = RotatedLog(log, archives: 3, seed: seed)
        let truths = Dictionary(
            log.truths(trial.options).map { (trial.comparable($0), $0.isTorn) }, uniquingKeysWith: { $0 || $1 })
        let bySender = Dictionary(grouping: truths.keys) { $0.messageIDs.first }
        try withTracer(of: rotated.archives.indices.map { rotated.bytes(ofArchive: $0) }) { tracer in
            for key in rotated.sampleOfKeys(10, seed: seed) {
                let answer = try tracer.answer(try KeyPattern(key.text))
                #expect(answer.unread.isEmpty && !answer.stories.isEmpty, "\(key)")
                for story in answer.stories {
                    let told = trial.comparable(ComparableStory(story))
                    let near = bySender[told.messageIDs.first] ?? []
                    // Of a torn conversion the halves are told each for itself.
                    let isTorn = truths.contains {
                        $0.value && !$0.key.messageIDs.filter(told.messageIDs.contains).isEmpty
                    }
                    // Identical records that rotation has parted are taken for copies of one.
                    let isTwin = near.contains(where: \.hasTwins)
                    #expect(truths[told] != nil || isTorn || isTwin, "told \(told)\ntrue \(near)")
                    expectOwnWords(story, trial)
                }
            }
        }
    }

    /// What the story says besides, each by its own record.
    private func expectOwnWords(_ story: Story, _ trial: TrueStoryTests.Trial) {
        #expect(story.basis.messageIDs && (story.basis.queueFiles || story.hops.isEmpty))
        for attempt in story.hops.flatMap(\.attempts) {
            let record = story.records[attempt.record]
            #expect(record.stamp == attempt.stamp && record.fields?.actionLetter == attempt.action)
            guard let number = attempt.number, let records = attempt.numberInRecords else { continue }
            #expect(number >= records && number >= attempt.numberInName ?? 0)
        }
        for connection in story.connections {
            let processes = story.records.filter { $0.fields?.kind == .message }.compactMap {
                $0.fields?.text(.processID)
            }
            #expect(processes.contains(connection.processID))
            #expect(connection.steps.allSatisfy { story.records[$0.record].fields?.kind == .connection })
        }
        for header in story.headers { #expect(story.records[header.record].fields?.kind == .header) }
    }

    @Test func notificationsAreToldWithTheirMessagesAndTheOtherWayRound() throws {
        var ties = 0
        for seed in 0..<8 as Range<UInt64> {
            let log = SyntheticLog.text(seed: seed, records: 600)
            try withTracer(of: [log.bytes]) { tracer in
                for report in log.stories {
                    guard let old = report.notificationOf, let id = report.messageIDs.first else { continue }
                    ties += 1
                    let bounce = try tracer.answer(try KeyPattern(id.bytes, kind: .messageID), related: true)
                    #expect(bounce.stories.map { $0.messageIDs.first } == [id.withoutBrackets])
                    #expect(bounce.related.contains { $0.messageIDs.contains(old.withoutBrackets) })
                    let original = try tracer.answer(try KeyPattern(old.bytes, kind: .messageID), related: true)
                    #expect(original.stories.contains { $0.messageIDs.contains(old.withoutBrackets) })
                    #expect(original.related.contains { $0.messageIDs.first == id.withoutBrackets })
                    let alone = try tracer.answer(try KeyPattern(old.bytes, kind: .messageID))
                    #expect(alone.related.isEmpty)
                }
            }
        }
        #expect(ties >= 10)
    }

    @Test func headersAndConnectionsStandWithTheirMessage() throws {
        var (headers, connections) = (0, 0)
        for seed in 0..<2 as Range<UInt64> {
            var settings = TrafficSettings()
            settings.headerRecords = true
            settings.messagesAnHour = 2000
            let log = SyntheticLog.text(seed: seed, records: 500, settings: settings, options: .all)
            let rotated = RotatedLog(log, archives: 1, seed: seed)
            try withTracer(of: [log.bytes]) { tracer in
                for key in rotated.sampleOfKeys(20, seed: seed) {
                    for story in try tracer.answer(try KeyPattern(key.text)).stories {
                        headers += story.headers.count
                        connections += story.connections.count
                        expectTied(story)
                    }
                }
            }
        }
        #expect(headers > 10 && connections > 5)
    }

    private func expectTied(_ story: Story) {
        let names = story.headers.map { $0.name.text.lowercased() }
        #expect(Set(names).count == names.count, "\(names)")
        for header in story.headers where header.name.text.lowercased() == "message-id" {
            #expect(story.messageIDs.contains(header.value.withoutBrackets))
        }
        for attempt in story.hops.flatMap(\.attempts) {
            guard let place = attempt.connection else { continue }
            #expect(story.connections[place].processID == attempt.processID)
            #expect(!story.connections[place].isInbound)
        }
    }
}
