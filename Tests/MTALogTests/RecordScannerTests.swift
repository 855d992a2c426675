import MTALog
import SyntheticLogs
import TestSupport
import Testing

/// However a text is cut into parts, the scanners of all parts together find the records that the rule says.
struct RecordScannerTests {
    @Test(arguments: SampleLog.all)
    func onePassFindsTheRecords(log: SampleLog) {
        #expect(scan(log.bytes, log.bytes.indices) == modelRecords(log.bytes))
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func onePassOverALongerLog(seed: UInt64) {
        let log = SampleLog.mixed(seed: seed, records: 60)
        #expect(scan(log, log.indices) == modelRecords(log))
    }

    @Test func aSyntheticLogsRecordsStartWhereItSays() {
        var layout = SyntheticLogs.Layout()
        layout.folded = true
        let log = SyntheticLog.text(seed: 50, records: 300, layout: layout)
        #expect(scan(log.bytes, log.bytes.indices).map(\.lowerBound) == log.offsets)
    }

    @Test(arguments: SampleLog.all, [RecordScanner.maximumRecordLength, 200])
    func cutAtEveryByte(log: SampleLog, maximumLength: Int) {
        let text = log.bytes
        let whole = modelRecords(text, maximumLength: maximumLength)
        for cut in 0...text.count {
            let parts = [0..<cut, cut..<text.count].flatMap { scan(text, $0, maximumLength: maximumLength) }
            if parts != whole { Issue.record("cut at \(cut): \(parts), not \(whole)") }
        }
    }

    @Test(arguments: 0..<60 as Range<UInt64>)
    func cutIntoUpToEightParts(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let text = SampleLog.mixed(seed: seed, records: 30)
        let maximumLength = [RecordScanner.maximumRecordLength, 200, 60].randomElement(using: &random)!
        let inner = (0..<Int.random(in: 0...7, using: &random)).map { _ in
            Int.random(in: 0...text.count, using: &random)
        }
        let cuts = ([0, text.count] + inner).sorted()
        let parts = zip(cuts, cuts.dropFirst()).flatMap { scan(text, $0..<$1, maximumLength: maximumLength) }
        #expect(parts == modelRecords(text, maximumLength: maximumLength))
    }

    @Test func longRecordsAreCutAndCounted() {
        let text = Array("9-Feb-2004 01:02:03 \(String(repeating: "x\n", count: 500))9-Feb-2004 01:02:04 y\n".utf8)
        let second = text.count - 22
        for maximumLength in [21, 100, second - 1, second, second + 1] {
            var scanner = RecordScanner(
                text.span, startsIn: text.indices, knownStart: true, maximumLength: maximumLength)
            let (first, firstCount) = (scanner.next(in: text.span), scanner.oversizedRecords)
            #expect(first == 0..<min(second, maximumLength))
            #expect(firstCount == (maximumLength < second ? 1 : 0))
            let (last, count) = (scanner.next(in: text.span), scanner.oversizedRecords)
            #expect(last == second..<min(text.count, second + maximumLength))
            #expect(count == (maximumLength < 22 ? 2 : maximumLength < second ? 1 : 0))
            let rest = scanner.nextStart
            #expect(rest == nil)
        }
    }

    @Test func aPartThatOwnsOneByteSeesAsMuchAsItsRecordMayHave() {
        let text = SampleLog.mixed(seed: 51, records: 20)
        for record in modelRecords(text) {
            for maximumLength in max(1, record.count - 2)...record.count + 2 {
                let starts = record.lowerBound..<record.lowerBound + 1
                var scanner = RecordScanner(
                    text.span, startsIn: starts, knownStart: true, maximumLength: maximumLength)
                let (found, count) = (scanner.next(in: text.span), scanner.oversizedRecords)
                #expect(found == record.lowerBound..<min(record.upperBound, record.lowerBound + maximumLength))
                #expect(count == (record.count > maximumLength ? 1 : 0))
            }
        }
    }

    @Test func saysWhetherTheLastRecordMayGoOn() {
        let text = Array("9-Feb-2004 01:02:03 a\n9-Feb-2004 01:02:04 b\n".utf8)
        var scanner = RecordScanner(text.span, startsIn: text.indices, knownStart: true)
        var starts = [scanner.nextStart]
        var reached: [Bool] = []
        while scanner.next(in: text.span) != nil {
            starts.append(scanner.nextStart)
            reached.append(scanner.reachedEnd)
        }
        #expect(starts == [0, 22, nil])
        #expect(reached == [false, true])
    }

    @Test func anUnknownStartIsLookedFor() {
        let text = Array("the end of a record\n9-Feb-2004 01:02:03 a\n".utf8)
        var known = RecordScanner(text.span, startsIn: text.indices, knownStart: true)
        var unknown = RecordScanner(text.span, startsIn: text.indices, knownStart: false)
        let starts = [known.next(in: text.span), unknown.next(in: text.span)].map { $0?.lowerBound }
        #expect(starts == [0, 20])
    }
}
