import Benchmark

/// The stages of the work, each alone, on the same invented log.
///
/// An iteration is one pass over the sample: so many MiB of log, or their postings, as the tag says.
let benchmarks: @Sendable () -> Void = {
    scanningStages()
    parsingStages()
    decodingStages()
    storingStages()
    lookupStages()
    tracingStages()
}

extension Benchmark.Configuration {
    /// A pass over the sample log.
    static var onePass: Self { stage(tags: ["log": "\(SampleLog.mebibytes) MiB"], maxIterations: 200) }
    /// A pass over the postings of a larger log.
    static var manyPostings: Self { stage(tags: ["log": "\(SamplePostings.mebibytes) MiB"], maxIterations: 50) }
    static var aLookup: Self { stage(tags: [:], maxIterations: 1000) }

    private static func stage(tags: [String: String], maxIterations: Int) -> Self {
        Self(
            metrics: [.wallClock, .throughput], tags: tags, warmupIterations: 1, maxDuration: .seconds(1),
            maxIterations: maxIterations)
    }
}
