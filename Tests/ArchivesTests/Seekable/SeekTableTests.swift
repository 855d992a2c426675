import Archives
import Foundation
import TestSupport
import Testing

/// The seekable format: what the writer makes of pieces, and what a reader believes of a table.
struct SeekTableTests {
    @Test func `An independent reader finds the pieces that were packed`() throws {
        var generator = SeededGenerator(seed: 21)
        for _ in 0..<20 {
            let pieces = randomPieces(&generator)
            let stored = try seekable(pieces)
            #expect(NaiveSeekable(stored)?.pieces == pieces)
            let file = try archive(stored)
            #expect(try Decoded(file).bytes == pieces.flatMap(\.self))
            #expect(file.seekTable()?.entries.map { Int($0.decodedSize) } == pieces.map(\.count))
            #expect(file.seekTableProblem() == nil)
        }
    }

    @Test func `A table with a byte changed is believed only if it still tells the truth`() throws {
        var generator = SeededGenerator(seed: 22)
        let stored = try seekable([Sample.text(700), Sample.text(10), [], Sample.text(300)])
        let truth = try #require(try archive(stored).seekTable())
        for offset in stored.indices {
            for change in [1, 0x80, UInt8.random(in: 2...0x7f, using: &generator)] {
                var changed = stored
                changed[offset] ^= change
                let file = try archive(changed)
                let table = file.seekTable()
                #expect(table == nil || table == truth, "byte \(offset) ^ \(change)")
                _ = try Decoded(file)
            }
        }
    }

    @Test func `A file cut anywhere has no table`() throws {
        let stored = try seekable([Sample.text(700), Sample.text(10), [], Sample.text(300)])
        for count in 0..<stored.count {
            #expect(try archive(Array(stored.prefix(count))).seekTable() == nil, "\(count) bytes")
        }
    }

    @Test func `A table that lies about frames is told from one that does not`() throws {
        let stored = try seekable([Sample.text(700), Sample.text(300)])
        let table = try #require(try archive(stored).seekTable())
        let frames = stored.dropLast(table.encoded().count)
        let lies: [(inout [SeekTable.Entry]) -> Void] = [
            { $0.swapAt(0, 1) }, { $0.removeLast() }, { $0.removeAll() }, { $0.append($0[0]) },
            {
                $0[0].decodedSize += 1; $0[1].decodedSize -= 1
            },
            {
                $0[0].compressedSize += 1; $0[1].compressedSize -= 1
            }, { $0[1].checksum += 1 },
            { $0[0].compressedSize = .max }, { $0[0].compressedSize = 0 },
        ]
        for lie in lies {
            var entries = table.entries
            lie(&entries)
            let file = try archive(frames + SeekTable(entries).encoded())
            #expect(file.seekTable() == nil && file.seekTableProblem() != nil)
            #expect(try Decoded(file).bytes == Sample.text(700) + Sample.text(300))
        }
        #expect(try archive(frames + SeekTable(table.entries).encoded()).seekTable() == table)
    }

    @Test func `Frames that do not tell their length make no table that can be relied on`() throws {
        let frame = zstd(Sample.text(1000), contentSize: false)
        let entry = SeekTable.Entry(
            compressedSize: UInt32(frame.count), decodedSize: 1000,
            checksum: UInt32(truncatingIfNeeded: xxh64(Sample.text(1000))))
        let stored = frame + SeekTable([entry]).encoded()
        #expect(NaiveSeekable(stored)?.pieces == [Sample.text(1000)])
        #expect(try archive(stored).seekTable() == nil)
    }

    @Test func `Without a table there is no problem with it`() throws {
        for stored in [zstd(Sample.text(1000)), gzip(Sample.text(1000)), Sample.text(1000), []] {
            let file = try archive(stored)
            #expect(file.seekTable() == nil && file.seekTableProblem() == nil)
        }
    }

    @Test func `A sink that fails ends the writing there`() throws {
        var generator = SeededGenerator(seed: 23)
        let pieces = randomPieces(&generator)
        let whole = try seekable(pieces)
        for failing in 0...pieces.count {
            var writer = SeekableWriter(ListSink(failsAt: failing))
            #expect(throws: ArchiveError.self) { try write(pieces, &writer) }
            #expect(writer.frames.count == min(failing, pieces.count))
            #expect(whole.starts(with: writer.sink.bytes) && writer.sink.bytes.count < whole.count)
        }
    }

    @Test func `A frame that does not decode to what was packed is found`() throws {
        var writer = SeekableWriter(ListSink())
        let pieces = (1...40).map { Sample.text(100 * $0) }
        try write(pieces, &writer)
        let frames = writer.frames
        #expect(try archive(writer.sink.bytes).firstMismatch(in: frames[...]) == nil)
        var generator = SeededGenerator(seed: 24)
        for _ in 0..<300 {
            var stored = writer.sink.bytes
            let number = Int.random(in: frames.indices, using: &generator)
            let start = Int(frames[number].compressedOffset)
            let end = number + 1 < frames.count ? Int(frames[number + 1].compressedOffset) : start + 20
            stored[Int.random(in: start..<end, using: &generator)] ^= UInt8.random(in: 1...255, using: &generator)
            let file = try archive(stored)
            let found = try file.firstMismatch(in: frames[...])
            // Some bits of a header mean nothing: then the content is right.
            let isRight = try Decoded(file).bytes == pieces.flatMap(\.self)
            #expect(found == frames[number] || isRight)
        }
    }

    private func randomPieces(_ generator: inout SeededGenerator) -> [[UInt8]] {
        (0..<Int.random(in: 1...12, using: &generator)).map { _ in
            let start = Int.random(in: 0..<Sample.medium.count - 40_000, using: &generator)
            let exponent = Int.random(in: 0...15, using: &generator)
            return Array(Sample.medium[start..<start + Int.random(in: 0...(1 << exponent), using: &generator)])
        }
    }
}
