import ByteScanning
import TestSupport
import Testing

/// `ByteMatches` finds what a loop over the bytes finds, whatever the length and wherever the range begins and ends.
struct ByteMatchesTests {
    @Test func everySubrangeOfAShortText() {
        var random = SeededGenerator(seed: 1)
        for length in [0, 1, 2, 63, 64, 65, 80] {
            let bytes = abc(length, using: &random)
            for start in 0...length {
                for end in start...length { expectMatches(of: 0x61, in: start..<end, of: bytes) }
            }
        }
    }

    @Test func everyLengthUpTo200() {
        var random = SeededGenerator(seed: 2)
        for length in 0...200 {
            let bytes = abc(length, using: &random)
            expectMatches(of: 0x61, in: 0..<length, of: bytes)
            expectMatches(of: 0x61, in: min(3, length)..<length, of: bytes)
            expectMatches(of: 0x7a, in: 0..<length, of: bytes)
        }
    }

    @Test func everyByteValueAsNeedle() {
        var random = SeededGenerator(seed: 3)
        let bytes = (0..<1000).map { _ in UInt8.random(in: 0...255, using: &random) }
        for needle in UInt8.min ... .max { expectMatches(of: needle, in: 5..<990, of: bytes) }
    }

    @Test func aTextOfNeedlesOnly() {
        for length in [1, 63, 64, 65, 128, 129] {
            expectMatches(of: 0, in: 0..<length, of: Array(repeating: 0, count: length))
        }
    }

    @Test func randomRangesOfLongTexts() {
        var random = SeededGenerator(seed: 4)
        for _ in 0..<300 {
            let bytes = abc(Int.random(in: 200...700, using: &random), using: &random)
            let start = Int.random(in: 0...bytes.count, using: &random)
            let end = Int.random(in: start...bytes.count, using: &random)
            expectMatches(of: 0x62, in: start..<end, of: bytes)
        }
    }

    @Test func aBlockMaskHasABitForEachMatch() {
        var random = SeededGenerator(seed: 5)
        let bytes = abc(150, using: &random)
        for offset in 0...bytes.count {
            var expected: UInt64 = 0
            for index in offset..<min(offset + 64, bytes.count) where bytes[index] == 0x63 {
                expected |= 1 << UInt64(index - offset)
            }
            let mask = bytes.span.matches(of: 0x63, inBlockAt: offset)
            #expect(mask == expected)
        }
    }

    private func expectMatches(of needle: UInt8, in range: Range<Int>, of bytes: [UInt8]) {
        var found: [Int] = []
        var matches = ByteMatches(of: needle, in: range)
        while let offset = matches.next(in: bytes.span) { found.append(offset) }
        let afterTheEnd = matches.next(in: bytes.span)
        let expected = range.filter { bytes[$0] == needle }
        // Compared here and not in the macro, which is slow and would be called a hundred thousand times.
        if found != expected || afterTheEnd != nil {
            Issue.record("needle \(needle) in \(range) of \(bytes): \(found), not \(expected)")
        }
    }
}

/// Random letters a, b and c, so that there are many matches.
func abc(_ count: Int, using random: inout SeededGenerator) -> [UInt8] {
    (0..<count).map { _ in UInt8.random(in: 0x61...0x63, using: &random) }
}
