import ByteScanning
import TestSupport
import Testing

/// The masks of 64 bytes say of each byte what the pattern says of it alone.
struct BytePatternTests {
    @Test func everyByteInEveryPlace() {
        expectSameAsByByte(SameByte(0x3c))
        expectSameAsByByte(Delimiter())
        expectSameAsByByte(WordByte())
    }

    @Test func theClassesAreWhatTheyAreSaidToBe() {
        for byte in UInt8.min ... .max {
            let scalar = Character(Unicode.Scalar(byte))
            #expect(Delimiter().contains(byte) == (byte <= 0x20 || "\"<>".contains(scalar)))
            let isWord = byte < 0x80 && (scalar.isLetter || scalar.isNumber || scalar == "_")
            #expect(WordByte().contains(byte) == isWord)
        }
    }

    @Test func aRunBeforeAnOffset() {
        var random = SeededGenerator(seed: 31)
        for _ in 0..<200 {
            // Long runs, and breaks between them.
            let bytes = (0..<200).map { _ in UInt8.random(in: 0..<40, using: &random) == 0 ? 0x2f : 0x61 } as [UInt8]
            for offset in 0...bytes.count {
                let run = bytes.span.run(of: WordByte(), before: offset)
                let expected = min(64, bytes[..<offset].reversed().prefix { $0 == 0x61 }.count)
                if run != (offset < 64 ? nil : expected) { Issue.record("\(String(describing: run)) before \(offset)") }
            }
        }
    }

    @Test func skippingMatches() {
        var random = SeededGenerator(seed: 32)
        for _ in 0..<2000 {
            let bytes = abc(Int.random(in: 0...300, using: &random), using: &random)
            var matches = ByteMatches(of: 0x61, in: bytes.indices)
            var place = 0
            while place < bytes.count {
                place = Int.random(in: place...min(bytes.count, place + 150), using: &random)
                matches.skip(to: place)
                let found = matches.next(in: bytes.span)
                let expected = bytes[place...].firstIndex(of: 0x61)
                if found != expected { Issue.record("\(bytes) from \(place): \(String(describing: found))") }
                guard let found else { break }
                place = found + 1
            }
        }
    }

    @Test func skippingSpaces() {
        for length in 0...40 {
            for end in 0...length {
                for start in 0...length {
                    let bytes: [UInt8] =
                        Array(repeating: 0x20, count: end) + Array(repeating: 0x78, count: length - end)
                    let found = bytes.span.skippingSpaces(from: start)
                    let expected = max(start, end)
                    // Less than eight bytes before the end nothing is promised but to stand on a space, or right.
                    let isRight = found == expected || length - found < 8 && found >= start && found <= expected
                    if !isRight { Issue.record("\(found) from \(start), spaces end at \(end) of \(length)") }
                }
            }
        }
    }

    @Test func wordsAreLittleEndian() {
        let bytes = (0..<20).map { UInt8($0) }
        for offset in 0...12 {
            let word = bytes.span.word(at: offset)
            #expect((0..<8).allSatisfy { UInt8(truncatingIfNeeded: word >> UInt64($0 * 8)) == bytes[offset + $0] })
        }
    }

    private func expectSameAsByByte(_ pattern: some BytePattern) {
        for shift in 0..<64 {
            let bytes = (0..<400).map { UInt8(truncatingIfNeeded: $0 + shift * 5) }
            for offset in 0..<bytes.count {
                var expected: UInt64 = 0
                for index in offset..<min(offset + 64, bytes.count) where pattern.contains(bytes[index]) {
                    expected |= 1 << UInt64(index - offset)
                }
                let mask = bytes.span.matches(of: pattern, inBlockAt: offset)
                if mask != expected { Issue.record("\(offset) of \(bytes)") }
            }
        }
    }
}
