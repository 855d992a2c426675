import Archives
import TestSupport
import Testing

struct StreamDecoderTests {
    @Test(arguments: Packaging.allCases, [0, 1, 100, 70_000, 5_000_000])
    func givesTheSameBytesWhateverTheRoom(packaging: Packaging, size: Int) throws {
        let text = Sample.text(size)
        let file = try archive(packaging.pack(text))
        for room in [1, 1000, 65536, 1 << 20] where size / room <= 100_000 {
            let decoded = try Decoded(file, recording: FrameSpacing(), room: room)
            #expect(isSame(decoded.bytes[...], text[...]))
            #expect(decoded.status == .end)
        }
    }

    @Test(arguments: Packaging.allCases, [100, 70_000, 5_000_000])
    func restartsAtEveryFrame(packaging: Packaging, size: Int) throws {
        let text = Sample.text(size)
        let file = try archive(packaging.pack(text))
        for spacing in [FrameSpacing(), FrameSpacing(seekPoints: 300_000, starts: 0)] {
            let frames = try Decoded(file, recording: spacing).frames
            if packaging != .plain { #expect(frames.first?.decodedOffset == 0) }
            for frame in frames {
                let rest = text[Int(frame.decodedOffset)...]
                let decoded = try Decoded(file, from: frame, limit: 100_000)
                #expect(isSame(decoded.bytes[...], rest.prefix(100_000)))
            }
            if let middle = frames.dropFirst(frames.count / 2).first {
                let decoded = try Decoded(file, from: middle)
                #expect(isSame(decoded.bytes[...], text[Int(middle.decodedOffset)...]))
                #expect(decoded.status == .end)
            }
        }
    }

    @Test func keepsTheDistanceBetweenFrames() throws {
        let text = Sample.long
        let blocked = try Decoded(archive(bgzf(text)), recording: FrameSpacing(starts: 200_000)).frames
        #expect(blocked.allSatisfy { $0.kind == .gzipMember && $0.window.isEmpty })
        expectDistances(blocked, atLeast: 200_000, atMost: 200_000 + 65280)

        let spacing = FrameSpacing(seekPoints: 1_000_000)
        let points = try Decoded(archive(gzip(text)), recording: spacing).frames
        #expect(points.map(\.kind) == [.gzipMember] + Array(repeating: .deflateBlock, count: points.count - 1))
        #expect(points.count == 5)
        expectDistances(points, atLeast: 1_000_000, atMost: 1_300_000)

        let framed = try Decoded(archive(zstd(text, frames: 7)), recording: FrameSpacing(starts: 0)).frames
        #expect(framed.count == 7)
        #expect(framed.allSatisfy { $0.kind == .zstdFrame })
    }

    @Test func recordsNothingUnlessAsked() throws {
        for packaging in Packaging.allCases {
            #expect(try Decoded(archive(packaging.pack(Sample.medium))).frames.isEmpty)
        }
    }

    @Test(arguments: Packaging.allCases)
    func recordsTheSameFramesFromARestart(packaging: Packaging) throws {
        let file = try archive(packaging.pack(Sample.long))
        let spacing = FrameSpacing(seekPoints: 400_000)
        let frames = try Decoded(file, recording: spacing).frames
        guard frames.count > 2 else { return }
        let again = try Decoded(file, from: frames[1], recording: spacing, room: 10_000).frames
        #expect(again.map(\.decodedOffset) == frames.dropFirst(2).map(\.decodedOffset))
        #expect(again == Array(frames.dropFirst(2)))
    }

    @Test(arguments: Packaging.allCases)
    func tellsHowFarItIs(packaging: Packaging) throws {
        let file = try archive(packaging.pack(Sample.medium))
        var decoder = try StreamDecoder(file)
        #expect(decoder.decodedOffset == 0)
        #expect(try decoder.skip(to: 1_000_000) == .more)
        #expect(decoder.decodedOffset == 1_000_000)
        #expect(decoder.compressedOffset > 0)
        var bytes: [UInt8] = []
        #expect(try decoder.decode(1000, appendingTo: &bytes) == .more)
        #expect(bytes == Array(Sample.medium[1_000_000..<1_001_000]))
        #expect(try decoder.skip(to: 2_000_000) == .end)
        #expect(decoder.decodedOffset == 1_500_000)
        #expect(decoder.compressedOffset == file.status.size)
        #expect(try decoder.decode(1000, appendingTo: &bytes) == .end)
        #expect(bytes.count == 1000)
        try decoder.restart(at: nil)
        #expect(try decoder.decode(1000, appendingTo: &bytes) == .more)
        #expect(Array(bytes.suffix(1000)) == Array(Sample.medium.prefix(1000)))
    }

    @Test func plainStartsAnywhere() throws {
        let file = try archive(Sample.medium)
        let start = Frame(kind: .zstdFrame, decodedOffset: 1_499_990, compressedOffset: 0)
        #expect(try Decoded(file, from: start).bytes == Array(Sample.medium.suffix(10)))
    }

    @Test func refusesFramesOfAnotherFile() throws {
        let frame = { (kind: FrameKind, compressed: UInt64, bit: UInt8, window: [UInt8]) in
            Frame(kind: kind, decodedOffset: 0, compressedOffset: compressed, bit: bit, window: window)
        }
        let window = zstd(Array(repeating: 1, count: 100))
        let gzipFile = try archive(gzip(Sample.text(1000)))
        for wrong in [
            frame(.zstdFrame, 0, 0, []), frame(.gzipMember, 1 << 40, 0, []), frame(.gzipMember, .max, 0, []),
            frame(.deflateBlock, 0, 0, window), frame(.deflateBlock, 20, 8, window), frame(.deflateBlock, 20, 1, [7]),
            frame(.deflateBlock, 20, 1, zstd(Array(repeating: 1, count: 40_000))),
        ] {
            #expect(throws: ArchiveError.self) { _ = try Decoded(gzipFile, from: wrong) }
        }
        let zstdFile = try archive(zstd(Sample.text(1000)))
        for wrong in [frame(.gzipMember, 0, 0, []), frame(.zstdFrame, 1 << 40, 0, [])] {
            #expect(throws: ArchiveError.self) { _ = try Decoded(zstdFile, from: wrong) }
        }
        // A place that could be a frame but is none is a tear.
        #expect(try Decoded(gzipFile, from: frame(.gzipMember, 20, 0, [])).tear?.kind == .corrupt)
        #expect(try Decoded(zstdFile, from: frame(.zstdFrame, 20, 0, [])).tear?.kind == .corrupt)
    }

    private func expectDistances(_ frames: [Frame], atLeast least: UInt64, atMost most: UInt64) {
        for (frame, next) in zip(frames, frames.dropFirst()) {
            let distance = next.decodedOffset - frame.decodedOffset
            #expect(distance >= least && distance <= most)
        }
    }
}
