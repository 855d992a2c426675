import MTALog
import SyntheticLogs
import TestSupport
import Testing

/// Records written from known fields give those fields back, where the layout is stated.
@Suite struct TextFormatTests {
    /// Single options, the usual ones, all, and sets by chance.
    static let optionSets: [LogOptions] = {
        var sets: [LogOptions] = [.none, .usual, .all, LogOptions.all.subtracting(.diagnostics)]
        sets += LogOptions.byName.map { $0.option.union([.diagnostics, .connectionRecords, .authenticationRecords]) }
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<16 { sets.append(LogOptions(rawValue: UInt32.random(in: 0..<1 << 20, using: &generator))) }
        return sets
    }()

    @Test(arguments: [WrittenFormat.standard, .angleBrackets, .counted])
    func everyFieldComesBack(_ format: WrittenFormat) {
        for (seed, options) in Self.optionSets.enumerated() {
            check(format, options, seed: UInt64(seed))
        }
    }

    @Test func otherColumnsAndStampsGiveTheSameFields() {
        var squeezed = SyntheticLogs.Layout()
        (squeezed.sourceColumn, squeezed.destinationColumn) = (0, 0)
        var wide = SyntheticLogs.Layout()
        (wide.sourceColumn, wide.upperCaseMonths, wide.hundredths) = (14, true, false)
        var trailing = SyntheticLogs.Layout()
        (trailing.keepsTrailingBlanks, trailing.lineEnd) = (true, .carriageReturnLineFeed)
        for layout in [squeezed, wide, trailing] {
            check(.standard, .usual, seed: 5, layout: layout)
            check(.angleBrackets, .all, seed: 6, layout: layout)
        }
    }

    private func check(
        _ format: WrittenFormat, _ options: LogOptions, seed: UInt64, layout: SyntheticLogs.Layout = .init()
    ) {
        var settings = TrafficSettings()
        settings.headerRecords = true
        settings.latin1MessageIDs = true
        let text = SyntheticLog.text(
            seed: seed, records: 150, settings: settings, format: format, options: options, layout: layout)
        var parser = RecordParser(stated: LayoutOptions(options))
        let records = parseAll(text.bytes, &parser)
        #expect(records.count == text.records.count)
        var shownOnes = 0
        for (record, written) in zip(records, text.records) where shownOnes < 3 {
            let found = fields(record)
            let expected = expectedFields(written, options, counted: format == .counted)
            if found != expected {
                shownOnes += 1
                let line = String(decoding: record.text, as: UTF8.self)
                Issue.record("\(format) \(LayoutOptions(options).names)\n\(line)\(differences(found, expected))")
            }
            #expect(record.stamp != nil)
        }
        #expect(parser.parsedRecords == text.records.count)
    }
}
