import Benchmark
import IndexModel
import LMDBIndex
import MTALog
import Tracing

/// A message's story, in an index that is open.
func tracingStages() {
    for sample in SampleFile.allCases {
        Benchmark("trace: records and story, \(sample.rawValue)", configuration: .aLookup) { benchmark in
            let pattern = try KeyPattern(SampleLog.standard.someMessageID, kind: .messageID)
            let reader = try IndexReader(try SampleIndex.directory(of: sample))
            benchmark.startMeasurement()
            var tracer = try Tracer(try reader.snapshot())
            let answer = try tracer.answer(pattern)
            benchmark.stopMeasurement()
            guard answer.stories.count == 1 else { fatalError("\(answer.stories.count) stories of one message") }
        }
    }

    Benchmark("trace: assemble the story of known records", configuration: .aLookup) { benchmark in
        let records = try KnownRecords.ofAMessage.get()
        benchmark.startMeasurement()
        let story = StoryAssembler.story(of: records)
        benchmark.stopMeasurement()
        guard !story.recipients.isEmpty else { fatalError("a story of nobody") }
    }
}

/// What a trace finds, its fields read.
private enum KnownRecords {
    static let ofAMessage = Result {
        let reader = try IndexReader(try SampleIndex.directory(of: .plain))
        var tracer = try Tracer(try reader.snapshot())
        let pattern = try KeyPattern(SampleLog.standard.someMessageID, kind: .messageID)
        return try tracer.answer(pattern).stories.flatMap(\.records)
    }
}
