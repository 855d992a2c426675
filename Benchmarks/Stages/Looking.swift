import Benchmark
import IndexModel
import Indexing
import LMDBIndex
import MTALog
import SystemPackage
import Tracing

/// A lookup in an index that is open, without what a process costs to begin.
func lookupStages() {
    for sample in SampleFile.allCases {
        for isKnown in [true, false] {
            let name = "look up: \(isKnown ? "a message-ID" : "no such key"), \(sample.rawValue)"
            Benchmark(name, configuration: .aLookup) { benchmark in
                let id = SampleLog.standard.someMessageID
                let pattern = try KeyPattern(isKnown ? id : id.dropLast() + Array("absent>".utf8), kind: .messageID)
                let reader = try IndexReader(try SampleIndex.directory(of: sample))
                benchmark.startMeasurement()
                var lookup = try Lookup(try reader.snapshot())
                let answer = try lookup.records(of: pattern)
                benchmark.stopMeasurement()
                guard answer.records.isEmpty != isKnown else { fatalError("wrong answer for \(name)") }
            }
        }
    }
}

/// An index of one sample file, made once.
enum SampleIndex {
    static func directory(of sample: SampleFile) throws -> FilePath {
        let directory = Scratch.path("index-\(sample)")
        if (try? IndexReader(directory)) == nil {
            let report = try Indexer(LMDBStore(directory), IndexOptions()).run([sample.path])
            guard report.indexedArchives == 1 else { fatalError("\(sample) was not indexed") }
        }
        return directory
    }
}
