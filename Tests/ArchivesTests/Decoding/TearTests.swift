import Archives
import TestSupport
import Testing

struct TearTests {
    static let packed = Packaging.allCases.filter { $0 != .plain }

    @Test(arguments: packed)
    func deliversAllBeforeACut(packaging: Packaging) throws {
        let text = Sample.text(400_000)
        let stored = packaging.pack(text)
        var generator = SeededGenerator(seed: 5)
        let cuts =
            Array(4..<40) + (1..<20).map { stored.count - $0 }
            + (0..<30).map { _ in Int.random(in: 2..<stored.count, using: &generator) }
        for cut in cuts {
            let decoded = try Decoded(archive(Array(stored.prefix(cut))), room: 50_000)
            #expect(isSame(decoded.bytes[...], text.prefix(decoded.bytes.count)), "cut at \(cut)")
            if let tear = decoded.tear {
                #expect(tear.kind == .truncated, "cut at \(cut)")
                #expect(tear.decodedOffset == UInt64(decoded.bytes.count))
                #expect(tear.compressedOffset <= UInt64(cut))
            } else {
                // Between two members or frames nothing tells that there should be more.
                #expect(decoded.status == .end)
                #expect(![.gzip1, .zstd1, .xz1, .bzip1].contains(packaging))
            }
        }
    }

    @Test func deliversWhatTheLibrariesCan() throws {
        let text = Sample.text(700_000)
        let gzipped = gzip(text)
        let zstandard = zstd(text, frames: 3)
        for part in 1..<20 {
            let cutGzip = Array(gzipped.prefix(gzipped.count * part / 20))
            #expect(try Decoded(archive(cutGzip)).bytes == gunzipPrefix(cutGzip, limit: text.count))
            let cutZstd = Array(zstandard.prefix(zstandard.count * part / 20))
            #expect(try Decoded(archive(cutZstd)).bytes == unzstdPrefix(cutZstd, limit: text.count))
        }
    }

    @Test(arguments: packed)
    func survivesFlippedBytes(packaging: Packaging) throws {
        let text = Sample.text(400_000)
        let stored = packaging.pack(text)
        var generator = SeededGenerator(seed: 6)
        for round in 0..<60 {
            let place = round < 30 ? round : Int.random(in: 0..<stored.count, using: &generator)
            var flipped = stored
            flipped[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            let file = try archive(flipped)
            guard file.codec != .plain else { continue }
            let decoded = try Decoded(file, recording: FrameSpacing(seekPoints: 50_000, starts: 0))
            #expect(decoded.tear != nil || isSame(decoded.bytes[...], text[...]), "flipped \(place)")
            #expect(decoded.tear?.decodedOffset ?? 0 <= UInt64(decoded.bytes.count))
            // How far it gets is a property of the file and not of the caller's buffer.
            let again = try Decoded(file, room: 7000)
            #expect(isSame(again.bytes[...], decoded.bytes[...]), "flipped \(place)")
            #expect(again.tear?.decodedOffset == decoded.tear?.decodedOffset, "flipped \(place)")
        }
    }

    @Test func keepsTheGoodBlocksOfACorruptZstdFrame() throws {
        let text = Sample.text(1_000_000)
        var stored = zstd(text)
        stored.replaceSubrange(stored.count / 2..<stored.count / 2 + 100, with: repeatElement(0xff, count: 100))
        let file = try archive(stored)
        for room in [1000, 300_000, 2_000_000] {
            let decoded = try Decoded(file, room: room)
            #expect(decoded.tear?.kind == .corrupt)
            // Blocks are 128 KiB: of the half before the damage at least three are whole.
            #expect(decoded.bytes.count >= 3 * 131_072)
            #expect(decoded.bytes.count % 131_072 == 0)
            #expect(decoded.bytes == Array(text.prefix(decoded.bytes.count)))
            #expect(decoded.tear?.decodedOffset == UInt64(decoded.bytes.count))
        }
    }

    @Test func wrongChecksumMakesTheMemberDoubtful() throws {
        let first = gzip(Sample.text(1000))
        for fromEnd in [8, 4] {
            var second = gzip(Sample.text(3000))
            second[second.count - fromEnd] ^= 1
            let decoded = try Decoded(archive(first + second + first))
            #expect(decoded.bytes == Sample.text(1000) + Sample.text(3000))
            #expect(decoded.tear?.kind == .corrupt)
            #expect(decoded.tear?.decodedOffset == 1000)
            #expect(decoded.tear?.compressedOffset == UInt64(first.count))
        }
    }

    @Test func wrongChecksumMakesTheFrameDoubtful() throws {
        let first = zstd(Sample.text(1000))
        var second = zstd(Sample.text(300_000))
        second[second.count - 1] ^= 1
        for room in [1000, 1 << 20] {
            let decoded = try Decoded(archive(first + second + first), room: room)
            #expect(decoded.bytes == Sample.text(1000) + Sample.text(300_000))
            #expect(decoded.tear?.kind == .corrupt)
            #expect(decoded.tear?.decodedOffset == 1000)
            #expect(decoded.tear?.compressedOffset == UInt64(first.count))
        }
    }

    @Test func restartInsideAMemberCannotCheckIt() throws {
        var stored = gzip(Sample.medium)
        stored[stored.count - 8] ^= 1
        let file = try archive(stored)
        let whole = try Decoded(file, recording: FrameSpacing(seekPoints: 300_000))
        #expect(whole.tear?.decodedOffset == 0)
        #expect(try Decoded(file, from: whole.frames.last).status == .end)
    }
}
