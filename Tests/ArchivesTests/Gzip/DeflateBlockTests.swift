import Archives
import TestSupport
import Testing

/// Our own decoder of deflate blocks beside zlib, which is the judge.
struct DeflateBlockTests {
    /// Where the deflate stream begins in `gzipMember(stream:of:)`.
    private static let header = 10
    private static let rounds = 400

    /// Bytes of one of several kinds: log-like, chance, few different ones, matches near and far, very uneven ones.
    private func text(_ kind: Int, _ count: Int, using generator: inout SeededGenerator) -> [UInt8] {
        switch kind {
        case 0: return Sample.text(count)
        case 1: return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
        case 2: return (0..<count).map { _ in UInt8.random(in: 97...99, using: &generator) }
        case 3:
            var bytes: [UInt8] = [1]
            let farthest = [3, 20, 40_000].randomElement(using: &generator) ?? 1
            while bytes.count < count {
                let distance = Int.random(in: 1...min(bytes.count, farthest), using: &generator)
                for _ in 0..<Int.random(in: 3...300, using: &generator) { bytes.append(bytes[bytes.count - distance]) }
                bytes.append(UInt8.random(in: 0...255, using: &generator))
            }
            return Array(bytes.prefix(count))
        default:
            // One byte in two, the next in four, and so on: codes of all lengths.
            return (0..<count).map { _ in UInt8(generator.next().trailingZeroBitCount * 3) }
        }
    }

    private func stream(of text: [UInt8], using generator: inout SeededGenerator) -> [UInt8] {
        rawDeflate(
            text, level: Int32.random(in: 0...9, using: &generator),
            strategy: DeflateStrategy.allCases.randomElement(using: &generator) ?? .usual,
            memory: Int32.random(in: 1...9, using: &generator),
            flushing: [Int.max, 5000].randomElement(using: &generator) ?? .max)
    }

    @Test func decodesWhatZlibDoesAndFindsTheSameBlocks() throws {
        var generator = SeededGenerator(seed: 11)
        for round in 0..<Self.rounds / 4 {
            let text = text(round % 5, Int.random(in: 1...30_000, using: &generator), using: &generator)
            let stream = stream(of: text, using: &generator)
            let zlib = ZlibBlocks(stream, limit: text.count + 1)
            try #require(zlib.isWhole)
            let file = try archive(gzipMember(stream: stream, of: text))
            let decoded = try Decoded(file, recording: FrameSpacing(seekPoints: 1), room: 7777)
            #expect(decoded.status == .end && isSame(decoded.bytes[...], text[...]), "round \(round)")
            // Of blocks that begin at one decoded offset the first is noted.
            var starts: [Int: Int] = [:]
            for start in zlib.starts where start.decoded > 0 {
                starts[start.decoded] = starts[start.decoded] ?? start.bit
            }
            let points = decoded.frames.filter { $0.kind == .deflateBlock }
            let found = points.map {
                ($0.decodedOffset, ($0.compressedOffset - UInt64(Self.header)) * 8 - UInt64($0.bit))
            }
            #expect(
                Dictionary(uniqueKeysWithValues: found)
                    == starts.reduce(into: [:]) { $0[UInt64($1.key)] = UInt64($1.value) })
            if let point = points.randomElement(using: &generator) {
                let rest = try Decoded(file, from: point)
                #expect(rest.status == .end && isSame(rest.bytes[...], text[Int(point.decodedOffset)...]))
            }
        }
    }

    @Test func judgesDamageAsZlibDoes() throws {
        var generator = SeededGenerator(seed: 12)
        var (corrupt, cut) = (0, 0)
        for round in 0..<Self.rounds {
            let text = text(round % 5, Int.random(in: 1...6000, using: &generator), using: &generator)
            var stream = stream(of: text, using: &generator)
            if round % 2 == 0 {
                for _ in 0...Int.random(in: 0...2, using: &generator) {
                    stream[Int.random(in: 0..<stream.count, using: &generator)] ^= UInt8.random(
                        in: 1...255, using: &generator)
                }
            } else {
                stream.removeLast(Int.random(in: 1...stream.count, using: &generator))
            }
            let zlib = ZlibBlocks(stream, limit: 4 << 20)
            // A damaged stream may end early: what follows must not be there then.
            guard !zlib.isWhole else { continue }
            let decoded = try Decoded(archive([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255] + stream), room: 5000)
            #expect(isSame(decoded.bytes[...], zlib.bytes[...]), "round \(round)")
            #expect(decoded.tear?.kind == (zlib.isCorrupt ? .corrupt : .truncated), "round \(round)")
            #expect(decoded.tear?.decodedOffset == UInt64(zlib.bytes.count), "round \(round)")
            if zlib.isCorrupt { corrupt += 1 } else { cut += 1 }
        }
        #expect(corrupt > 30 && cut > 100)
    }

    /// 16 Ki matches of 258 bytes are a block of 4 MiB.
    @Test func decodesBlocksOfAnyLength() throws {
        let text = [UInt8](repeating: 65, count: 9_000_000) + Sample.medium
        let stream = rawDeflate(text, level: 9, memory: 9)
        let zlib = ZlibBlocks(stream, limit: text.count + 1)
        #expect(zlib.starts.first.map { $0.decoded > 2 << 20 } == true)
        let file = try archive(gzipMember(stream: stream, of: text))
        let decoded = try Decoded(file, recording: FrameSpacing(seekPoints: 300_000))
        #expect(decoded.status == .end && isSame(decoded.bytes[...], text[...]))
        #expect(
            decoded.frames.dropFirst().allSatisfy { frame in zlib.starts.contains { $0.decoded == frame.decodedOffset }
            })
        for frame in decoded.frames {
            let rest = try Decoded(file, from: frame, limit: 100_000)
            #expect(isSame(rest.bytes[...], text[Int(frame.decodedOffset)...].prefix(100_000)))
        }
    }

    /// A code of one distance is incomplete, and allowed (RFC 1951, section 3.2.7).
    @Test func decodesABlockWithOneDistance() throws {
        var bits = Bits()
        bits.add(0b101, 3)  // the last block, dynamic
        bits.add(1, 5)  // 258 codes of literals and lengths
        bits.add(0, 5)  // one of distances
        bits.add(14, 4)  // 18 lengths of the codes that follow, of which 18 has one bit, 1 and 2 have two
        for length in [0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 2] { bits.add(length, 3) }
        bits.addCode(0b0, 1)  // 97 times 0
        bits.add(97 - 11, 7)
        bits.addCode(0b10, 2)  // "a" has one bit
        for count in [138, 20] {
            bits.addCode(0b0, 1)
            bits.add(count - 11, 7)
        }
        bits.addCode(0b11, 2)  // the block's end has two
        bits.addCode(0b11, 2)  // and a length of three
        bits.addCode(0b10, 2)  // the distance has one
        for (code, count) in [(0b0, 1), (0b0, 1), (0b11, 2), (0b0, 1), (0b10, 2)] { bits.addCode(code, count) }
        let text = [UInt8](repeating: 97, count: 5)
        let decoded = try Decoded(archive(gzipMember(stream: bits.bytes, of: text)))
        #expect(decoded.bytes == text && decoded.status == .end)
    }
}
