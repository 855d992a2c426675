import Benchmark
import ByteScanning
import MTALog

/// From bytes to records to the hashes of their keys.
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

    Benchmark("scan: keys of known records", configuration: .onePass) { benchmark in
        let log = SampleLog.standard
        let text = log.bytes.span
        var extractor = KeyExtractor()
        var count = 0
        benchmark.startMeasurement()
        for record in log.records {
            extractor.extract(record, in: text)
            count += extractor.keys.count
        }
        blackHole(count)
    }

    Benchmark("scan: keys and their hashes", configuration: .onePass) { benchmark in
        let log = SampleLog.standard
        let text = log.bytes.span
        let hasher = KeyHasher(seed: 7)
        var extractor = KeyExtractor()
        var sum: UInt64 = 0
        benchmark.startMeasurement()
        for record in log.records {
            extractor.extract(record, in: text)
            for key in extractor.keys { sum &+= hasher.hash(extractor.bytes(of: key, in: text)) }
        }
        blackHole(sum)
    }
}
