import MTALog
import SyntheticLogs
import Testing

/// What is found out about records whose layout nobody stated.
@Suite struct LayoutInferenceTests {
    private struct Outcome {
        var records = 0
        var right = 0
        var rightKeys = 0
        var layout: MTALog.Layout?
        var parser = RecordParser()
        var example = ""
    }

    /// Writes a log, lets a parser learn its layout, or not, and compares every field.
    private func outcome(
        _ format: WrittenFormat, _ options: LogOptions, seed: UInt64, records count: Int = 400, learns: Bool = true
    ) -> Outcome {
        let text = SyntheticLog.text(seed: seed, records: count, format: format, options: options)
        var outcome = Outcome()
        if learns { outcome.parser.learn(from: text.bytes.span, records: recordRanges(text.bytes)) }
        for (record, written) in zip(parseAll(text.bytes, &outcome.parser), text.records) {
            let (found, expected) = (fields(record), expectedFields(written, options, counted: format == .counted))
            outcome.records += 1
            if found == expected {
                outcome.right += 1
            } else if outcome.example.isEmpty {
                outcome.example = String(decoding: record.text, as: UTF8.self) + differences(found, expected)
            }
            let hasKeys = found[.queueFile] == expected[.queueFile] && found[.messageID] == expected[.messageID]
            outcome.rightKeys += hasKeys ? 1 : 0
        }
        outcome.layout = outcome.parser.layout
        return outcome
    }

    /// What no record can tell: which option one column of ids comes from, and whether a text in a rejection is a
    /// reason or, where there are no diagnostics, looks like one.
    private func isAmbiguous(_ options: LogOptions) -> Bool {
        options.contains(.envelopeID) && !options.contains(.messageID)
    }

    @Test(arguments: [WrittenFormat.standard, .angleBrackets, .counted])
    func nearlyEveryFieldComesBack(_ format: WrittenFormat) {
        for (seed, options) in TextFormatTests.optionSets.enumerated() where !isAmbiguous(options) {
            let outcome = outcome(format, options, seed: UInt64(seed))
            let names = LayoutOptions(options).names
            #expect(outcome.right * 100 >= outcome.records * 98, "\(format) \(names) \(outcome.example)")
            #expect(outcome.layout.map { $0.fit > 0.98 } == true, "\(format) \(names) \(outcome.example)")
        }
    }

    @Test(arguments: [WrittenFormat.standard, .angleBrackets, .counted])
    func keysComeBackWheneverTheyAreLogged(_ format: WrittenFormat) {
        for (seed, options) in TextFormatTests.optionSets.enumerated() {
            let both = options.union([.filename, .messageID])
            let learned = outcome(format, both, seed: UInt64(seed))
            #expect(learned.rightKeys == learned.records, "\(format) \(LayoutOptions(both).names) \(learned.example)")
        }
    }

    @Test(arguments: [WrittenFormat.standard, .angleBrackets, .counted])
    func aParserThatWasTaughtNothingLearnsByItself(_ format: WrittenFormat) {
        for options in [LogOptions.usual, .all] {
            let outcome = outcome(format, options, seed: 77, records: 1500, learns: false)
            #expect(outcome.parser.relearned >= 1)
            // A reason stands in rejections only, of which the first records that do not fit may have none.
            #expect(outcome.layout?.options.union(.reason) == LayoutOptions(options).union(.reason), "\(format)")
            #expect(outcome.right * 100 >= outcome.records * 95, "\(format) \(outcome.right) \(outcome.example)")
        }
    }

    @Test func oneColumnOfIDsIsTakenForMessageIDs() {
        let outcome = outcome(.standard, [.filename, .envelopeID, .diagnostics], seed: 8)
        #expect(outcome.layout?.options == [.filename, .messageID, .diagnostics])
    }

    @Test func changesInTheMiddleOfAFileAreLearned() {
        let stretches: [(WrittenFormat, LogOptions)] = [
            (.standard, .usual), (.standard, .all), (.counted, .all), (.counted, [.filename, .diagnostics]),
            (.angleBrackets, [.filename, .messageID, .username, .diagnostics]), (.standard, .none), (.standard, .usual),
        ]
        var parser = RecordParser()
        for (number, (format, options)) in stretches.enumerated() {
            let text = SyntheticLog.text(seed: UInt64(number), records: 800, format: format, options: options)
            if number == 0 { parser.learn(from: text.bytes.span, records: recordRanges(text.bytes)) }
            let pairs = Array(zip(parseAll(text.bytes, &parser), text.records))
            let right = pairs.count { pair in
                fields(pair.0) == expectedFields(pair.1, options, counted: format == .counted)
            }
            #expect(right * 100 >= pairs.count * 85, "stretch \(number): \(right) of \(pairs.count)")
            let learned = parser.layout?.options.union(.reason).names
            if number < 5 { #expect(learned == LayoutOptions(options).union(.reason).names, "stretch \(number)") }
        }
    }

    @Test func aStatedLayoutStays() {
        let text = SyntheticLog.text(seed: 4, records: 300, options: .all)
        var parser = RecordParser(stated: [.filename])
        parser.learn(from: text.bytes.span, records: recordRanges(text.bytes))
        _ = parseAll(text.bytes, &parser)
        #expect(parser.layout?.options == [.filename])
        #expect(parser.misfits > 0)
    }

    @Test func namesGoThereAndBack() throws {
        let options = try LayoutOptions(names: "filename,Message_ID,queue-time,none")
        #expect(options == [.filename, .messageID, .queueTime])
        #expect(options.names == ["filename", "message-id", "queue-time"])
        #expect(throws: LayoutOptions.UnknownName.self) { try LayoutOptions(names: "node,colour") }
    }
}
