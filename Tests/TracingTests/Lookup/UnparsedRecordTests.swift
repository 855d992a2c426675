import IndexModel
import Indexing
import LMDBIndex
import MTALog
import Printing
import SyntheticLogs
import SystemPackage
import TestSupport
import Testing

@testable import Tracing

/// Whatever happened to a log: lookup finds a key if and only if trace tells something of it.
@Suite struct UnparsedRecordTests {
    enum Harm: CaseIterable {
        case zerosAtStart, zerosInside, zerosAtEnd, byteOrderMark, carriageReturns, cutLines, flippedBytes,
            bracketsLost, blanksDoubled, gluedLines

        func apply(to log: [UInt8], _ generator: inout SeededGenerator) -> [UInt8] {
            var log = log
            let zeros = [UInt8](repeating: 0, count: Int.random(in: 1...9000, using: &generator))
            switch self {
            case .zerosAtStart: return zeros + log
            case .zerosInside:
                let place = Int.random(in: 0..<log.count, using: &generator)
                return Array(log[..<place]) + zeros + log[place...]
            case .zerosAtEnd: return log + zeros
            case .byteOrderMark: return [0xef, 0xbb, 0xbf] + log
            case .carriageReturns: return log.map { $0 == 0x0a ? 0x0d : $0 }
            case .cutLines:
                let lines = log.split(separator: 0x0a).map { line in
                    line.dropFirst(Int.random(in: 0...60, using: &generator))
                        .dropLast(Int.random(in: 0...40, using: &generator))
                }
                return Array(lines.joined(separator: [0x0a]))
            case .flippedBytes:
                for _ in 0..<log.count / 40 {
                    let place = Int.random(in: 0..<log.count, using: &generator)
                    log[place] ^= 1 << UInt8.random(in: 0...7, using: &generator)
                }
                return log
            case .bracketsLost: return log.filter { $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">") }
            case .blanksDoubled: return log.flatMap { $0 == 0x20 ? [0x20, 0x20] : [$0] }
            case .gluedLines:
                return log.filter { byte in byte != 0x0a || Int.random(in: 0..<3, using: &generator) > 0 }
            }
        }
    }

    @Test(arguments: [SyntheticLogs.LogFormat.standard, .counted, .xml, .flatJSON], Harm.allCases)
    func lookupFindsWhatTraceTells(_ format: SyntheticLogs.LogFormat, _ harm: Harm) throws {
        let trial = TrueStoryTests.Trial(format: format, options: .usual, name: "usual")
        let log = trial.log(5, records: 200)
        let keys = RotatedLog(log, archives: 1, seed: 1).sampleOfKeys(25, seed: 2).map(\.text)
        var generator = SeededGenerator(seed: 3)
        try withTemporaryDirectory { directory in
            let path = directory.appending("mail.log")
            try write(harm.apply(to: log.bytes, &generator), to: path)
            // What is no log for the index is none for either.
            guard try index([path], in: directory.appending("ix")).indexedArchives == 1 else { return }
            var lookup = try Lookup(try IndexReader(directory.appending("ix")).snapshot())
            var tracer = try Tracer(try IndexReader(directory.appending("ix")).snapshot())
            for key in keys {
                let found = try lookup.records(of: try KeyPattern(key))
                let told = try tracer.answer(try KeyPattern(key))
                #expect(found.records.isEmpty == told.stories.isEmpty, "\(String(decoding: key, as: UTF8.self))")
                for story in told.stories where !story.isUnderstood {
                    #expect(story.records == found.records && story.recipients.isEmpty && story.hops.isEmpty)
                    expectRecords(story)
                }
            }
        }
    }

    /// Every view shows the records of what is not understood, and says what they are.
    private func expectRecords(_ story: Story) {
        let count = Amounts.count(story.records.count, "record")
        func isSaid(_ text: String) -> Bool {
            text.contains("\(count), not understood") || text.contains("Found in a header line only (\(count))")
        }
        var text: [UInt8] = []
        StoryText.append(story, ViewOptions(escapesRecords: false), to: &text)
        #expect(isSaid(String(decoding: text, as: UTF8.self)))
        #expect(text.firstRange(of: story.records[0].bytes.withoutLineEnd) != nil)
        #expect(isSaid(String(decoding: StoryPage.html([story]), as: UTF8.self)))
        var json = JSONWriter()
        StoryJSON.append(story, key: nil, to: &json)
        #expect(json.bytes.firstRange(of: Array(#""understood":false"#.utf8)) != nil)
    }
}
