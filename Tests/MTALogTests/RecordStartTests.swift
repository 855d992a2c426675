import MTALog
import TestSupport
import Testing

struct RecordStartTests {
    @Test(arguments: SampleLog.all)
    func isPresentWhereALineBeginsWithAStamp(log: SampleLog) {
        let text = log.bytes
        let lines = [0] + text.indices.filter { text[$0] == 0x0a }.map { $0 + 1 }
        let starts = lines.filter { RecordStart.isPresent(text.span, at: $0) }
        #expect(starts == modelStarts(text))
    }

    /// An element or object counts once so much follows that no prefix or name can still go on otherwise.
    @Test func anElementAtTheEndIsNotSettled() {
        let line = Array("x\n<en ts=\"2014-06-02T22:02:13.94\"/>".utf8)
        #expect(RecordStart.last(line.span, in: line.indices) == nil)
        let longer = line + Array(repeating: 0x20, count: 2000)
        #expect(RecordStart.last(longer.span, in: longer.indices) == 2)
    }

    @Test(arguments: SampleLog.all.filter { $0.description != SampleLog.members.description })
    func theLastStartBehindALineEndInEveryRange(log: SampleLog) {
        let text = log.bytes
        let starts = modelStarts(text).filter { $0 > 0 }
        for end in stride(from: 0, through: text.count, by: 7) {
            for begin in stride(from: 0, through: end, by: 13) {
                let last = RecordStart.last(text.span, in: begin..<end)
                // The line end before the start lies in the range. What follows is known to the text's end.
                let expected = starts.last { $0 - 1 >= begin && $0 - 1 < end && stampEnd(text, $0) < text.count }
                if last != expected { Issue.record("\(begin..<end): \(String(describing: last))") }
            }
        }
    }

    @Test func tellsTheMomentOfARecord() {
        let text = Array("x\n \t9-Feb-2004 01:02:03.4 a\n19-Foo-1998 19:16:57 b\n".utf8)
        let stamps = [2, 0, 28].map { RecordStart.stamp(text.span, at: $0)?.description }
        #expect(stamps == ["2004-02-09T01:02:03.40", nil, nil])
    }

    @Test(arguments: SampleLog.all)
    func aStreamInTwoBuffersCutAnywhere(log: SampleLog) {
        let whole = modelRecords(log.bytes)
        for cut in 0...log.bytes.count {
            let streamed = stream(log.bytes, buffersEndingAt: [cut, log.bytes.count])
            if streamed != whole { Issue.record("buffer of \(cut): \(streamed), not \(whole)") }
        }
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func aStreamInBuffersOfAnySize(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let text = SampleLog.mixed(seed: seed, records: 30)
        var ends: [Int] = []
        while ends.last != text.count {
            ends.append(min(text.count, (ends.last ?? 0) + Int.random(in: 1...700, using: &random)))
        }
        #expect(stream(text, buffersEndingAt: ends) == modelRecords(text))
    }

    /// Where the stamp of the record at `start` ends.
    private func stampEnd(_ text: [UInt8], _ start: Int) -> Int {
        let stamp = text[start...].firstIndex { $0 != 0x20 && $0 != 0x09 } ?? text.count
        let date = text[stamp...].firstIndex(of: 0x20) ?? text.count
        return text[min(date + 1, text.count)...].firstIndex { [0x20, 0x09, 0x0a, 0x0d].contains($0) } ?? text.count
    }

    /// The records of a text that comes in buffers: each is cut before its last record, which begins the next.
    private func stream(_ text: [UInt8], buffersEndingAt ends: [Int]) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var offset = 0
        for end in ends {
            let buffer = Array(text[offset..<end])
            let last = RecordStart.last(buffer.span, in: buffer.indices)
            guard let cut = end == text.count ? buffer.count : last else { continue }
            var scanner = RecordScanner(Array(buffer[..<cut]).span, startsIn: 0..<cut, knownStart: true)
            while let record = scanner.next(in: Array(buffer[..<cut]).span) {
                found.append(offset + record.lowerBound..<offset + record.upperBound)
            }
            offset += cut
        }
        return found
    }
}
