import MTALog
import TestSupport
import Testing
import Tracing

@testable import Printing

/// The axis of a timeline, and text folded to a width.
@Suite struct TimelineTests {
    private func stamp(_ day: Int, _ hour: Int, _ minute: Int, _ second: Int = 0) -> Stamp {
        Stamp(year: 2024, month: 3, day: day, hour: hour, minute: minute, second: second, hundredth: 0)
    }

    private func labels(_ from: Stamp, _ to: Stamp, most: Int) -> [String] {
        TimeTicks(from: from, to: to, most: most).ticks.map(\.label)
    }

    @Test func `ticks stand at round moments`() {
        #expect(labels(stamp(1, 10, 31), stamp(1, 20, 45), most: 6) == ["12:00", "14:00", "16:00", "18:00", "20:00"])
        #expect(labels(stamp(1, 9, 0, 1), stamp(1, 9, 0, 14), most: 4) == ["09:00:05", "09:00:10"])
        #expect(labels(stamp(1, 22, 0), stamp(2, 3, 0), most: 4) == ["22:00", "2 Mar", "02:00"])
        #expect(labels(stamp(1, 12, 0), stamp(5, 12, 0), most: 5) == ["2 Mar", "3 Mar", "4 Mar", "5 Mar"])
        #expect(labels(stamp(1, 12, 0), stamp(1, 12, 0), most: 5) == [])
    }

    @Test func `ticks are few, in order and within the span`() {
        var generator = SeededGenerator(seed: 4)
        for _ in 0..<3000 {
            let start = Int64.random(in: -10_000_000_000...300_000_000_000, using: &generator)
            let length = Int64.random(in: 0...(1 << Int64.random(in: 1...45, using: &generator)), using: &generator)
            let most = Int.random(in: 1...12, using: &generator)
            let ticks = TimeTicks(from: Stamp(hundredths: start), to: Stamp(hundredths: start + length), most: most)
                .ticks
            #expect(ticks.count <= most)
            #expect(ticks.allSatisfy { ($0.stamp.hundredths - start) >= 0 && $0.stamp.hundredths <= start + length })
            #expect(zip(ticks, ticks.dropFirst()).allSatisfy { $0.stamp < $1.stamp })
        }
    }

    @Test func `a lane a queue, and a recipient where they are few`() throws {
        let manual = try #require(Timeline(StoryDigest(ManualStory.story)))
        #expect(
            manual.lanes.map { $0.marks.map(\.kind) } == [[.enqueued, .postponed, .postponed, .postponed, .delivered]])
        var story = BigStories.rich
        story.hops[0].recipients = [0, 2]
        let rich = try #require(Timeline(StoryDigest(story)))
        #expect(rich.lanes.map { $0.label.line() } == ["1. tcp_local user@some.org", "1. tcp_local bob", "2. ims-ms"])
        let many = try #require(Timeline(StoryDigest(BigStories.recipients)))
        #expect(many.lanes.count == 12 && many.hidden == 188)
        let retries = try #require(Timeline(StoryDigest(BigStories.attempts)))
        #expect(retries.lanes[0].marks.count <= Timeline.mostMarks + 2)
        #expect(retries.lanes[0].marks.last?.kind == .failed)
        #expect(Timeline(StoryDigest(Story())) == nil)
    }

    @Test func `ticks of moments far apart do not trap`() {
        let extremes: [Int64] = [.min, .min + 1, -1, 0, 1, .max - 1, .max]
        for first in extremes {
            for second in extremes where first < second {
                let (first, second) = (Stamp(hundredths: first), Stamp(hundredths: second))
                for most in 1...9 {
                    let ticks = TimeTicks(from: first, to: second, most: most).ticks
                    #expect(ticks.count <= most && ticks.allSatisfy { first <= $0.stamp && $0.stamp <= second })
                }
            }
        }
    }

    @Test func `folded lines are narrow enough and lose only blanks at folds`() {
        var generator = SeededGenerator(seed: 3)
        let letters = Array("ab \u{4e2d}\u{e9}.").map(String.init) + ["e\u{301}", "  "]
        for _ in 0..<3000 {
            let text = (0..<Int.random(in: 0...60, using: &generator)).reduce(into: "") { text, _ in
                text += letters.randomElement(using: &generator) ?? ""
            }
            let width = Int.random(in: 2...30, using: &generator)
            let lines = TextLines.folded(text, width)
            #expect(lines.allSatisfy { DisplayWidth.of($0) <= width })
            #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
        }
        #expect(TextLines.folded("Failed connect()    Error", 40) == ["Failed connect()    Error"])
    }

    @Test func `attempts of one moment are put together by result and reason`() {
        let rows = AttemptRow.rows(of: BigStories.recipients.hops[0])
        #expect(rows.map(\.recipients.count) == [48, 1, 1])
        #expect(rows.map(\.attempt.result) == [.delivered, .failed, .postponed])
    }
}
