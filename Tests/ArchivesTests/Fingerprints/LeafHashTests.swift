import Archives
import TestSupport
import Testing

/// The widest vectors give what the library gives, to which stored digests must hold on every machine.
struct LeafHashTests {
    @Test func theDigestOfALeafIsThatOfTheLibrary() throws {
        var random = SeededGenerator(seed: 71)
        let bytes = (0..<LeafChain.leafLength).map { _ in UInt8.random(in: 0...255, using: &random) }
        let lengths = Array(0...300) + stride(from: 301, to: bytes.count, by: 977) + [bytes.count - 1]
        for length in lengths {
            // What is no whole leaf goes through the library's stream, a piece at a time.
            var hasher = try ContentHasher()
            let half = length / 3
            hasher.update(bytes.span.extracting(0..<half), at: 0)
            hasher.update(bytes.span.extracting(half..<length), at: UInt64(half))
            let direct = Fingerprint(of: bytes.span.extracting(0..<length))
            let streamed = hasher.rest
            #expect(direct == streamed)
        }
    }

    @Test func leavesAreTheSameHoweverTheyCome() throws {
        var random = SeededGenerator(seed: 72)
        let bytes = (0..<5 * LeafChain.leafLength + 777).map { _ in UInt8.random(in: 0...255, using: &random) }
        var atOnce = try ContentHasher()
        atOnce.update(bytes.span, at: 0)
        for _ in 0..<20 {
            var inPieces = try ContentHasher()
            var place = 0
            while place < bytes.count {
                let end = min(bytes.count, place + Int.random(in: 1...100_000, using: &random))
                inPieces.update(bytes.span.extracting(place..<end), at: UInt64(place))
                place = end
            }
            let chain = inPieces.chain
            let rest = inPieces.rest
            #expect(chain == atOnce.chain)
            #expect(rest == atOnce.rest)
        }
    }
}
