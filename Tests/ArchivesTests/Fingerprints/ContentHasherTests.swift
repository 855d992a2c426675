import Archives
import TestSupport
import Testing

/// The chain of leaves is the same however the stream comes, and wherever it was broken off.
struct ContentHasherTests {
    private static let text = sampleText(400_000)

    /// Leaf by leaf, as its description says.
    private func naive(_ length: Int) -> (chain: LeafChain, rest: Fingerprint) {
        var chain = LeafChain()
        var start = 0
        while length - start >= LeafChain.leafLength {
            chain.append(print(start, start + LeafChain.leafLength))
            start += LeafChain.leafLength
        }
        return (chain, print(start, length))
    }

    private func print(_ start: Int, _ end: Int) -> Fingerprint {
        let text = ContentHasherTests.text
        return Fingerprint(of: text.span.extracting(start..<end))
    }

    @Test(arguments: 0..<20 as Range<UInt64>) func piecesMakeNoDifference(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let text = ContentHasherTests.text
        let leaf = LeafChain.leafLength
        let length =
            [0, 1, leaf - 1, leaf, leaf + 1, 3 * leaf, .random(in: 0...text.count, using: &random)]
            .randomElement(using: &random) ?? 0
        var hasher = try ContentHasher()
        var position = 0
        while position < length {
            // Some of it comes again.
            let start = max(0, position - .random(in: 0...1000, using: &random))
            let end = min(length, position + .random(in: 1...150_000, using: &random))
            hasher.update(text.span.extracting(start..<end), at: UInt64(start))
            position = end
        }
        let expected = naive(length)
        #expect(hasher.chain == expected.chain && hasher.rest == expected.rest)
        #expect(hasher.length == UInt64(length))
    }

    @Test func aChainIsContinuedFromItsLastWholeLeaf() throws {
        let text = ContentHasherTests.text
        for length in [0, 1, 65_535, 65_536, 200_000] {
            var hasher = try ContentHasher(continuing: naive(length).chain)
            let start = length / LeafChain.leafLength * LeafChain.leafLength
            hasher.update(text.span.extracting(start..<text.count), at: UInt64(start))
            #expect(hasher.chain == naive(text.count).chain && hasher.rest == naive(text.count).rest)
        }
    }

    @Test func everyByteCounts() throws {
        let text = ContentHasherTests.text
        var seen: Set<[Fingerprint]> = []
        for place in stride(from: 0, to: text.count, by: 40_001) {
            var other = text
            other[place] ^= 1
            var hasher = try ContentHasher()
            hasher.update(other.span, at: 0)
            seen.insert([hasher.chain.digest, hasher.rest])
        }
        #expect(seen.count == 10)
    }
}
