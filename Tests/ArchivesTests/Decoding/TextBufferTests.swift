import Archives
import TestSupport
import Testing

/// Decoding into buffers that stay gives what decoding into any memory gives.
struct TextBufferTests {
    private static let text = Sample.text(1_400_000)

    @Test(arguments: Packaging.allCases)
    func decodesTheSameTextWhateverTheSizes(packaging: Packaging) throws {
        let file = try archive(packaging.pack(Self.text))
        var generator = SeededGenerator(seed: 51)
        for reach in [60_000, 131_072, 300_000, 4 << 20] {
            try expectSame(file, reach: reach, piece: Int.random(in: 1000...reach, using: &generator))
        }
    }

    @Test func decodesWhatRefersFarBack() throws {
        // What comes again comes from nearly as far back as a window allows. Without a checksum, lest the careful way mend
        // what went wrong.
        for windowLog in [17, 18, 19] as [Int32] {
            let text = Array(repeatElement(Sample.text((1 << windowLog) - 1000), count: 5).joined())
            let stored = zstd(text, level: 9, checksum: false, contentSize: false, windowLog: windowLog)
            let file = try archive(stored)
            #expect(stored.count < text.count / 5)
            for shift in -1...1 {
                for difference in [-1, 0, 1] {
                    let reach = (1 << (Int(windowLog) + shift)) + difference
                    try expectSame(file, reach: reach, piece: reach / 4)
                }
            }
        }
    }

    @Test func decodesFramesOfSeveralWindows() throws {
        let parts = [(17, 300_000), (20, 1_400_000), (17, 500_000), (22, 700_000), (18, 10)] as [(Int32, Int)]
        let file = try archive(
            parts.flatMap { zstd(Sample.text($1), contentSize: false, windowLog: $0) + skippableFrame(size: 99) })
        for reach in [100_000, 150_000, 400_000, 2 << 20] { try expectSame(file, reach: reach, piece: 100_000) }
    }

    @Test(arguments: [Packaging.zstd1, .zstd7, .zstdSkippable, .gzip5])
    func endsWhereAnyDecodingEnds(packaging: Packaging) throws {
        let stored = packaging.pack(Sample.text(700_000))
        var generator = SeededGenerator(seed: 52)
        for round in 0..<40 {
            var damaged = stored
            let place = Int.random(in: 20..<stored.count, using: &generator)
            if round % 2 == 0 {
                damaged.removeLast(stored.count - place)
            } else {
                damaged[round % 4 == 1 ? place : stored.count - 1 - round] ^=
                    1 << UInt8.random(in: 0..<8, using: &generator)
            }
            try expectSame(archive(damaged), reach: 300_000, piece: 100_000)
        }
    }

    /// Decoding goes on elsewhere in the middle of a frame, and from a frame again.
    @Test func mixesWithOtherDecoding() throws {
        let file = try archive(Packaging.zstd7.pack(Self.text))
        let frames = try Decoded(file, recording: FrameSpacing(starts: 0)).frames
        var decoder = try StreamDecoder(file)
        for turn in 0..<20 {
            let frame = frames[turn * 3 % frames.count]
            try decoder.restart(at: frame)
            let buffer = TextBuffer(for: 150_000)
            #expect(try decoder.decode(150_000, into: buffer, reach: 1 << 20) == .more)
            var bytes = copy(buffer.bytes)
            #expect(try decoder.decode(50_000, appendingTo: &bytes) == .more)
            let start = Int(frame.decodedOffset)
            #expect(isSame(bytes[...], Self.text[start..<start + bytes.count]))
            #expect(decoder.decodedOffset == UInt64(start + bytes.count))
        }
    }

    /// Compares with decoding into an array: the text, the frames and the end.
    private func expectSame(_ file: ArchiveFile, reach: Int, piece: Int) throws {
        let expected = try Decoded(file, recording: FrameSpacing(seekPoints: 200_000, starts: 0))
        let found = try Decoded(
            file, reach: reach, piece: piece, recording: FrameSpacing(seekPoints: 200_000, starts: 0))
        #expect(isSame(found.bytes[...], expected.bytes[...]), "reach \(reach), piece \(piece)")
        #expect(found.status == expected.status, "reach \(reach), piece \(piece)")
        #expect(found.frames == expected.frames)
    }

    private func copy(_ bytes: Span<UInt8>) -> [UInt8] {
        bytes.indices.map { bytes[$0] }
    }
}
