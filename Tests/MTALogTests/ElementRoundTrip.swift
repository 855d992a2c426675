import MTALog
import SyntheticLogs
import TestSupport
import Testing

/// Records written in one of the formats 4 to 6 and read again.
struct ElementRoundTrip {
    let format: SyntheticLogs.LogFormat
    let seed: UInt64
    let options: LogOptions
    let log: SyntheticLog.Text

    /// The seed chooses the options too, whole sets of them for the first.
    init(_ format: SyntheticLogs.LogFormat, seed: UInt64, records: Int = 250) {
        var chance = SeededGenerator(seed: seed &+ 77)
        let random = LogOptions(rawValue: UInt32(truncatingIfNeeded: chance.next())).intersection(.all)
        options = [LogOptions.none, .usual, .all].dropFirst(Int(seed)).first ?? random
        var layout = Layout()
        if seed % 2 == 1 { layout.lineEnd = .carriageReturnLineFeed }
        if seed % 3 == 2 { layout.hundredths = false }
        log = SyntheticLog.text(seed: seed, records: records, format: format, options: options, layout: layout)
        self.format = format
        self.seed = seed
    }

    /// Each record gives back its fields, and nothing else.
    func check() {
        var parser = RecordParser(stated: nil)
        var parsed = LogRecord()
        for (number, record) in log.records.enumerated() {
            parser.parse(range(number), in: log.bytes.span, into: &parsed)
            #expect(parsed.format?.rawValue == format.rawValue)
            #expect(parsed.kind == ElementOracle.kind(of: record))
            let hundredths = seed % 3 == 2 ? record.stamp.hundredths / 100 * 100 : record.stamp.hundredths
            #expect(parsed.stamp == Stamp(hundredths: Int64(hundredths)))
            #expect(parsed.fields == ElementOracle.fields(of: record, options))
            #expect(parsed.unknown.isEmpty)
        }
    }

    private func range(_ number: Int) -> Range<Int> {
        log.offsets[number]..<(number + 1 < log.offsets.count ? log.offsets[number + 1] : log.bytes.count)
    }
}
