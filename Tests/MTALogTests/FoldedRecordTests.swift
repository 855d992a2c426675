import MTALog
import SyntheticLogs
import Testing

/// Records over several lines, as the manuals print them.
@Suite struct FoldedRecordTests {
    @Test(arguments: ManualExample.all)
    func foldedExamplesGiveTheSameFields(_ example: ManualExample) throws {
        let flat = try parsed(example, folder: "logs")
        let folded = try parsed(example, folder: "folded")
        #expect(flat.count == folded.count)
        for (left, right) in zip(flat, folded) {
            #expect(shown(fields(left)) == shown(fields(right)))
            #expect(left.stamp == right.stamp)
        }
    }

    private func parsed(_ example: ManualExample, folder: String) throws -> [LogRecord] {
        let bytes = try fixture("\(folder)/\(example.file)")
        var parser = RecordParser()
        parser.learn(from: bytes.span, records: recordRanges(bytes))
        return parseAll(bytes, &parser)
    }

    @Test func whatStandsBehindABlankLineIsKeptApart() {
        let record = parseLine(
            "15-Jan-1998 10:31:10.37 tcp_local                  Q 3   (2)\n a@b rfc822;c@d c@d\n Mailbox  is busy  (4)\n"
                + " \n     ...several hours...\r\n\n")
        #expect(shown(fields(record))[.diagnostic] == "Mailbox  is busy")
        #expect(String(decoding: record.remainder, as: UTF8.self) == "...several hours...")
    }

    @Test func calloutsOfUnfoldedRecordsAreData() {
        let record = parseLine("15-Jan-1998 10:31:10.37 l                          Q 3 a@b c d no way   (1)\n\n")
        #expect(shown(fields(record))[.diagnostic] == "no way   (1)")
        let joined = parseLine("15-Jan-1998 10:31:10.37 l                          Q 3 a@b c d\n no (1)\n more(2)")
        #expect(shown(fields(joined))[.diagnostic] == "no (1) more(2)")
    }

    /// The generator folds a record without loss, but for blanks at the joints.
    @Test func writtenAndFoldedAgain() {
        var layout = SyntheticLogs.Layout()
        layout.folded = true
        let options: LogOptions = [.filename, .messageID, .connection, .connectionRecords, .diagnostics]
        let text = SyntheticLog.text(seed: 31, records: 400, options: options, layout: layout)
        var parser = RecordParser(stated: LayoutOptions(options))
        var compared = 0
        for (record, written) in zip(parseAll(text.bytes, &parser), text.records) {
            // A fold before an empty slot leaves a blank line, which ends a record.
            guard written.kind != .message || !written.queueFile.isEmpty else { continue }
            compared += 1
            let (found, expected) = (fields(record), expectedFields(written, options))
            // Inner blanks of an id, a diagnostic or an empty slot before a fold are not folded away.
            #expect(found == expected, "\(String(decoding: record.text, as: UTF8.self))\(differences(found, expected))")
        }
        #expect(compared > 200)
    }
}
