import TestSupport
import Testing

@testable import IndexModel
@testable import LMDBIndex

struct RadixSortTests {
    @Test func sortsByAllBytes() {
        var random = SeededGenerator(seed: 91)
        var scratch: [UInt64] = []
        for count in [0, 1, 2, 47, 48, 49, 50, 100, 1000] {
            for bits in [1, 8, 9, 24, 56, 64] as [UInt64] {
                let words = (0..<count).map { _ in random.next() >> (64 - bits) }
                var sorted = words
                radixSort(&sorted, scratch: &scratch) { $0 }
                #expect(sorted == words.sorted())
            }
        }
    }

    @Test(arguments: [1, 8, 24, 40, 48, 56] as [UInt64])
    func hashesAreSortedByTheLowestSevenBytes(bits: UInt64) {
        var random = SeededGenerator(seed: 92)
        var scratch: [UInt64] = []
        for count in [0, 1, 2, 3, 10, 100, 3000] {
            let low = (0..<count).map { _ in random.next() >> (64 - bits) }
            // Upwards and downwards too, and whatever stands in the highest byte.
            for words in [low, low.sorted(), low.sorted(by: >), low.map { $0 << (56 - bits) }] {
                var sorted = words.map { $0 | random.next() << 56 }
                sortByHash(&sorted, scratch: &scratch) { $0 }
                #expect(sorted.map { $0 & (1 << 56 - 1) } == words.sorted())
            }
        }
    }

    @Test func equalKeysKeepTheirOrder() {
        var random = SeededGenerator(seed: 93)
        let elements = (0..<500).map {
            (
                key: UInt64.random(in: 0...9, using: &random) << UInt64([0, 40, 52].randomElement(using: &random)!),
                place: $0
            )
        }
        let expected = elements.sorted { ($0.key, $0.place) < ($1.key, $1.place) }.map(\.place)
        var (byRadix, byHash) = (elements, elements)
        var scratch: [(key: UInt64, place: Int)] = []
        radixSort(&byRadix, scratch: &scratch) { $0.key }
        sortByHash(&byHash, scratch: &scratch) { $0.key }
        #expect(byRadix.map(\.place) == expected)
        #expect(byHash.map(\.place) == expected)
    }
}
