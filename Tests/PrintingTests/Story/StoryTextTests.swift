import Printing
import Testing
import Tracing

/// A story as people read it on a terminal.
@Suite struct StoryTextTests {
    private func text(_ story: Story, _ options: ViewOptions = ViewOptions()) -> String {
        var bytes: [UInt8] = []
        StoryText.append(story, options, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func `the manual's example is told in 80 columns`() {
        #expect(
            text(ManualStory.story) == """
                Delivered to user@some.org (taken over by host.some.org) after 10 h 14 min 46 s,
                at the 4th attempt.

                Message      <01IRUD7SVA3Q9UN2D4@sesta.com>
                From         adam@hosta.sesta.com
                Arrived      1998-01-15 10:31:05.18 through tcp_internal
                Size         3 blocks

                1. tcp_internal -> tcp_local
                     enqueued   1998-01-15 10:31:05.18
                  1  failed     1998-01-15 10:31:10.37  +5.19 s
                                TCP active open: Failed connect()    Error: no route to host
                  2  failed     1998-01-15 12:45:39.48  +2 h 14 min 29 s
                                TCP active open: Failed connect()    Error: no route to host
                  3  failed     1998-01-15 16:45:24.72  +3 h 59 min 45 s
                                TCP active open: Failed connect() Error: connection refused
                  4  delivered  1998-01-15 20:45:51.55  +4 h 0 min 26 s
                                to host.some.org [192.1.1.1]:25
                                250 Ok
                                (the file name says attempt 3)

                Timeline
                  1998-01-15 10:31:05.18 to 1998-01-15 20:45:51.55
                                      12:00              15:00              18:00
                             .........|..................|..................|..................
                  tcp_local  x-------------x-------------------------x------------------------D
                  E enqueued   x failed, to be tried again   D delivered

                Basis
                  The records are tied together by the message-ID; queue file names.

                """)
    }

    @Test func `reasons are explained once, and where to look`() {
        let told = text(ManualStory.story, ViewOptions(columns: 300, explains: true))
        #expect(told.contains("= network.no-route: There is a network problem between the two systems"))
        #expect(told.contains("= network.no-route: as above"))
        #expect(told.contains("= network.refused: The remote host answers, but no SMTP server listens or accepts"))
    }

    @Test func `every step has its records with archive and offset`() {
        let story = ManualStory.story
        let told = text(story, ViewOptions(showsRecords: true))
        for record in story.records {
            #expect(told.contains("mail.log:\(record.offset):\n\(String(decoding: record.bytes, as: UTF8.self))"))
        }
    }

    @Test(arguments: [40, 60, 80, 100, 132, 200])
    func `no line is wider than the width`(_ columns: Int) {
        let stories = [ManualStory.story, BigStories.rich, BigStories.attempts, BigStories.recipients]
        for story in stories + (1...10 as ClosedRange<UInt64>).map({ HostileStory.make(seed: $0).story }) {
            let lines = text(story, ViewOptions(columns: columns, explains: true)).split(separator: "\n")
            #expect(lines.first { $0.count > columns } == nil)
        }
    }

    @Test func `of 10,000 recipients those that something went wrong for are listed, the others counted`() {
        let told = text(BigStories.recipients)
        #expect(
            told.hasPrefix("Delivered to 9,965 of 10,000 recipients, the last after 8.97 s; 20 failed, 15\ndelayed.\n"))
        #expect(told.contains("user503@example.net   failed"))
        #expect(told.contains("and 9,980 more recipients"))
        #expect(told.contains("and 188 more stays in queues"))
        #expect(told.utf8.count { $0 == 0x0a } < 300)
    }

    @Test func `of 400 attempts the first and last are told, the others counted by reason`() {
        let told = text(BigStories.attempts)
        #expect(told.contains("given up after 4 d 4 h 0 min, at the 400th\nattempt."))
        #expect(told.contains("... 380 more: 380 failed (network.timeout 253, network.refused 127); from"))
        #expect(told.contains("\n400  given up "))
        #expect(!told.contains("\n 11  failed"))
    }

    @Test func `bounces, lists, refusals, connections and gaps are told`() {
        let told = text(BigStories.rich, ViewOptions(columns: 300))
        for words in [
            "Reported by  <bounce@sesta.com>", "over TLS, authenticated", "adam, who logged in",
            "held, a member of list@sesta.com", "refused by tcp_local for alan@very.bogus.com",
            "process 2e2d.5.1 TCP|206.184.139.12|2788|192.1.1.1|25", "was not read whole: the file was cut off",
            "2 earlier attempts", "LOG_MESSAGE_ID", "LOG_FILENAME", "3 records of the same key", "not whole",
            "Where channel tcp_internal had it from was not seen.", "process ids and neighbouring records",
        ] { #expect(told.contains(words), "\(words)") }
        #expect(text(BigStories.attempts).contains("Reports on   <original@example.com>"))
    }

    @Test func `colours are there only where they are wanted`() {
        #expect(text(ManualStory.story, ViewOptions(colors: true)).contains("\u{1b}[32m  4  delivered"))
        #expect(!text(ManualStory.story).contains("\u{1b}"))
        let painted = text(BigStories.rich, ViewOptions(colors: true))
        #expect(painted.replacing(/\u{1B}\[[0-9]+m/, with: "") == text(BigStories.rich))
    }

    @Test func `an empty story has its sentence`() {
        #expect(text(Story()).hasPrefix("No recipient of this message is in these archives.\n"))
    }
}
