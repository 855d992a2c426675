import Archives
import SystemPackage
import TestSupport
import Testing

/// Archives with bits flipped or cut off: every way of decoding them goes on to the same end, and none further than it is
/// asked to. MTATRAIL_TORTURE=100 tries a hundred times as many.
struct DamagedStreamTests {
    /// The ways in which the archives come.
    enum Form: String, CaseIterable, CustomTestStringConvertible {
        case gzip, gzipMembers, bgzf, zstd, zstdFrames, zstdWithoutChecksums, zstdFramesWithoutAnything, zstdSkippable
        case seekable
        case xz, xzBlocks, xzStreamsWithoutChecks, bzip2, bzip2Streams

        var testDescription: String { rawValue }

        func pack(_ text: [UInt8]) throws -> [UInt8] {
            switch self {
            case .gzip: Packaging.gzip1.pack(text)
            case .gzipMembers: Packaging.gzip5.pack(text)
            case .bgzf: TestSupport.bgzf(text, blockSize: 20_000)
            case .zstd: Packaging.zstd1.pack(text)
            case .zstdFrames: Packaging.zstd7.pack(text)
            case .zstdWithoutChecksums: TestSupport.zstd(text, checksum: false)
            case .zstdFramesWithoutAnything:
                TestSupport.zstd(text, frames: 5, level: 1, checksum: false, contentSize: false)
            case .zstdSkippable: Packaging.zstdSkippable.pack(text)
            case .xz: Packaging.xz1.pack(text)
            case .xzBlocks: TestSupport.xz(text, blockSize: 50_000, check: .sha256)
            case .xzStreamsWithoutChecks: TestSupport.xz(text, streams: 4, check: .none, padding: 4)
            case .bzip2: TestSupport.bzip2(text, level: 1)
            case .bzip2Streams: Packaging.bzip3.pack(text)
            case .seekable:
                try ArchivesTests.seekable(
                    stride(from: 0, to: text.count, by: 30_000).map {
                        Array(text[$0..<min($0 + 30_000, text.count)])
                    })
            }
        }
    }

    private static let text = Sample.text(400_000)
    private static let spacing = FrameSpacing(seekPoints: 40_000, starts: 0)
    private static let rounds = 30

    @Test(arguments: Form.allCases) func `Every way of decoding ends alike and gives no byte too many`(
        form: Form
    ) throws {
        let packed = try form.pack(Self.text)
        let frames = try Decoded(archive(packed), recording: Self.spacing).frames
        var generator = SeededGenerator(seed: 61)
        for round in 0..<Self.rounds * Torture.factor {
            let damaged = damage(packed, round, &generator)
            let file = try archive(damaged)
            guard file.codec != .plain else { continue }
            let note: Comment = "\(form), round \(round)"
            let expected = try Decoded(file)
            expectConsistent(expected, note)
            try expectSameStream(file, expected, note, &generator)
            try expectSameRanges(file, frames, note, &generator)
        }
    }

    /// The frame's checksum fits nothing, as after any flip of a bit that decoding survives.
    @Test(arguments: [1, 4]) func `A frame that does not fit its checksum is read in ranges`(frames: Int) throws {
        var packed = zstd(Self.text, frames: frames)
        let places = try Decoded(archive(packed), recording: Self.spacing).frames
        packed[packed.count - 2] ^= 1
        let file = try archive(packed)
        var reader = RandomReader(file)
        let last = UInt64(Self.text.count)
        for range in [last - 100..<last, 0..<1000, last - 100..<last + 1, last - 50_000..<last - 20, last..<last + 9] {
            let frame = places.last { $0.decodedOffset <= range.lowerBound }
            var bytes: [UInt8] = []
            let tear = try reader.read(range, from: frame, into: &bytes)
            let found = range.clamped(to: 0..<last)
            #expect(isSame(bytes[...], Self.text[Int(found.lowerBound)..<Int(found.upperBound)]))
            #expect((tear != nil) == (range.upperBound > last))
        }
        let stream = try Decoded(file)
        #expect(stream.tear?.kind == .corrupt && stream.tear?.decodedOffset == places.last?.decodedOffset)
        #expect(stream.bytes.count == Self.text.count)
    }

    private func damage(_ packed: [UInt8], _ round: Int, _ generator: inout SeededGenerator) -> [UInt8] {
        var damaged = packed
        switch round % 5 {
        case 0: damaged.removeLast(Int.random(in: 1..<packed.count, using: &generator))
        // Checksums are at the end, what says how all the rest is to be read at the beginning.
        case 1: flip(damaged.count - 12..<damaged.count)
        case 2: flip(0..<24)
        default: for _ in 0..<Int.random(in: 1...3, using: &generator) { flip(damaged.indices) }
        }
        return damaged

        func flip(_ places: Range<Int>) {
            damaged[Int.random(in: places, using: &generator)] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        }
    }

