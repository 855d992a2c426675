import Archives
import TestSupport
import Testing

/// What xz files may hold besides one stream of one block.
struct XzFormatTests {
    private static let text = Sample.text(300_000)

    @Test(arguments: XzCheck.allCases) func `Every check is read`(check: XzCheck) throws {
        let file = try archive(xz(Self.text, blockSize: 70_000, check: check))
        let decoded = try Decoded(file, recording: FrameSpacing(starts: 0))
        #expect(isSame(decoded.bytes[...], Self.text[...]) && decoded.status == .end)
        #expect(decoded.frames.map(\.kind) == [.xzStream, .xzBlock, .xzBlock, .xzBlock, .xzBlock])
        #expect(decoded.frames.map(\.decodedOffset) == [0, 70_000, 140_000, 210_000, 280_000])
    }

    /// The check is the last thing in a block.
    @Test(arguments: [XzCheck.crc32, .crc64, .sha256]) func `A check that does not match makes the block doubtful`(
        check: XzCheck
    ) throws {
        let packed = xz(Self.text, blockSize: 200_000, check: check)
        let frames = try Decoded(archive(packed), recording: FrameSpacing(starts: 0)).frames
        let second = Int(frames[1].compressedOffset)
        var damaged = packed
        damaged[second - 1] ^= 1
        for room in [1000, 1 << 20] {
            let decoded = try Decoded(archive(damaged), room: room)
            #expect(isSame(decoded.bytes[...], Self.text.prefix(200_000)))
            let tear = try #require(decoded.tear)
            #expect(tear.kind == .corrupt && tear.decodedOffset == 0 && tear.compressedOffset == 12)
            #expect(tear.text == "an xz block that is damaged somewhere before byte \(second)")
        }
        // What stands behind the damage can be decoded all the same, by whoever knows where.
        let rest = try Decoded(archive(damaged), from: frames[1])
        #expect(isSame(rest.bytes[...], Self.text[200_000...]) && rest.status == .end)
    }

    @Test(arguments: [0, 4, 8, 4096]) func `Padding is passed over`(padding: Int) throws {
        let packed = xz(Self.text, streams: 3, padding: padding)
        let decoded = try Decoded(archive(packed), recording: FrameSpacing(starts: 0))
        #expect(isSame(decoded.bytes[...], Self.text[...]) && decoded.status == .end)
        #expect(decoded.frames.map(\.kind) == [.xzStream, .xzStream, .xzStream])
    }

    @Test(arguments: [1, 2, 3, 5]) func `Padding is of fours`(padding: Int) throws {
        let stream = xz(Self.text)
        let zeros = [UInt8](repeating: 0, count: padding)
        let cut = try Decoded(archive(stream + zeros))
        #expect(isSame(cut.bytes[...], Self.text[...]) && cut.tear?.kind == .truncated)
        let wrong = try Decoded(archive(stream + zeros + stream))
        #expect(isSame(wrong.bytes[...], Self.text[...]) && wrong.tear?.kind == .corrupt)
        #expect(wrong.tear?.compressedOffset == UInt64(stream.count))
    }

    @Test(arguments: ["\n", "trailing", "\u{1f}"]) func `Trailing bytes are told`(rest: String) throws {
        let stream = xz(Self.text)
        let decoded = try Decoded(archive(stream + Array(rest.utf8)))
        #expect(isSame(decoded.bytes[...], Self.text[...]))
        #expect(decoded.tear?.kind == .corrupt && decoded.tear?.decodedOffset == UInt64(Self.text.count))
        #expect(decoded.tear?.text == "trailing bytes that are no xz stream")
    }

    /// Preset 1 has a dictionary of 1 MiB. Blocks made by one thread do not tell how long they are.
    @Test func `A window that is too long is refused and told`() throws {
        let packed = xz(Self.text, preset: 1)
        #expect(try Decoded(archive(packed, windowLimit: 1 << 20)).bytes == Self.text)
        let tear = try #require(try Decoded(archive(packed, windowLimit: (1 << 20) - 1)).tear)
        #expect(tear.kind == .unsupported && tear.decodedOffset == 0)
        #expect(tear.text.contains("an xz block that needs a window of 1 MiB of memory, more than the 1 MiB"))
    }

    /// Each block is right, and one is not there.
    @Test func `A block that is missing is noticed`() throws {
        let packed = xz(Self.text, blockSize: 100_000)
        let frames = try Decoded(archive(packed), recording: FrameSpacing(starts: 0)).frames
        var spliced = packed
        spliced.removeSubrange(Int(frames[1].compressedOffset)..<Int(frames[2].compressedOffset))
        let decoded = try Decoded(archive(spliced))
        #expect(isSame(decoded.bytes[...], (Self.text.prefix(100_000) + Self.text.suffix(100_000))[...]))
        #expect(decoded.tear?.text == "an xz stream whose index does not fit its blocks")
    }

    @Test func `A header whose checksum is wrong begins no stream`() throws {
        var packed = xz(Self.text)
        packed[8] ^= 1
        let tear = try #require(try Decoded(archive(packed)).tear)
        #expect(tear.kind == .corrupt && tear.text == "an xz stream whose header does not match its checksum")
    }

    @Test func `A block needs the header of its stream`() throws {
        let file = try archive(xz(Self.text, blockSize: 100_000))
        var frame = try Decoded(file, recording: FrameSpacing(starts: 0)).frames[1]
        for window in [[], [UInt8](frame.window.dropLast()), [UInt8](repeating: 0, count: 12)] {
            frame.window = window
            #expect(throws: ArchiveError.self) { try Decoded(file, from: frame) }
        }
    }
}
