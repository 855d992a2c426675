import Archives
import TestSupport
import Testing

struct RandomReaderTests {
    @Test(arguments: Packaging.allCases, [true, false])
    func readsAscendingRanges(packaging: Packaging, knowsFrames: Bool) throws {
        let text = Sample.long
        let file = try archive(packaging.pack(text))
        let frames = knowsFrames ? try Decoded(file, recording: FrameSpacing(seekPoints: 500_000)).frames : []
        var generator = SeededGenerator(seed: 3)
        var reader = RandomReader(file)
        var start = 0
        while start < text.count {
            let range = start..<min(text.count, start + Int.random(in: 0..<200_000, using: &generator))
            try expectSame(&reader, range, frames, text)
            // Some ranges overlap the one before, some leave a gap.
            start = max(start + 1, range.upperBound + Int.random(in: -1000..<300_000, using: &generator))
        }
    }

    @Test(arguments: Packaging.allCases, [true, false])
    func readsRangesInAnyOrder(packaging: Packaging, knowsFrames: Bool) throws {
        let text = Sample.medium
        let file = try archive(packaging.pack(text))
        let frames = knowsFrames ? try Decoded(file, recording: FrameSpacing(seekPoints: 200_000)).frames : []
        var generator = SeededGenerator(seed: 4)
        var reader = RandomReader(file)
        for _ in 0..<30 {
            let start = Int.random(in: 0..<text.count, using: &generator)
            let length = Int.random(in: 0..<100_000, using: &generator)
            try expectSame(&reader, start..<min(text.count, start + length), frames, text)
        }
    }

    @Test(arguments: Packaging.allCases)
    func readsMoreThanItKeeps(packaging: Packaging) throws {
        let file = try archive(packaging.pack(Sample.long))
        var reader = RandomReader(file)
        try expectSame(&reader, 1000..<4_900_000, [], Sample.long)
        try expectSame(&reader, 4_000_000..<4_950_000, [], Sample.long)
    }

    @Test(arguments: Packaging.allCases)
    func givesLessAtTheEnd(packaging: Packaging) throws {
        let text = Sample.text(70_000)
        let file = try archive(packaging.pack(text))
        var reader = RandomReader(file)
        var bytes: [UInt8] = []
        #expect(try reader.read(69_000..<100_000, from: nil, into: &bytes) == nil)
        #expect(bytes == Array(text[69_000...]))
        #expect(try reader.read(70_000..<100_000, from: nil, into: &bytes) == nil)
        #expect(try reader.read(1 << 40..<1 << 41, from: nil, into: &bytes) == nil)
        #expect(bytes.count == 1000)
        #expect(try reader.read(10..<20, from: nil, into: &bytes) == nil)
        #expect(Array(bytes.suffix(10)) == Array(text[10..<20]))
    }

    @Test(arguments: TearTests.packed)
    func readsUpToATear(packaging: Packaging) throws {
        let packed = packaging.pack(Sample.medium)
        let file = try archive(Array(packed.prefix(packed.count * 2 / 3)))
        let whole = try Decoded(file)
        let end = UInt64(whole.bytes.count)
        var reader = RandomReader(file)
        var bytes: [UInt8] = []
        #expect(try reader.read(end - 100..<end, from: nil, into: &bytes) == nil)
        #expect(try reader.read(end - 100..<end + 1, from: nil, into: &bytes) == whole.tear)
        #expect(bytes == Array(whole.bytes.suffix(100) + whole.bytes.suffix(100)))
        #expect(whole.tear?.kind == .truncated)
    }

    @Test func goesOnAfterAFrameOfAnotherFile() throws {
        let file = try archive(gzip(Sample.medium))
        let wrong = Frame(kind: .zstdFrame, decodedOffset: 1000, compressedOffset: 20)
        var reader = RandomReader(file)
        try expectSame(&reader, 0..<10, [], Sample.medium)
        #expect(throws: ArchiveError.self) {
            var bytes: [UInt8] = []
            _ = try reader.read(1000..<2000, from: wrong, into: &bytes)
        }
        try expectSame(&reader, 1000..<2000, [], Sample.medium)
        try expectSame(&reader, 0..<10, [], Sample.medium)
    }

    private func expectSame(
        _ reader: inout RandomReader, _ range: Range<Int>, _ frames: [Frame], _ text: [UInt8]
    ) throws {
        let frame = frames.last { $0.decodedOffset <= UInt64(range.lowerBound) }
        var bytes: [UInt8] = [42]
        let tear = try reader.read(
            UInt64(range.lowerBound)..<UInt64(range.upperBound), from: frame, into: &bytes)
        #expect(tear == nil)
        #expect(bytes.first == 42)
        #expect(isSame(bytes.dropFirst(), text[range]))
    }
}
