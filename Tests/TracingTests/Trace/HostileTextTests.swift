import ByteScanning
import MTALog
import SystemPackage
import TestSupport
import Testing
import Tracing

/// Text that is hardly a log: whatever stands in it, every packaging gives what a walk over the plain text finds.
@Suite struct HostileTextTests {
    private static let pieces: [[UInt8]] =
        [
            "15-Jan-1998 10:31:05.18", "\n15-Jan-1998 10:31:05.18 tcp_local  D 3 a@b rfc822;c@d c@d /q/",
            "\n15-Jan-1998 10:31:05 x - O", "\n 16-JAN-1998 00:00:00.00", "\n15-Jan-1998 10:31:05.1", "\n99-Xyz-2025 ",
            "\n", "\r\n", " ", "<", ">", "<id", "@host>", ",", "\"", "ZZ01IS3D2ZP7FQ9UN54R.00",
            "ZY01IS3D2ZP7FQ9UN54R.01", "/q/ZX01IS67NY4RRK9UN7GP.00", "<a@b>", "<c@d>,<a@b>", "\u{0}", "\u{1B}[31m",
            "message", "1", "2", "3",
        ].map { Array($0.utf8) } + [[0xff, 0xfe], [0xc3]]

    /// Random pieces; now and then a stretch of filling makes a record longer than a granule, or moves it.
    private static func text(seed: UInt64) -> [UInt8] {
        var generator = SeededGenerator(seed: seed)
        var text: [UInt8] = Array("15-Jan-1998 10:31:05.18 tcp_local  D 3 ".utf8)
        let length = Int.random(in: 1000...600_000, using: &generator)
        while text.count < length {
            if Int.random(in: 0..<300, using: &generator) == 0 {
                text += [UInt8](repeating: 0x2e, count: Int.random(in: 0...90_000, using: &generator))
            }
            text += pieces.randomElement(using: &generator) ?? []
        }
        return text
    }

    /// The records of each key in the order of the text, found record by record.
    private static func recordsByKey(_ text: [UInt8]) -> [TextKey: [Range<Int>]] {
        let span = text.span
        var found: [TextKey: [Range<Int>]] = [:]
        var scanner = RecordScanner(span, startsIn: 0..<text.count, knownStart: true)
        var extractor = KeyExtractor()
        while let record = scanner.next(in: span) {
            extractor.extract(record, in: span)
            let keys = extractor.keys.map { key in
                let bytes = extractor.bytes(of: key, in: span)
                return TextKey(kind: key.kind, bytes: bytes.indices.map { bytes[$0] })
            }
            for key in Set(keys) {
                found[key, default: []].append(record)
            }
        }
        return found
    }

    @Test(arguments: Packaging.allCases, [UInt64(1), 2, 3]) func everyKeyGivesItsRecords(
        _ packaging: Packaging, _ seed: UInt64
    ) throws {
        let text = HostileTextTests.text(seed: seed)
        let expected = HostileTextTests.recordsByKey(text)
        #expect(expected.count > 5)
        try withTemporaryDirectory { directory in
            let path = directory.appending("mail.log")
            try write(packaging.pack(text), to: path)
            try index([path], in: directory.appending("ix"), jobs: 2, postingLimit: 10_000)
            var questions = try Questions(directory.appending("ix"))
            var generator = SeededGenerator(seed: seed)
            let keys = expected.keys.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
            for key in keys.shuffled(using: &generator).prefix(60) {
                // Some pieces of such text cannot be given as keys: blanks at their ends are no part of a key.
                guard let pattern = try? KeyPattern(key.typed, kind: key.kind),
                    pattern.candidates.map(\.bytes) == [key.bytes]
                else { continue }
                let answer = try questions.answer(key.typed, kind: key.kind)
                let ranges = answer.records.map { Int($0.offset)..<Int($0.offset) + $0.bytes.count }
                #expect(ranges.sorted { $0.lowerBound < $1.lowerBound } == expected[key], "\(key)")
                #expect(answer.unread.isEmpty)
            }
        }
    }
}

private struct TextKey: Hashable {
    let kind: KeyKind
    let bytes: [UInt8]

    /// How a person would give the key.
    var typed: [UInt8] {
        switch kind {
        case .messageID: [UInt8(ascii: "<")] + bytes + [UInt8(ascii: ">")]
        case .queueFile: Array("ZZ".utf8) + bytes + Array(".00".utf8)
        }
    }
}
