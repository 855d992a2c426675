import ByteScanning
import SyntheticLogs
import TestSupport
import Testing

@testable import MTALog

/// The keys of ordinary records, in every layout that the MTA writes, against the plainest reading of the same rule and
/// against the full parse.
struct OrdinaryKeysTests {
    private static let optionSets: [LogOptions] = [
        .usual, .none, .all, [.filename, .messageID], [.filename, .diagnostics], [.messageID, .diagnostics],
        [.usual, .node, .process], [.usual, .envelopeID], [.usual, .notary, .username],
        [.none, .username, .connection],
    ]

    struct Case: CustomStringConvertible {
        let format: SyntheticLogs.LogFormat
        let options: LogOptions
        let seed: UInt64

        static let all = SyntheticLogs.LogFormat.allCases.enumerated().flatMap { number, format in
            optionSets.enumerated().map { set, options in
                Case(format: format, options: options, seed: UInt64(number * optionSets.count + set))
            }
        }

        var description: String { "format \(format.rawValue), options \(options.rawValue)" }

        func log(records: Int) -> [UInt8] {
            var layout = SyntheticLogs.Layout()
            layout.keepsTrailingBlanks = seed % 4 == 1
            layout.lineEnd = seed % 5 == 4 ? .carriageReturnLineFeed : .lineFeed
            layout.actionColumn = seed % 3 == 2 ? 3 : 0
            var settings = TrafficSettings()
            settings.headerRecords = seed % 2 == 1 && format.rawValue < 4
            settings.latin1MessageIDs = true
            return SyntheticLog.text(
                seed: seed, records: records, settings: settings, format: format, options: options, layout: layout
            ).bytes
        }
    }

    /// Of what was found in a log's records.
    private struct Counts {
        var all = 0
        var ordinary = 0
        var sure = 0
    }

    @Test(arguments: Case.all) func areThoseOfANaiveReading(_ wanted: Case) {
        let counts = compare(wanted.log(records: 400))
        #expect(counts.ordinary * 100 > counts.all * 95, "\(counts)")
        // A user or host where an id might stand leaves a doubt.
        guard wanted.options.contains(.messageID) || !wanted.options.contains(.username) else { return }
        #expect(counts.sure * 100 > counts.all * 80, "\(counts)")
    }

    /// Bytes that mean something, put in the place of others: what is then ordinary must still be told alike, and what the
    /// full parse finds must be among the keys.
    @Test(arguments: Case.all) func areThoseOfANaiveReadingOfDamagedRecords(_ wanted: Case) {
        var random = SeededGenerator(seed: wanted.seed)
        let marks = Array(" \t\"<>,@:;./+-BEDQ09aZ\r\u{1}_&\\{}'*|()".utf8)
        let whole = wanted.log(records: 60)
        for _ in 0..<20 {
            var log = whole
            for _ in 0..<60 {
                let place = Int.random(in: 0..<log.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: log[place] = marks.randomElement(using: &random)!
                case 1: log.insert(marks.randomElement(using: &random)!, at: place)
                case 2: log.remove(at: place)
                default:
                    let piece = Array(log[place..<min(log.count, place + Int.random(in: 1..<60, using: &random))])
                    log.insert(contentsOf: piece, at: Int.random(in: 0..<log.count, using: &random))
                }
            }
            _ = compare(log)
        }
    }

    /// Compares for every record, and counts.
    private func compare(_ log: [UInt8]) -> Counts {
        let text = log.span
        var scanner = RecordScanner(text, startsIn: text.indices, knownStart: true)
        var parser = RecordParser()
        parser.learn(from: text, records: scan(log, log.indices))
        var extractor = KeyExtractor()
        var parsed = LogRecord()
        var counts = Counts()
        while let record = scanner.next(in: text) {
            counts.all += 1
            parser.parse(record, in: text, into: &parsed)
            let found = ExtractedKeys(record, in: log, with: &extractor)
            let missed = parsed.keys.map { FoundKey(kind: $0.kind, bytes: $0.bytes) }.filter {
                !found.keys.contains($0)
            }
            if !missed.isEmpty { Issue.record("\(missed) of \(String(decoding: log[record], as: UTF8.self))") }
            guard scanner.isPlain, let keys = extractor.ordinaryKeys(of: scanner.line, in: text) else { continue }
            counts.ordinary += 1
            counts.sure += keys.isSure ? 1 : 0
            let ids = (0..<keys.messageIDCount).map { Array(log[keys.messageID($0)]) }
            let file = keys.queueFile.isEmpty ? nil : Array(log[keys.queueFile])
            let (expected, isSure) = expectation(log[scanner.line.range], parsed)
            let all = Set(ids.map { FoundKey(kind: .messageID, bytes: $0) })
                .union(file.map { [FoundKey(kind: .queueFile, bytes: $0)] } ?? [])
            if all != expected || keys.isSure != isSure || all != found.keys || keys.isSure != found.isSure {
                Issue.record("\(String(decoding: log[record], as: UTF8.self)) \(all) \(expected) \(isSure)")
            }
        }
        return counts
    }

    private func expectation(_ line: ArraySlice<UInt8>, _ parsed: LogRecord) -> (keys: Set<FoundKey>, isSure: Bool) {
        if line.first == UInt8(ascii: "<") || line.first == UInt8(ascii: "{") {
            return (Set(parsed.keys.map { FoundKey(kind: $0.kind, bytes: $0.bytes) }), true)
        }
        let naive = NaiveKeys(line)
        let files = naive.file.map { [FoundKey(kind: .queueFile, bytes: $0)] } ?? []
        return (Set(naive.ids.map { FoundKey(kind: .messageID, bytes: $0) } + files), naive.isSure)
    }
}
