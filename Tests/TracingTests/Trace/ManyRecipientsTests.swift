import LMDBIndex
import MTALog
import SystemPackage
import TestSupport
import Testing

@testable import Tracing

/// A message to thousands, each in a queue file of its own and none of them done.
@Suite struct ManyRecipientsTests {
    private func log(_ count: Int) -> [UInt8] {
        var text: [UInt8] = []
        for number in 0..<count {
            let start = "15-Jan-1998 10:31:05.18 tcp_intranet tcp_local    E 3 a@b.example"
            let whom = "u\(number)@c.example"
            text += "\(start) rfc822;\(whom) \(whom) /q/tcp_local/\(file(number)) <many@b.example>\n".utf8
        }
        return text
    }

    private func file(_ number: Int) -> String {
        let digits = String(100_000 + number)
        return "ZZ01IS3D2ZP7\(digits)N54R.00"
    }

    @Test func theStoryOfTwoThousandIsWhole() throws {
        try withTracer(of: [log(2000)]) { tracer in
            for key in ["<many@b.example>", file(1234)] {
                let answer = try tracer.answer(key)
                #expect(answer.stories.count == 1 && answer.unread.isEmpty)
                let story = try #require(answer.stories.first)
                #expect(story.records.count == 2000 && story.recipients.count == 2000 && story.hops.count == 2000)
                #expect(story.recipients.allSatisfy { $0.outcome == .unfinished })
                #expect(!story.gaps.contains { if case .limitReached = $0 { true } else { false } })
            }
        }
    }

    /// Four times the recipients cost little more than four times the comparisons.
    @Test func theWorkIsLinear() throws {
        var work: [Int] = []
        for count in [500, 2000] {
            try withTemporaryDirectory { directory in
                try write(log(count), to: directory.appending("mail.log"))
                try index([directory.appending("mail.log")], in: directory.appending("ix"))
                var lookup = try Lookup(try IndexReader(directory.appending("ix")).snapshot())
                let files = Set((0..<count).map { Array(file($0).dropFirst(2).dropLast(3).utf8) })
                var results = try lookup.results(of: try #require(KeyPattern(queueFiles: files)))
                while try lookup.next(of: &results) != nil {}
                #expect(results.count == count)
                work.append(results.comparisons)
            }
        }
        #expect(work[1] < work[0] * 6, "\(work)")
    }
}
