import Archives
import TestSupport
import Testing

struct ZstdFormatTests {
    @Test func decodesFramesThatDoNotTellTheirSize() throws {
        let file = try archive(zstd(Sample.medium, frames: 3, checksum: false, contentSize: false))
        for room in [1000, 1 << 20] {
            let decoded = try Decoded(file, recording: FrameSpacing(), room: room)
            #expect(decoded.bytes == Sample.medium)
            #expect(decoded.status == .end)
        }
    }

    @Test func skippableFramesAloneAreAnEmptyArchive() throws {
        let decoded = try Decoded(
            archive(skippableFrame(size: 0) + skippableFrame(size: 50)), recording: FrameSpacing())
        #expect(decoded.bytes.isEmpty)
        #expect(decoded.status == .end)
        #expect(decoded.frames.isEmpty)
    }

    @Test func framesBeginAfterSkippableOnes() throws {
        let file = try archive(skippableFrame(size: 50) + zstd(Sample.text(1000)))
        let frames = try Decoded(file, recording: FrameSpacing()).frames
        #expect(frames == [Frame(kind: .zstdFrame, decodedOffset: 0, compressedOffset: 58)])
    }

    @Test func decodesLongWindows() throws {
        let file = try archive(zstd(Sample.long, contentSize: false, windowLog: 28), windowLimit: .max)
        #expect(try Decoded(file).bytes == Sample.long)
    }

    @Test(arguments: [[1, 2, 3, 4], [0, 0, 0, 0, 0], Array("not a frame".utf8)] as [[UInt8]])
    func trailingBytesAreATear(trailing: [UInt8]) throws {
        let frame = zstd(Sample.text(1000))
        let decoded = try Decoded(archive(frame + trailing))
        #expect(decoded.bytes == Sample.text(1000))
        #expect(decoded.tear?.kind == .corrupt)
        #expect(decoded.tear?.compressedOffset == UInt64(frame.count))
    }

    @Test func truncatedSkippableFrame() throws {
        let frame = zstd(Sample.text(1000))
        for size in [4, 7, 8, 57] {
            let decoded = try Decoded(archive(frame + skippableFrame(size: 50).prefix(size)))
            #expect(decoded.tear?.kind == .truncated)
            #expect(decoded.tear?.compressedOffset == UInt64(frame.count))
        }
    }
}
