import Benchmark
import ByteScanning
import IndexModel
import LMDBIndex
import MTALog

@testable import Indexing

/// From bytes to records to the postings of their keys.
func scanningStages() {
    Benchmark("scan: newlines", configuration: .onePass) { benchmark in
        let log = SampleLog.standard
        let text = log.bytes.span
        benchmark.startMeasurement()
        var matches = ByteMatches(of: 0x0a, in: 0..<text.count)
        var count = 0
        while matches.next(in: text) != nil { count += 1 }
        blackHole(count)
    }

    Benchmark("scan: record boundaries", configuration: .onePass) { benchmark in
        let log = SampleLog.standard
        let text = log.bytes.span
        benchmark.startMeasurement()
        var scanner = RecordScanner(text, startsIn: 0..<text.count, knownStart: true)
        var end = 0
        while let record = scanner.next(in: text) { end = record.upperBound }
        blackHole(end)
    }

    Benchmark("scan: keys of ordinary records", configuration: .onePass) { benchmark in
        let log = SampleLog.standard
        let text = log.bytes.span
        var extractor = KeyExtractor()
        var count = 0
        benchmark.startMeasurement()
        var line = LineMasks()
        for record in log.plainRecords {
            line.read(text, from: record.lowerBound, before: record.upperBound)
            if extractor.ordinaryKeys(of: line, in: text) != nil { count += 1 }
        }
        benchmark.stopMeasurement()
        guard count > log.plainRecords.count / 2 else { fatalError("\(count) records are ordinary") }
    }

    Benchmark("scan: all of it, from bytes to postings", configuration: .onePass) { benchmark in
        let log = SampleLog.standard
        let text = log.bytes.span
        let scanner = SamplePostings.scanner(ArchiveID(1))
        benchmark.startMeasurement()
        let result = scanner.scan(text, at: 0, startsIn: 0..<text.count, knownStart: true)
        benchmark.stopMeasurement()
        guard result.counts.records == log.records.count else { fatalError("\(result.counts.records) records") }
    }
}
