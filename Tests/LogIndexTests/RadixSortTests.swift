import TestSupport
import Testing

@testable import LogIndex

struct RadixSortTests {
    @Test func sortsByTheLowest56Bits() {
        var random = SeededGenerator(seed: 91)
        var scratch: [UInt64] = []
        for count in [0, 1, 2, 47, 48, 49, 50, 100, 1000] {
            for bits in [1, 8, 9, 24, 56] as [UInt64] {
                let words = (0..<count).map { _ in random.next() & ((1 << bits) - 1) }
                var sorted = words
                radixSort(&sorted, scratch: &scratch) { $0 }
                #expect(sorted == words.sorted())
            }
        }
    }

    @Test func equalKeysKeepTheirOrderAndTheHighestByteIsPassedOver() {
        var random = SeededGenerator(seed: 92)
        var elements = (0..<500).map {
            (key: UInt64.random(in: 0...9, using: &random) | random.next() << 56, place: $0)
        }
        let expected = elements.sorted { ($0.key & 0xff, $0.place) < ($1.key & 0xff, $1.place) }.map(\.place)
        var scratch: [(key: UInt64, place: Int)] = []
        radixSort(&elements, scratch: &scratch) { $0.key }
        #expect(elements.map(\.place) == expected)
    }
}
