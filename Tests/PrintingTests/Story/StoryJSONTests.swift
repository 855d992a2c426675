import Foundation
import MTALog
import Printing
import Testing
import Tracing

/// A story for programs.
@Suite struct StoryJSONTests {
    private func object(_ story: Story, key: String? = nil, explains: Bool = false) throws -> [String: Any] {
        var json = JSONWriter()
        StoryJSON.append(story, key: key.map { Array($0.utf8) }, ViewOptions(explains: explains), to: &json)
        return try #require(try JSONSerialization.jsonObject(with: Data(json.bytes)) as? [String: Any])
    }

    @Test func `the manual's example has its attempts, reasons and times`() throws {
        let story = try object(ManualStory.story, key: "ZY01IS3D2ZP7FQ9UN54R.00", explains: true)
        #expect(story["key"] as? String == "ZY01IS3D2ZP7FQ9UN54R.00")
        #expect(story["message_ids"] as? [String] == ["01IRUD7SVA3Q9UN2D4@sesta.com"])
        #expect(story["outcomes"] as? [String: Int] == ["relayed": 1])
        let recipients = try #require(story["recipients"] as? [[String: Any]])
        #expect(recipients[0]["seconds_to_settle"] as? Double == 36886.37)
        #expect(recipients[0]["outcome"] as? String == "relayed")
        let hops = try #require(story["hops"] as? [[String: Any]])
        let attempts = try #require(hops[0]["attempts"] as? [[String: Any]])
        #expect(
            attempts.map { $0["category"] as? String }
                == ["network.no-route", "network.no-route", "network.refused", "accepted"])
        #expect(attempts.map { $0["number"] as? Int } == [1, 2, 3, 4])
        #expect(attempts.map { $0["severity"] as? String } == ["temporary", "temporary", "temporary", "success"])
        #expect(attempts[0]["time"] as? String == "1998-01-15T10:31:10.37")
        #expect(attempts[0]["seconds_since_enqueued"] as? Double == 5.19)
        #expect(attempts[0]["seconds_since_last"] == nil)
        #expect(attempts[3]["reply_code"] as? Int == 250)
        #expect(attempts[3]["remote_words"] as? String == "250 Ok")
        #expect((attempts[0]["explanation"] as? String)?.contains("network problem") == true)
        #expect(try object(ManualStory.story)["key"] == nil)
        let records = try #require(story["records"] as? [[String: Any]])
        #expect(
            records.map { $0["raw"] as? String }
                == ManualStory.story.records.map { String(decoding: $0.bytes, as: UTF8.self) })
        #expect(records[1]["archive"] as? String == "mail.log")
        #expect(records[1]["offset"] as? Int == Int(ManualStory.story.records[1].offset))
    }

    @Test func `nothing is summarised`() throws {
        let many = try object(BigStories.recipients)
        #expect((many["recipients"] as? [Any])?.count == 10_000)
        #expect(
            (many["hops"] as? [[String: Any]])?.reduce(0) { $0 + (($1["attempts"] as? [Any])?.count ?? 0) } == 10_000)
        #expect((many["records"] as? [Any])?.count == 10_000)
        let retries = try object(BigStories.attempts)
        #expect(((retries["hops"] as? [[String: Any]])?[0]["attempts"] as? [Any])?.count == 400)
    }

    @Test func `every gap has a kind of its own and a sentence`() throws {
        let gaps = try #require(try object(BigStories.rich)["gaps"] as? [[String: Any]])
        #expect(gaps.count == BigStories.rich.gaps.count)
        #expect(Set(gaps.compactMap { $0["kind"] as? String }).count == gaps.count)
        #expect(gaps.allSatisfy { ($0["text"] as? String)?.hasSuffix(".") == true })
        #expect(
            gaps.contains {
                $0["kind"] as? String == "archive_not_read" && $0["archive"] as? String == "/var/log/mail.log-3.gz"
            })
    }

    @Test func `the arrival, a refusal and a connection have their members`() throws {
        let story = try object(BigStories.rich)
        let arrival = try #require(story["arrival"] as? [String: Any])
        #expect(arrival["tls"] as? Bool == true && arrival["authenticated_user"] as? String == "adam")
        let refusal = try #require((story["refusals"] as? [[String: Any]])?.first)
        #expect(refusal["category"] as? String == "smtp.relay-denied" && refusal["kind"] as? String == "rejected")
        let connection = try #require((story["connections"] as? [[String: Any]])?.first)
        #expect(connection["direction"] as? String == "outbound")
        #expect((connection["steps"] as? [[String: Any]])?.first?["action"] as? String == "O")
    }
}
