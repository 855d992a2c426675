import MTALog
import Printing
import Testing
import Tracing

/// What happened, in one sentence.
@Suite struct HeadlineTests {
    private func headline(_ change: (inout Story) -> Void) -> String {
        var story = ManualStory.story
        change(&story)
        var bytes: [UInt8] = []
        StoryText.append(story, ViewOptions(columns: 400), to: &bytes)
        return String(decoding: bytes.prefix { $0 != 0x0a }, as: UTF8.self)
    }

    private func single(_ outcome: StoryRecipient.Outcome, attempts: Int = 4) -> String {
        headline { story in
            story.recipients[0].outcome = outcome
            story.recipients[0].attempts = Array(story.recipients[0].attempts.prefix(attempts))
            if attempts == 0 || outcome == .delayed { story.recipients[0].timeToSettle = nil }
        }
    }

    @Test func `each outcome of one recipient has its sentence`() {
        #expect(single(.delivered) == "Delivered to user@some.org after 10 h 14 min 46 s, at the 4th attempt.")
        #expect(single(.failed, attempts: 3).hasPrefix("Not delivered to user@some.org: given up after"))
        #expect(
            single(.delayed, attempts: 3)
                == "Not delivered to user@some.org yet: 3 attempts failed, the last at 1998-01-15 16:45:24.72.")
        #expect(
            single(.delayed, attempts: 1)
                == "Not delivered to user@some.org yet: 1 attempt failed, at 1998-01-15 10:31:10.37.")
        #expect(single(.delayed, attempts: 0) == "Not delivered to user@some.org yet: it waits in the queue.")
        #expect(single(.held).hasPrefix("Held: the message to user@some.org waits"))
        #expect(single(.unfinished).hasPrefix("Not finished in these archives"))
        #expect(single(.expanded).hasPrefix("Replaced by other recipients"))
    }

    @Test func `several recipients are counted`() {
        func several(_ outcomes: [StoryRecipient.Outcome]) -> String {
            headline { story in
                let recipient = story.recipients[0]
                story.recipients = outcomes.map { outcome in
                    var recipient = recipient
                    recipient.outcome = outcome
                    return recipient
                }
            }
        }
        let after = "after 10 h 14 min 46 s"
        #expect(several([.relayed, .delivered]) == "Delivered to all 2 recipients, the last \(after).")
        #expect(several([.relayed, .failed, .expanded]) == "Delivered to 1 of 2 recipients \(after); 1 failed.")
        #expect(several([.held, .failed]) == "Not delivered to any of 2 recipients: 1 failed, 1 held.")
        // A list that leads to one member is that member's story.
        #expect(several([.expanded, .relayed]).hasPrefix("Delivered to user@some.org"))
    }

    @Test func `what was refused has no recipients`() {
        let refused = headline { story in
            story = BigStories.rich
            story.recipients = []
        }
        #expect(refused == "Not accepted by channel tcp_local for alan@very.bogus.com.")
    }
}