    private func expectConsistent(_ decoded: Decoded, _ note: Comment) {
        #expect(decoded.status != .more, note)
        #expect(decoded.offset == UInt64(decoded.bytes.count), note)
        guard let tear = decoded.tear else { return }
        #expect(tear.decodedOffset <= UInt64(decoded.bytes.count), note)
    }

    /// Decoding into arrays of any size, and into buffers of any reach.
    private func expectSameStream(
        _ file: ArchiveFile, _ expected: Decoded, _ note: Comment, _ generator: inout SeededGenerator
    ) throws {
        for room in [Int.random(in: 500...5000, using: &generator), Int.random(in: 5000...200_000, using: &generator)] {
            let again = try Decoded(file, recording: Self.spacing, room: room)
            expectConsistent(again, note)
            #expect(isSame(again.bytes[...], expected.bytes[...]), note)
            #expect(again.status == expected.status, note)
        }
        let reach = Int.random(in: 10_000...600_000, using: &generator)
        let buffered = try Decoded(
            file, reach: reach, piece: Int.random(in: 1000...reach, using: &generator), recording: Self.spacing)
        expectConsistent(buffered, note)
        if buffered.bytes.count == expected.bytes.count {
            #expect(isSame(buffered.bytes[...], expected.bytes[...]), note)
            #expect(buffered.status == expected.status, note)
        } else {
            // The header of a zstd frame promises a shorter window than there is.
            #expect(file.codec == .zstd && expected.tear?.kind == .corrupt && buffered.tear?.kind == .corrupt, note)
            #expect(isSame(buffered.bytes.prefix(expected.bytes.count), expected.bytes[...]), note)
        }
    }

    /// Ranges in any order, from the frames that the whole file had: each is what decoding from one of them gives.
    private func expectSameRanges(
        _ file: ArchiveFile, _ frames: [Frame], _ note: Comment, _ generator: inout SeededGenerator
    ) throws {
        var streams = Streams(file, frames)
        var reader = RandomReader(file)
        for _ in 0..<12 {
            let start = UInt64.random(in: 0..<UInt64(Self.text.count + 5000), using: &generator)
            let range = start..<start + UInt64.random(in: 0..<70_000, using: &generator)
            var bytes: [UInt8] = [42]
            var outcome = Streams.Outcome.refused
            do throws(ArchiveError) {
                outcome = .read(try reader.read(range, from: streams.frame(before: range), into: &bytes))
            } catch {}
            #expect(bytes[0] == 42 && bytes.count <= 1 + range.count, note)
            #expect(try streams.allow(outcome, bytes.dropFirst(), of: range), "\(note), \(range)")
        }
    }
}

/// What decoding a file from each of its frames gives.
private struct Streams {
    enum Outcome: Equatable {
        case read(Tear?)
        /// The frame is none of this file.
        case refused
    }

    private let file: ArchiveFile
    private let frames: [Frame]
    private var known: [Int: [Stream]] = [:]

    fileprivate struct Stream {
        var bytes: [UInt8] = []
        var outcome = Outcome.refused
    }

    init(_ file: ArchiveFile, _ frames: [Frame]) {
        self.file = file
        self.frames = frames
    }

    func frame(before range: Range<UInt64>) -> Frame? {
        frames.last { $0.decodedOffset <= range.lowerBound }
    }

    /// Whether some way to the range gives these bytes and this end.
    mutating func allow(_ outcome: Outcome, _ bytes: ArraySlice<UInt8>, of range: Range<UInt64>) throws -> Bool {
        for index in frames.indices.reversed() where frames[index].decodedOffset <= range.lowerBound {
            for stream in try streams(index) where stream.gives(outcome, bytes, of: range, frames[index].decodedOffset)
            {
                return true
            }
        }
        return false
    }

    /// Into arrays, and into buffers as a reader of ranges does it.
    private mutating func streams(_ index: Int) throws -> [Stream] {
        if let streams = known[index] { return streams }
        var streams = [Stream(), Stream()]
        do {
            let decoded = try Decoded(file, from: frames[index])
            let buffered = try Decoded(file, from: frames[index], reach: 2 << 20, piece: 128 << 10)
            streams = [decoded, buffered].map { Stream(bytes: $0.bytes, outcome: .read($0.tear)) }
        } catch is ArchiveError {}
        known[index] = streams
        return streams
    }
}

extension Streams.Stream {
    /// - Parameter start: where it begins.
    fileprivate func gives(
        _ outcome: Streams.Outcome, _ found: ArraySlice<UInt8>, of range: Range<UInt64>, _ start: UInt64
    ) -> Bool {
        guard case .read(let tear) = self.outcome else { return outcome == .refused }
        let end = start + UInt64(bytes.count)
        let given = range.clamped(to: 0..<max(end, range.lowerBound))
        let expected = bytes.dropFirst(Int(range.lowerBound - start)).prefix(given.count)
        let isWhole = range.isEmpty || range.upperBound <= end
        return isSame(found, expected) && outcome == .read(isWhole ? nil : tear)
    }
}
