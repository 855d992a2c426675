import Printing
import TestSupport
import Testing
import Tracing

/// A story as a page for a browser.
@Suite struct StoryPageTests {
    private func page(_ stories: [Story], related: [Story] = []) throws -> (text: String, check: MarkupCheck) {
        let bytes = StoryPage.html(stories, related: related)
        return (String(decoding: bytes, as: UTF8.self), try MarkupCheck(bytes))
    }

    @Test func `a page fetches nothing and runs nothing`() throws {
        let (text, check) = try page([BigStories.rich], related: [ManualStory.story])
        #expect(
            text.contains(
                "content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\""))
        #expect(!check.elements.contains { ["script", "link", "img", "iframe", "object", "a", "form"].contains($0) })
        #expect(
            !text.contains("http:") && !text.contains("https:") && !text.contains("url(") && !text.contains("@import"))
        #expect(check.attributes.contains { $0 == ("name", "viewport") })
    }

    @Test func `the manual's example says what happened, what was said and what it means`() throws {
        let text = try page([ManualStory.story]).check.text
        for words in [
            "Delivered to user@some.org (taken over by host.some.org) after 10 h 14 min 46 s, at the 4th attempt.",
            "TCP active open: Failed connect()    Error: no route to host", "a network problem between the two systems",
            "no SMTP server listens or accepts", "250 Ok", "host.some.org [192.1.1.1]:25",
        ] { #expect(text.contains(words), "\(words)") }
    }

    @Test func `the picture has a mark for each moment, a title and a description`() throws {
        let (text, check) = try page([ManualStory.story])
        // An enqueue, four attempts; three more in the legend.
        #expect(check.elements.count { $0 == "g" } == 5 + 3)
        #expect(
            text.contains("aria-labelledby=\"t0 d0\"") && text.contains("<title id=\"t0\">")
                && text.contains("<desc id=\"d0\">"))
        let ids = check.attributes.filter { $0.name == "id" }.map(\.value)
        #expect(Set(ids).count == ids.count)
        let two = try page([ManualStory.story, ManualStory.story]).check.attributes.filter { $0.name == "id" }.map(
            \.value)
        #expect(Set(two).count == 2 * ids.count)
    }

    @Test func `tables have headers`() throws {
        let check = try page([BigStories.rich]).check
        #expect(check.elements.count { $0 == "th" } == check.attributes.count { $0 == ("scope", "col") })
        #expect(check.elements.count { $0 == "table" } == check.elements.count { $0 == "thead" })
    }

    @Test func `much is summarised`() throws {
        let many = try page([BigStories.recipients])
        #expect(many.text.utf8.count < 100_000)
        #expect(many.check.text.contains("And 9,980 more recipients."))
        #expect(many.check.text.contains("And 188 more stays in queues."))
        let retries = try page([BigStories.attempts]).check
        #expect(retries.text.contains("380 more: 380 failed"))
    }

    @Test func `no message has a page too`() throws {
        #expect(try page([]).check.text.contains("No message was found."))
    }

    @Test func `markup that is not well-formed is seen`() {
        for text in ["<p>", "</p>", "<p></b>", "<p class=x></p>", "a & b", "<p title=\"<\"></p>", "< p></p>"] {
            #expect(throws: MarkupCheck.Fault.self) { try MarkupCheck(Array(text.utf8)) }
        }
    }
}
