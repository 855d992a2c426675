import Benchmark
import MTALog
import Printing
import SyntheticLogs

/// Taking records apart, in each format.
func parsingStages() {
    for format in SyntheticLogs.LogFormat.allCases {
        Benchmark("parse: format \(format.rawValue), \(format)", configuration: .onePass) { benchmark, log in
            let text = log.bytes.span
            var parser = RecordParser()
            parser.learn(from: text, records: Array(log.records.prefix(MTALog.Layout.mostRecords)))
            var record = LogRecord()
            var count = 0
            benchmark.startMeasurement()
            for range in log.records {
                parser.parse(range, in: text, into: &record)
                if record.stamp != nil { count += 1 }
            }
            blackHole(count)
        } setup: {
            SampleLog(format)
        }
    }

    Benchmark("parse: records to JSON", configuration: .onePass) { benchmark in
        let log = SampleLog.standard
        let text = log.bytes.span
        var parser = RecordParser()
        parser.learn(from: text, records: Array(log.records.prefix(MTALog.Layout.mostRecords)))
        var record = LogRecord()
        var json = JSONWriter()
        benchmark.startMeasurement()
        for range in log.records {
            parser.parse(range, in: text, into: &record)
            json.removeAll()
            RecordJSON.append(record, to: &json)
        }
        blackHole(json.bytes.count)
    }
}
