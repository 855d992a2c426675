import Archives
import TestSupport
import Testing

/// Zstd frames with which nothing is wrong, and which are not decoded all the same: a reason, and no damage.
struct UnsupportedFrameTests {
    private static let text = Sample.text(300_000)
    /// Pipes are compressed so with `--long=28`.
    private static let longWindow = frame(windowLog: 28)

    /// A frame that does not tell its length. The byte behind the descriptor says how long its window is (RFC 8878, section
    /// 3.1.1.1.2).
    private static func frame(windowLog: UInt8) -> [UInt8] {
        var frame = zstd(text, contentSize: false)
        frame[5] = (windowLog - 10) << 3
        return frame
    }

    @Test func `A window that is too long is refused and told`() throws {
        let short = zstd(Sample.text(50_000), contentSize: false)
        let file = try archive(short + Self.longWindow)
        let decoded = try Decoded(file)
        let isRight = isSame(decoded.bytes[...], Sample.text(50_000)[...])
        #expect(isRight)
        let tear = try #require(decoded.tear)
        #expect(tear.kind == .unsupported)
        #expect(tear.decodedOffset == 50_000 && tear.compressedOffset == UInt64(short.count))
        #expect(tear.text.contains("needs a window of 256 MiB of memory, more than the 128 MiB that it may take"))
        #expect(try Decoded(file, reach: 1 << 20, piece: 70_000).tear == tear)
        var reader = RandomReader(file)
        var bytes: [UInt8] = []
        #expect(try reader.read(49_000..<60_000, from: nil, into: &bytes) == tear)
        #expect(isSame(bytes[...], Sample.text(50_000)[49_000...]))
    }

    @Test func `As much as the caller allows is taken`() throws {
        let few = Self.frame(windowLog: 20)
        #expect(try Decoded(archive(few, windowLimit: 1 << 20)).bytes == Self.text)
        #expect(try Decoded(archive(few, windowLimit: (1 << 20) - 1)).tear?.kind == .unsupported)
        #expect(try Decoded(archive(Self.longWindow, windowLimit: 256 << 20)).bytes == Self.text)
        #expect(try Decoded(archive(Self.longWindow, windowLimit: .max)).bytes == Self.text)
    }

    /// A frame that tells its length takes no more memory than that.
    @Test func `A short frame needs no long window`() throws {
        let told = zstd(Self.text, windowLog: 28)
        #expect(try Decoded(archive(told, windowLimit: Self.text.count)).bytes == Self.text)
        #expect(try Decoded(archive(told, windowLimit: Self.text.count - 1)).tear?.kind == .unsupported)
    }

    @Test func `A frame that needs a dictionary says so`() throws {
        // Bits 0 and 1 of the descriptor give the size of the dictionary's number, which comes behind the window (RFC 8878,
        // section 3.1.1.1).
        var frame = zstd(Self.text, contentSize: false)
        frame[4] |= 1
        frame.insert(42, at: 6)
        let tear = try #require(try Decoded(archive(frame)).tear)
        #expect(tear.kind == .unsupported && tear.decodedOffset == 0)
        #expect(tear.text.contains("with a dictionary (number 42), which mtatrail does not have"))
    }

    @Test(arguments: [[0x0a], [0x0d, 0x0a], [0x50, 0x0a], [0x28, 0xb5, 0x0a]] as [[UInt8]])
    func `A few bytes behind the last frame are no beginning of another`(rest: [UInt8]) throws {
        let packed = zstd(Self.text)
        let decoded = try Decoded(archive(packed + rest))
        #expect(isSame(decoded.bytes[...], Self.text[...]))
        #expect(decoded.tear?.kind == .corrupt && decoded.tear?.compressedOffset == UInt64(packed.count))
        #expect(decoded.tear?.text == "trailing bytes that are no zstd frame")
    }

    @Test(arguments: [[0x28], [0x28, 0xb5, 0x2f], [0x5e, 0x2a], [0x50, 0x2a, 0x4d]] as [[UInt8]])
    func `The beginning of a frame is`(rest: [UInt8]) throws {
        #expect(try Decoded(archive(zstd(Self.text) + rest)).tear?.kind == .truncated)
    }
}
