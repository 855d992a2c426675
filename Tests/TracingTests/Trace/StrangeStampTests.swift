import MTALog
import Printing
import SyntheticLogs
import SystemPackage
import TestSupport
import Testing

@testable import Tracing

/// Records may have no stamp, or any stamp that can be written: their stories are told, and nothing traps.
@Suite struct StrangeStampTests {
    private static let extremes: [Int64] = [.min, .min + 1, -1, 0, 1, .max - 1, .max]

    /// A stamp of any kind, or none.
    private func stamp(_ usual: Stamp?, _ generator: inout SeededGenerator) -> Stamp? {
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: return nil
        case 1: return Self.extremes.randomElement(using: &generator).map { Stamp(hundredths: $0) }
        case 2: return Stamp(hundredths: Int64.random(in: .min ... .max, using: &generator))
        default: return usual
        }
    }

    private func viewEach(_ stories: [Story]) {
        for story in stories {
            var text: [UInt8] = []
            StoryText.append(story, ViewOptions(explains: true, showsRecords: true), to: &text)
            var json = JSONWriter()
            StoryJSON.append(story, key: nil, ViewOptions(explains: true), to: &json)
            #expect(!text.isEmpty && !json.bytes.isEmpty && !StoryPage.html([story]).isEmpty)
        }
    }

    @Test(arguments: [SyntheticLogs.LogFormat.standard, .xml, .json, .flatJSON], 0..<6 as Range<UInt64>)
    func storiesOfAnyStampsAreTold(_ format: SyntheticLogs.LogFormat, _ seed: UInt64) {
        let trial = TrueStoryTests.Trial(format: format, options: .all, name: "all")
        let log = trial.log(seed, records: 120)
        var generator = SeededGenerator(seed: seed)
        let records = foundRecords(in: log.bytes, stated: trial.layout).map { record in
            FoundRecord(
                stamp: stamp(record.stamp, &generator), archive: record.archive, path: record.path,
                offset: record.offset, bytes: record.bytes, fields: record.fields)
        }
        viewEach(StoryAssembler.stories(of: records.messages))
        // Connections and headers too, as one story.
        viewEach([StoryAssembler.story(of: records)])
    }

    /// A record without a time inside a message with others.
    @Test(arguments: [SyntheticLogs.LogFormat.xml, .json, .flatJSON])
    func aRecordWithoutATimeIsToldWithItsMessage(_ format: SyntheticLogs.LogFormat) throws {
        let (start, end) = format == .xml ? (" ts=\"", "\"") : ("\"ts\":\"", "\",")
        let log = TrueStoryTests.Trial(format: format, options: .usual, name: "usual").log(3, records: 200)
        var generator = SeededGenerator(seed: 9)
        let lines = log.bytes.split(separator: 0x0a, omittingEmptySubsequences: false).map { line in
            Int.random(in: 0..<4, using: &generator) == 0
                ? Array(line).without(Array(start.utf8), Array(end.utf8)) : Array(line)
        }
        let text = Array(lines.joined(separator: [0x0a]))
        #expect(text.count < log.bytes.count)
        let rotated = RotatedLog(log, archives: 1, seed: 3)
        try withTracer(of: [text]) { tracer in
            var stories = 0
            for key in rotated.sampleOfKeys(40, seed: 4) {
                let answer = try tracer.answer(try KeyPattern(key.text))
                #expect(!answer.stories.isEmpty)
                stories += answer.stories.count { $0.records.contains { $0.stamp == nil } }
                viewEach(answer.stories)
            }
            #expect(stories > 5)
        }
    }
}

extension [UInt8] {
    /// Without the first piece that begins with one text and ends with the next other one.
    fileprivate func without(_ start: [UInt8], _ end: [UInt8]) -> [UInt8] {
        guard let begin = firstRange(of: start), let close = self[begin.upperBound...].firstRange(of: end) else {
            return self
        }
        return Array(self[..<begin.lowerBound] + self[close.upperBound...])
    }
}
