import MTALog
import SyntheticLogs
import TestSupport
import Testing

/// Thousands of short logs, each with a format, options and columns of its own, give back the fields they were written
/// from.
@Suite struct RoundTripTests {
    /// A log whose every property comes from its seed.
    private struct Written {
        var bytes: [UInt8] = []
        var records: [(record: SyntheticRecord, format: WrittenFormat)] = []
        let options: LogOptions
        private var chance: SeededGenerator

        init(seed: UInt64, formats: [WrittenFormat]) {
            chance = SeededGenerator(seed: seed)
            options = LogOptions(rawValue: UInt32(truncatingIfNeeded: chance.next())).intersection(.all)
            for format in formats { add(format) }
        }

        private mutating func add(_ format: WrittenFormat) {
            var layout = SyntheticLogs.Layout()
            if chance.next() % 4 == 0 { layout.lineEnd = .carriageReturnLineFeed }
            if chance.next() % 4 == 0 { layout.sourceColumn = 14 }
            if chance.next() % 4 == 0 { layout.upperCaseMonths = true }
            let text = SyntheticLog.text(
                seed: chance.next(), records: 12, format: format, options: options, layout: layout)
            bytes += text.bytes
            records += text.records.map { ($0, format) }
        }

        mutating func check(seed: UInt64) {
            var parser = RecordParser(stated: LayoutOptions(options))
            let parsed = parseAll(bytes, &parser)
            #expect(parsed.count == records.count, "seed \(seed)")
            for (found, written) in zip(parsed, records) {
                let isText = written.format.rawValue <= WrittenFormat.counted.rawValue
                let expected =
                    isText
                    ? expectedFields(written.record, options, counted: written.format == .counted)
                    : ElementOracle.fields(of: written.record, options)
                let isSame = (isText ? fields(found) : found.fields) == expected
                let line = String(decoding: found.text, as: UTF8.self)
                #expect(isSame, "seed \(seed), \(written.format): \(line)\(differences(fields(found), expected))")
                guard isSame else { return }
            }
        }
    }

    @Test(arguments: WrittenFormat.allCases)
    func aFormatAlone(format: WrittenFormat) {
        for seed in 0..<500 as Range<UInt64> {
            var written = Written(seed: seed, formats: [format])
            written.check(seed: seed)
        }
    }

    /// An administrator changes an option, and the file goes on in another format.
    @Test func formatsMixedInOneFile() {
        var chance = SeededGenerator(seed: 1)
        for seed in 0..<500 as Range<UInt64> {
            let formats = (0..<4).map { _ in WrittenFormat.allCases.randomElement(using: &chance) ?? .standard }
            var written = Written(seed: seed, formats: formats)
            written.check(seed: seed)
        }
    }
}
