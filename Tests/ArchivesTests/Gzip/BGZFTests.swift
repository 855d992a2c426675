import Archives
import TestSupport
import Testing

/// BGZF says by an empty block at its end that nothing is missing.
struct BGZFTests {
    private static let text = Sample.text(100_000)
    private static let packed = bgzf(text, blockSize: 20_000)
    private static let endSize = 28

    @Test func `A file without its last block is truncated and gives all it has`() throws {
        let file = try archive(Array(Self.packed.dropLast(Self.endSize)))
        let decoded = try Decoded(file, recording: FrameSpacing(starts: 0))
        #expect(isSame(decoded.bytes[...], Self.text[...]))
        let tear = try #require(decoded.tear)
        #expect(tear.kind == .truncated && tear.decodedOffset == UInt64(Self.text.count))
        #expect(tear.compressedOffset == UInt64(Self.packed.count - Self.endSize))
        #expect(tear.text.contains("the empty block that ends such a file is missing"))
        for frame in decoded.frames { #expect(try Decoded(file, from: frame).tear == tear) }
        // Cut at any other block's end as well.
        for frame in decoded.frames.dropFirst() {
            let cut = try Decoded(archive(Array(Self.packed.prefix(Int(frame.compressedOffset)))))
            #expect(cut.tear?.kind == .truncated && cut.tear?.decodedOffset == frame.decodedOffset)
            #expect(isSame(cut.bytes[...], Self.text.prefix(Int(frame.decodedOffset))))
        }
    }

    @Test func `Whole files end cleanly, joined ones too`() throws {
        #expect(try Decoded(archive(Self.packed)).status == .end)
        #expect(try Decoded(archive(bgzf([]))).status == .end)
        #expect(try Decoded(archive(Self.packed + Self.packed)).status == .end)
        #expect(try Decoded(archive(Self.packed + [0, 0, 0])).status == .end)
    }

    /// Only what is written last tells whether anything is missing behind it.
    @Test func `The end of a file decides, whatever came before`() throws {
        let cut = Array(Self.packed.dropLast(Self.endSize))
        #expect(try Decoded(archive(cut + Self.packed)).status == .end)
        #expect(try Decoded(archive(cut + gzip(Self.text))).status == .end)
        #expect(try Decoded(archive(gzip(Self.text) + Self.packed)).status == .end)
        #expect(try Decoded(archive(Self.packed + cut)).tear?.kind == .truncated)
        #expect(try Decoded(archive(gzip(Self.text) + cut)).tear?.kind == .truncated)
    }

    @Test func `Other extra fields are none of BGZF's`() throws {
        let fields: [(field: [UInt8], isBGZF: Bool)] = [
            ([0x42, 0x43, 2, 0, 9, 9], true), ([0x41, 0x42, 1, 0, 7, 0x42, 0x43, 2, 0, 9, 9], true),
            ([0x42, 0x44, 2, 0, 9, 9], false), ([0x42, 0x43, 1, 0, 9], false), ([0x42, 0x43], false), ([], false),
            ([0x41, 0x42, 200, 0, 7], false),
        ]
        for (field, isBGZF) in fields {
            let member = gzipMember(
                Sample.text(1000), flags: 4, fields: littleEndian(UInt32(field.count), size: 2) + field)
            let decoded = try Decoded(archive(member))
            #expect(decoded.bytes == Sample.text(1000))
            #expect((decoded.tear != nil) == isBGZF, "\(field)")
        }
    }
}
