import MTALog
import SyntheticLogs
import TestSupport
import Testing

/// The short cut for ordinary records gives what the longer way gives, or nothing.
struct OrdinaryKeysTests {
    private static let optionSets: [LogOptions] = [
        .usual, [.filename, .messageID], [.filename], [.messageID], .none, .all, [.usual, .node, .process],
        [.usual, .envelopeID], [.usual, .notary, .username],
    ]

    @Test(arguments: 0..<18 as Range<UInt64>)
    func areThoseThatAnyShapeGives(seed: UInt64) {
        let log = self.log(seed: seed)
        _ = compare(log)
    }

    /// Bytes that mean something, put in the place of others: what is then ordinary must still be told alike.
    @Test(arguments: 0..<18 as Range<UInt64>)
    func areThoseThatAnyShapeGivesOfDamagedRecords(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let marks = Array(" \t\"<>,@:;./+-BEDQ09aZ\r\u{1}_".utf8)
        for _ in 0..<20 {
            var log = self.log(seed: seed, records: 60)
            for _ in 0..<60 {
                let place = Int.random(in: 0..<log.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: log[place] = marks.randomElement(using: &random)!
                case 1: log.insert(marks.randomElement(using: &random)!, at: place)
                default: log.remove(at: place)
                }
            }
            _ = compare(log)
        }
    }

    @Test func nearlyAllRecordsAreOrdinary() {
        let (ordinary, all) = compare(SyntheticLog.text(seed: 50, records: 2000).bytes)
        #expect(ordinary * 100 > all * 85, "\(ordinary) of \(all)")
    }

    private func log(seed: UInt64, records: Int = 400) -> [UInt8] {
        var layout = SyntheticLogs.Layout()
        layout.keepsTrailingBlanks = seed % 4 == 1
        layout.lineEnd = seed % 5 == 4 ? .carriageReturnLineFeed : .lineFeed
        let options = Self.optionSets[Int(seed) % Self.optionSets.count]
        return SyntheticLog.text(seed: seed, records: records, options: options, layout: layout).bytes
    }

    /// Compares both ways for every record, and gives how many were ordinary.
    private func compare(_ log: [UInt8]) -> (ordinary: Int, all: Int) {
        let text = log.span
        var scanner = RecordScanner(text, startsIn: text.indices, knownStart: true)
        var quick = KeyExtractor()
        var thorough = KeyExtractor()
        var (ordinary, all) = (0, 0)
        while let record = scanner.next(in: text) {
            all += 1
            guard scanner.isPlain, let keys = quick.ordinaryKeys(of: scanner.line, in: text) else { continue }
            ordinary += 1
            thorough.extractAnyShape(record, in: text)
            var places: [Range<Int>] = []
            if !keys.queueFile.isEmpty { places.append(keys.queueFile) }
            if !keys.messageID.isEmpty { places.append(keys.messageID) }
            let found = places.map { Array(log[$0]) }
            let expected = thorough.keys.map { key in
                let bytes = thorough.bytes(of: key, in: text)
                return bytes.indices.map { bytes[$0] }
            }
            if found != expected || !thorough.isSure {
                Issue.record("\(String(decoding: log[record], as: UTF8.self)) \(found) \(expected)")
            }
            quick.extract(record, in: text)
            #expect(quick.keys == thorough.keys)
        }
        return (ordinary, all)
    }
}
