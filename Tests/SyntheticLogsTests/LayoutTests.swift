import SyntheticLogs
import Testing

@Suite struct LayoutTests {
    @Test func foldingOnlyAddsLineEndsBeforeBlanks() {
        var folded = Layout()
        folded.folded = true
        for record in SyntheticLog.text(seed: 5, records: 300).records {
            let line = SampleRecords.line(record, .standard, .usual, folded)
            #expect(line.split(separator: "\n").dropFirst().allSatisfy { $0.first == " " })
            #expect(line.filter { $0 != "\n" } + "\n" == SampleRecords.line(record, .standard))
        }
    }

    @Test func linesCanEndWithCRLF() {
        var layout = Layout()
        layout.lineEnd = .carriageReturnLineFeed
        let text = SyntheticLog.text(seed: 5, records: 20, layout: layout)
        let plain = SyntheticLog.text(seed: 5, records: 20)
        #expect(text.bytes.filter { $0 != 0x0D } == plain.bytes)
        #expect(text.bytes.count == plain.bytes.count + 20)
        #expect(text.bytes.suffix(2) == [0x0D, 0x0A])
    }

    @Test func theLastLineEndCanBeMissing() {
        let text = SyntheticLog.text(seed: 5, records: 20, endsLastLine: false)
        #expect(text.bytes + [0x0A] == SyntheticLog.text(seed: 5, records: 20).bytes)
    }

    @Test func stampsCanBeAsInOlderExamples() {
        var layout = Layout()
        layout.upperCaseMonths = true
        layout.hundredths = false
        #expect(
            SampleRecords.line(SampleRecords.enqueue, .standard, .none, layout)
                == "05-JUN-2019 10:08:29 tcp_local    ims-ms       EEQ 5  rfc822;a@b.c a@ims-ms-daemon\n")
    }

    @Test func trailingBlanksCanBeKept() {
        var layout = Layout()
        layout.keepsTrailingBlanks = true
        #expect(SampleRecords.line(SampleRecords.enqueue, .standard, .usual, layout).hasSuffix("<n@b>  \n"))
    }
}
