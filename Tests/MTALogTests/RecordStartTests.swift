import MTALog
import TestSupport
import Testing

struct RecordStartTests {
    @Test(arguments: SampleLog.all)
    func oneStartsWhereALineBeginsWithAStamp(log: SampleLog) {
        let text = log.bytes
        let starts = text.indices.filter { RecordStart.first(text.span, in: $0..<$0 + 1) != nil }
        #expect(starts == modelStarts(text))
    }

    /// An element or object counts once so much follows, or the line's end, that no prefix or name can still go on
    /// otherwise.
    @Test func anElementAtTheEndIsNotSettled() {
        let line = Array("x\n<en ts=\"2014-06-02T22:02:13.94\"/>".utf8)
        #expect(RecordStart.last(line.span, in: line.indices) == nil)
        for longer in [line + Array(repeating: 0x20, count: 2000), line + [0x0a]] {
            #expect(RecordStart.last(longer.span, in: longer.indices) == 2)
        }
    }

    @Test(
        arguments: SampleLog.all.filter {
            ![SampleLog.members, SampleLog.holes, SampleLog.marked].map(\.description).contains($0.description)
        })
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

    /// The records of a text that comes in buffers: each is cut where the rest begins the next.
    private func stream(_ text: [UInt8], buffersEndingAt ends: [Int]) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var offset = 0
        for end in ends {
            let buffer = Array(text[offset..<end])
            let isLast = end == text.count
            guard let cut = isLast ? .atEnd(of: buffer.span) : RecordStart.cut(buffer.span, isSkipping: false) else {
                continue
            }
            let part = Array(buffer[..<cut.place])
            var scanner = RecordScanner(part.span, startsIn: part.indices, knownStart: true)
            while let record = scanner.next(in: part.span) {
                found.append(offset + record.lowerBound..<offset + record.upperBound)
            }
            offset += cut.place
        }
        return found
    }

    /// Random bytes, rich in what the rule looks at: streams in buffers of any size, parts scanned by themselves, and one
    /// pass find the records that the model says, each plain record one that the key extraction takes for one too.
    @Test(arguments: 0..<400 as Range<UInt64>)
    func randomBytesCutInEveryWay(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let text = disfigured(using: &random)
        let whole = modelRecords(text)
        #expect(scan(text, text.indices) == whole)
        var ends: [Int] = []
        while ends.last != text.count {
            ends.append(min(text.count, (ends.last ?? 0) + Int.random(in: 1...100, using: &random)))
        }
        #expect(stream(text, buffersEndingAt: ends) == whole)
        #expect(zip([0] + ends, ends).flatMap { scan(text, $0..<$1) } == whole)
        // As a lookup that begins in the middle reads it.
        for end in ends.dropLast() {
            let from = max(0, end - RecordStart.context)
            let rest = Array(text[from...])
            let found = scan(rest, end - from..<rest.count).map { $0.lowerBound + from..<$0.upperBound + from }
            if from > 0, found != whole.filter({ $0.lowerBound >= end }) { Issue.record("from \(end) of \(text)") }
        }
    }

    private func disfigured(using random: inout SeededGenerator) -> [UInt8] {
        let pieces: [[UInt8]] = [
            [0x0a], [0x0a], [0x0d], [0x0d, 0x0a], [0], [UInt8](repeating: 0, count: 7), [UInt8](repeating: 0, count: 8),
            [UInt8](repeating: 0, count: 90), [0xef, 0xbb, 0xbf], [0x20], [0x61], Array("x y".utf8),
            Array("9-Feb-2004 01:02:03".utf8), Array("19-Feb-2004 01:02:03.45 ".utf8),
            Array("19-Feb-2004 01:02:03.45 ".utf8), Array("<en ts=\"2014-06-02T22:02:13.94\"/>".utf8),
            Array("{\"ts\":\"2014-06-02T22:02:13.94\"}".utf8),
        ]
        let count = Int.random(in: 0...60, using: &random)
        return (0..<count).flatMap { _ in pieces.randomElement(using: &random)! }
    }
}
