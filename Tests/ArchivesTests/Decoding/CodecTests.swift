import Archives
import TestSupport
import Testing

struct CodecTests {
    @Test(
        arguments: [
            ([], .plain),
            ([0x1f], .plain),
            ([0x1f, 0x8b], .gzip),
            ([0x1f, 0x8b, 0x08], .gzip),
            ([0x1f, 0x8b, 0x08, 0, 0], .gzip),
            ([0x1f, 0x8b, 0x07, 0], .plain),
            ([0x28], .plain),
            ([0x28, 0xb5], .zstd),
            ([0x28, 0xb5, 0x2f], .zstd),
            ([0x28, 0xb5, 0x2f, 0xfd, 4], .zstd),
            ([0x28, 0xb5, 0x2f, 0xfc], .plain),
            ([0x4f, 0x2a, 0x4d, 0x18], .plain),
            ([0x50, 0x2a, 0x4d, 0x18], .zstd),
            ([0x5f, 0x2a, 0x4d, 0x18], .zstd),
            ([0x60, 0x2a, 0x4d, 0x18], .plain),
            ([0x50, 0x2a, 0x4d], .plain),
            ([0xfd], .plain),
            ([0xfd, 0x37], .xz),
            ([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00, 0x00, 0x04], .xz),
            ([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x01], .plain),
            (Array("BZ".utf8), .bzip2),
            (Array("BZh9".utf8), .bzip2),
            (Array("BZh0".utf8), .plain),
            (Array("BZh91AY&SY".utf8), .bzip2),
            (Array("BZh91AY&SX".utf8), .plain),
            (Array("BZh9\u{17}rE8P".utf8), .bzip2),
            (Array("BZh is no log".utf8), .plain),
            (Array("19-Jan-2005 13:13:27.10".utf8), .plain),
        ] as [([UInt8], Codec)])
    func isToldByTheFirstBytes(bytes: [UInt8], codec: Codec) {
        #expect(Codec(detecting: bytes.span) == codec)
    }

    @Test func hasAStableNumberAndName() {
        #expect(Codec.allCases.map(\.rawValue) == [0, 1, 2, 3, 4])
        #expect(Codec.allCases.map(\.name) == ["plain", "gzip", "zstd", "xz", "bzip2"])
        #expect(FrameKind.allCases.map(\.rawValue) == [0, 1, 2, 3, 4, 5])
    }
}
