import ByteScanning
import TestSupport
import Testing

struct SpanSearchTests {
    @Test func theWordBeforeAnOffset() {
        var random = SeededGenerator(seed: 31)
        for _ in 0..<200 {
            // Long runs, and breaks between them.
            let bytes = (0..<200).map { _ in UInt8.random(in: 0..<30, using: &random) == 0 ? 0x2f : 0x61 } as [UInt8]
            for offset in 0...bytes.count {
                let length = bytes.span.wordLength(before: offset)
                let expected = min(32, bytes[..<offset].reversed().prefix { $0 == 0x61 }.count)
                if length != (offset < 32 ? nil : expected) { Issue.record("\(String(describing: length))") }
            }
        }
    }

    @Test func wordsAreOfLettersDigitsAndUnderscores() {
        for byte in UInt8.min ... .max {
            let scalar = Character(Unicode.Scalar(byte))
            let isWord = byte < 0x80 && (scalar.isLetter || scalar.isNumber || scalar == "_")
            for place in 0..<32 {
                var bytes = [UInt8](repeating: 0x7a, count: 32)
                bytes[place] = byte
                let length = bytes.span.wordLength(before: 32)
                if length != (isWord ? 32 : 31 - place) { Issue.record("\(byte) at \(place)") }
            }
        }
    }

    @Test func eightBytesAreLittleEndian() {
        var bytes = (0..<20).map { UInt8($0) }
        for offset in 0...12 {
            let word = bytes.span.word(at: offset)
            #expect((0..<8).allSatisfy { UInt8(truncatingIfNeeded: word >> UInt64($0 * 8)) == bytes[offset + $0] })
        }
        var span = bytes.mutableSpan
        span.setWord(0x0807_0605_0403_0201, at: 3)
        #expect(bytes == [0, 1, 2, 1, 2, 3, 4, 5, 6, 7, 8] + (11..<20).map { UInt8($0) })
    }

    @Test func theFirstAndTheLastAreThoseOfALoop() {
        var random = SeededGenerator(seed: 11)
        for length in [0, 1, 5, 63, 64, 65, 127, 128, 129, 200] {
            // Matches are rare here, so that whole blocks are passed over.
            let bytes = (0..<length).map { _ in UInt8.random(in: 0...60, using: &random) }
            for start in stride(from: 0, through: length, by: 3) {
                for end in start...length {
                    let all = (start..<end).filter { bytes[$0] == 7 }
                    let expected = [all.first, all.last]
                    let found = ends(of: 7, in: start..<end, of: bytes)
                    if found != expected { Issue.record("\(start..<end) of \(bytes): \(found)") }
                }
            }
        }
    }

    @Test func aNeedleJustOutsideOfTheRangeIsNotFound() {
        var bytes = [UInt8](repeating: 0, count: 130)
        for position in bytes.indices {
            bytes[position] = 9
            #expect(ends(of: 9, in: 0..<position, of: bytes) == [nil, nil])
            #expect(ends(of: 9, in: position + 1..<130, of: bytes) == [nil, nil])
            #expect(ends(of: 9, in: 0..<130, of: bytes) == [position, position])
            bytes[position] = 0
        }
    }

    @Test func copiesAndAppendsTheBytesOfARange() {
        var random = SeededGenerator(seed: 12)
        let bytes = abc(40, using: &random)
        for start in 0...bytes.count {
            for end in start...bytes.count {
                let part = Array(bytes[start..<end])
                let copy = bytes.span.bytes(in: start..<end)
                #expect(copy == part)
                var longer: [UInt8] = [1, 2]
                longer.append(bytes.span, start..<end)
                #expect(longer == [1, 2] + part)
            }
        }
    }

    @Test func anEmptySpanHasNothing() {
        let none: [UInt8] = []
        let copy = none.span.bytes(in: 0..<0)
        #expect(copy == [])
        #expect(ends(of: 0, in: 0..<0, of: none) == [nil, nil])
        var some: [UInt8] = [1]
        some.append(none.span, 0..<0)
        #expect(some == [1])
    }

    @Test func equalsComparesLengthAndBytes() {
        #expect(isEqual("sage", in: 3..<7))
        #expect(!isEqual("sagE", in: 3..<7))
        #expect(!isEqual("sage", in: 3..<8))
        #expect(!isEqual("sage-", in: 3..<7))
        #expect(isEqual("", in: 4..<4))
    }

    /// The first and the last match.
    private func ends(of needle: UInt8, in range: Range<Int>, of bytes: [UInt8]) -> [Int?] {
        [bytes.span.firstIndex(of: needle, in: range), bytes.span.lastIndex(of: needle, in: range)]
    }

    private func isEqual(_ other: String, in range: Range<Int>) -> Bool {
        Array("message-ID".utf8).span.equals(Array(other.utf8).span, in: range)
    }
}
