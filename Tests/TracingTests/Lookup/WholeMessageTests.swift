import IndexModel
import LMDBIndex
import MTALog
import SyntheticLogs
import SystemPackage
import TestSupport
import Testing

@testable import Tracing

/// `lookup --message` finds the records of one message, and no stranger's, whatever the layout.
@Suite struct WholeMessageTests {
    @Test(arguments: [
        ("notary", "ZZ01AAAAAAAAAAAAAAAA.00", 2), ("bare-id-and-user", "ZZ01AAAAAAAAAAAAAAAA.00", 2),
        ("counted-bare-envelope-id", "ZZ01AAAAAAAAAAAAAAAA.00", 2), ("bare-envelope-id", "ZZ01BBBBBBBBBBBBBBBB.00", 2),
        ("envelope-id-at-times", "ZZ01BBBBBBBBBBBBBBBB.00", 2), ("constant-envelope-id", "ZZ01AAAAAAAAAAAAAAAA.00", 2),
    ])
    func noStrangersAreFound(_ log: String, _ key: String, _ count: Int) throws {
        try withTemporaryDirectory { directory in
            try write(try fixture("stories/\(log).log"), to: directory.appending("mail.log"))
            try index([directory.appending("mail.log")], in: directory.appending("ix"))
            var tracer = try Tracer(try IndexReader(directory.appending("ix")).snapshot())
            let (answer, isWhole) = try tracer.records(of: try KeyPattern(Array(key.utf8)))
            #expect(answer.records.count == count && isWhole)
        }
    }

    /// Whichever key of a message is asked for: its true records, and those that name it.
    @Test(arguments: SyntheticLogs.LogFormat.allCases) func theRecordsAreThoseOfTheTrueStory(
        _ format: SyntheticLogs.LogFormat
    ) throws {
        let log = TrueStoryTests.Trial(format: format, options: .all, name: "all").log(4, records: 200)
        let rotated = RotatedLog(log, archives: 2, seed: 4)
        try withTracer(of: rotated.archives.indices.map { rotated.bytes(ofArchive: $0) }) { tracer in
            for key in rotated.sampleOfKeys(30, seed: 5) {
                let pattern = try KeyPattern(key.text)
                let stories = try tracer.answer(pattern).stories
                let (answer, isWhole) = try tracer.records(of: pattern)
                let told = Set(stories.flatMap(\.records).filter { $0.fields?.kind == .message })
                #expect(isWhole && told.isSubset(of: answer.records))
                let others = Set(answer.records).subtracting(told)
                #expect(others.allSatisfy { $0.bytes.firstRange(of: key.text.withoutBrackets) != nil })
            }
        }
    }
}
