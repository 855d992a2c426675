import Foundation
import SyntheticLogs
import Testing

@Suite struct StoryTests {
    private let text = SyntheticLog.text(seed: 21, records: 20_000)

    @Test func attemptsOfARecipientRiseAndEndAtMostOnce() {
        for story in text.stories {
            for hop in story.hops {
                #expect(hop.attempts.allSatisfy { $0.stamp >= hop.enqueued && hop.recipients.contains($0.recipient) })
                for recipient in hop.recipients {
                    let attempts = hop.attempts.filter { $0.recipient == recipient }
                    #expect(zip(attempts, attempts.dropFirst()).allSatisfy { $0.stamp <= $1.stamp })
                    let last = attempts.lastIndex { "DRK".utf8.contains($0.action) }
                    #expect(last == nil || last == attempts.count - 1)
                }
            }
        }
    }

    @Test func outcomesAgreeWithTheLastAttempt() {
        for story in text.stories {
            for (place, recipient) in story.recipients.enumerated() {
                let attempts = story.hops.flatMap(\.attempts).filter { $0.recipient == place }
                let last = attempts.max { $0.stamp < $1.stamp }?.action
                switch recipient.outcome {
                case .delivered, .expanded, .discarded: #expect(last == UInt8(ascii: "D"))
                case .failed: #expect(last == UInt8(ascii: "R") || last == UInt8(ascii: "K"))
                case .unfinished: #expect(!story.isFinished)
                }
            }
        }
    }

    @Test func everyMessageRecordWithAnIDIsInOneStory() {
        let records = text.records.filter { $0.kind == .message && !$0.messageIDs.isEmpty }.count
        #expect(text.stories.reduce(0) { $0 + $1.records } == records)
        #expect(Set(text.stories.map(\.number)).count == text.stories.count)
    }

    @Test func notificationsNameEachOther() {
        let byID = Dictionary(text.stories.map { ($0.messageIDs[0], $0) }, uniquingKeysWith: { first, _ in first })
        let failed = text.stories.filter { !$0.notifications.isEmpty }
        #expect(!failed.isEmpty)
        for story in failed {
            for id in story.notifications {
                #expect(byID[id]?.envelopeSender.isEmpty == true)
                #expect(byID[id]?.notificationOf.map { story.messageIDs.contains($0) } == true)
            }
        }
    }

    @Test func aNotificationIsEnqueuedBeforeTheFailureIsLogged() {
        for story in text.stories {
            for id in story.notifications {
                let enqueue = text.records.first { $0.messageIDs.first == id }?.stamp
                let failure = story.hops.flatMap(\.attempts).first { "RW".utf8.contains($0.action) }
                #expect(enqueue != nil && failure != nil)
                if let enqueue, let failure { #expect(enqueue <= failure.stamp) }
            }
        }
    }

    @Test func everyKindOfMessageOccurs() {
        let stories = SyntheticLog.text(seed: 21, records: 60_000).stories
        #expect(stories.contains { $0.messageIDs.count == 2 })
        #expect(stories.contains { $0.abortedTransactions == 1 })
        #expect(stories.contains { $0.recipients.contains { $0.outcome == .expanded } })
        #expect(stories.contains { $0.recipients.count > 20 })
        #expect(stories.contains { $0.hops.contains { $0.destination == "conversion" } })
        #expect(stories.contains { $0.hops.contains { $0.attempts.contains { $0.action == UInt8(ascii: "Z") } } })
    }

    @Test func storiesAreJSON() throws {
        for story in text.stories.prefix(500) {
            var line: [UInt8] = []
            story.appendJSON(to: &line)
            let object = try #require(try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any])
            #expect(object["number"] as? Int == story.number)
            #expect((object["hops"] as? [Any])?.count == story.hops.count)
        }
    }
}
