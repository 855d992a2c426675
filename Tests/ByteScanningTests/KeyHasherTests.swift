import ByteScanning
import TestSupport
import Testing

/// The index keeps hashes on disk: they must be the same for ever.
struct KeyHasherTests {
    @Test func theHashIsXXH3() {
        // The algorithm's published value for no bytes and no seed.
        #expect(hash([], seed: 0) == 0x2d06_8005_38d3_94c2)
    }

    @Test func theSameSeedGivesTheSameHash() {
        let key = Array("01IRUD7SVA3Q9UN2D4@sesta.com".utf8)
        #expect(hash(key, seed: 7) == hash(key, seed: 7))
        #expect(hash(key, seed: 0x1234_5678_9abc_def0) == 0xc3689b9da0507375)
    }

    @Test func anotherSeedOrAnotherByteGivesAnotherHash() {
        var seen: Set<UInt64> = []
        var key = Array("01IS3D2ZP7FQ9UN54R".utf8)
        for seed in 0..<1000 as Range<UInt64> { seen.insert(hash(key, seed: seed)) }
        for index in key.indices {
            key[index] ^= 1
            seen.insert(hash(key, seed: 0))
            key[index] ^= 1
        }
        #expect(seen.count == 1000 + key.count)
    }

    @Test func onlyTheBytesCountNotWhereTheyStand() {
        var random = SeededGenerator(seed: 21)
        let hasher = KeyHasher(seed: random.next())
        for length in 0...200 {
            let key = abc(length, using: &random)
            for before in [0, 1, 7, 64] {
                let text = abc(before, using: &random) + key + abc(9, using: &random)
                let inText = hasher.hash(text.span, before..<before + length)
                #expect(inText == hash(key, seed: hasher.seed))
            }
        }
    }

    private func hash(_ key: [UInt8], seed: UInt64) -> UInt64 {
        KeyHasher(seed: seed).hash(key.span)
    }
}
