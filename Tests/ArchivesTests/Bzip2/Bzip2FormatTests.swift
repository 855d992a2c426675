import Archives
import TestSupport
import Testing

/// What bzip2 files may hold besides one stream, and how exactly their damage is told.
struct Bzip2FormatTests {
    private static let text = Sample.text(700_000)

    @Test(arguments: 1...9) func `Every block size is read`(level: Int) throws {
        let decoded = try Decoded(archive(bzip2(Self.text, level: Int32(level))), recording: FrameSpacing(starts: 0))
        #expect(isSame(decoded.bytes[...], Self.text[...]) && decoded.status == .end)
        #expect(decoded.frames == [Frame(kind: .bzip2Stream, decodedOffset: 0, compressedOffset: 0)])
    }

    /// Long runs are what its first step makes short, over the borders of rooms and blocks.
    @Test(arguments: [1, 3, 4, 255, 256, 1000, 3_000_000]) func `Runs are read`(length: Int) throws {
        let runs = [UInt8](repeating: 0x61, count: length) + [0x62] + [UInt8](repeating: 0, count: length)
        let file = try archive(bzip2(runs, level: 1))
        for room in [7, 4096] where length / room < 100_000 {
            #expect(isSame(try Decoded(file, room: room).bytes[...], runs[...]))
        }
    }

    @Test func `Streams are where decoding can start`() throws {
        let decoded = try Decoded(archive(bzip2(Self.text, streams: 5)), recording: FrameSpacing(starts: 0))
        #expect(decoded.frames.count == 5 && decoded.frames.allSatisfy { $0.kind == .bzip2Stream })
    }

    /// The first block and half of the second: a block is decoded whole or not at all.
    @Test func `A cut takes the block with it and no other`() throws {
        let packed = bzip2(Self.text, level: 1)
        for part in 1..<8 {
            let decoded = try Decoded(archive(Array(packed.prefix(packed.count * part / 8))), room: 30_000)
            #expect(isSame(decoded.bytes[...], Self.text.prefix(decoded.bytes.count)))
            #expect(decoded.tear?.kind == .truncated)
            #expect(decoded.tear?.decodedOffset == UInt64(decoded.bytes.count))
            // Blocks hold some bytes less than 100,000.
            #expect(decoded.bytes.count > 700_000 * part / 8 - 110_000)
        }
    }

    /// What comes before the block with a wrong checksum is known to be good. A checksum follows a block's magic number.
    @Test func `A checksum that does not match makes its block doubtful`() throws {
        let whole = bzip2(Self.text, level: 1)
        var damaged = whole
        // Of the first block, which is read along with the header of the stream.
        damaged[4 + 6] ^= 1
        for room in [999, 1 << 20] {
            let decoded = try Decoded(archive(damaged), room: room)
            let tear = try #require(decoded.tear)
            #expect(isSame(decoded.bytes[...], Self.text.prefix(decoded.bytes.count)) && decoded.bytes.count > 90_000)
            #expect(tear.kind == .corrupt && tear.decodedOffset == 0 && tear.compressedOffset == 0)
            #expect(tear.text == "a bzip2 block does not match its checksum")
        }
        let second = try Decoded(archive(whole + damaged))
        #expect(second.tear?.decodedOffset == UInt64(Self.text.count))
        #expect(second.tear?.compressedOffset == UInt64(whole.count))
    }

    /// Only the checksum of the whole stream, which is the last thing in it, is wrong: every block fits its own.
    @Test func `A wrong checksum of the stream takes no block with it`() throws {
        var packed = bzip2(Self.text)
        packed[packed.count - 3] ^= 1
        let decoded = try Decoded(archive(packed))
        #expect(isSame(decoded.bytes[...], Self.text[...]))
        #expect(decoded.tear?.kind == .corrupt && decoded.tear?.decodedOffset == UInt64(Self.text.count))
    }

    @Test func `What is behind the last stream is told, and zeros are nothing`() throws {
        let packed = bzip2(Self.text)
        #expect(try Decoded(archive(packed + [0, 0, 0])).status == .end)
        for rest in ["\n", "BZ", "BZhx", "trailing"] {
            let decoded = try Decoded(archive(packed + Array(rest.utf8)))
            #expect(isSame(decoded.bytes[...], Self.text[...]))
            #expect(decoded.tear?.compressedOffset == UInt64(packed.count) + (rest == "BZ" ? 2 : 0))
            #expect(decoded.tear?.kind == (rest == "BZ" ? .truncated : .corrupt))
        }
    }
}
