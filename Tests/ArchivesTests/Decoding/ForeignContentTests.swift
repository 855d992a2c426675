import Archives
import TestSupport
import Testing

/// What is not read is told by how it begins.
struct ForeignContentTests {
    private static let log = Array("15-Jan-1998 10:10:10.00 tcp_local    E 3 a@b.org rfc822;c@d.org\n".utf8)

    @Test(arguments: [0x1e, 0x22, 0x23, 0x24, 0x25, 0x26, 0x27] as [UInt8])
    func `Old zstd is told from the one that is read`(version: UInt8) throws {
        #expect(content([version, 0xb5, 0x2f, 0xfd, 9, 9], .plain) == .oldZstd)
        #expect(content([0x21, 0xb5, 0x2f, 0xfd, 9, 9], .plain) == nil)
    }

    @Test func `What is compressed twice is told by what comes out`() throws {
        for outer in [Packaging.gzip1, .zstd1, .xz1, .bzip1] {
            #expect(try head(outer.pack(gzip(Self.log))) == .compressedTwice(.gzip))
            #expect(try head(outer.pack(zstd(Self.log))) == .compressedTwice(.zstd))
            #expect(try head(outer.pack(xz(Self.log))) == .compressedTwice(.xz))
            #expect(try head(outer.pack(bzip2(Self.log))) == .compressedTwice(.bzip2))
            #expect(try head(outer.pack([0x04, 0x22, 0x4d, 0x18, 0x60])) == .compressed(by: "lz4"))
            #expect(try head(outer.pack(Self.log)) == nil)
        }
        #expect("\(ForeignContent.compressedTwice(.gzip))".hasPrefix("compressed twice: what comes out of it is gzip"))
    }

    @Test func `UTF-16 is told by its mark or by its zeros`() {
        let little: [UInt8] = Self.log.flatMap { [$0, 0] }
        let big: [UInt8] = Self.log.flatMap { [0, $0] }
        for text in [little, big, [0xff, 0xfe] + little, [0xfe, 0xff] + big] {
            #expect(content(text, .plain) == .utf16 && content(text, .gzip) == .utf16)
        }
        // A log that begins with zeros, or has one in it, is none.
        #expect(content([UInt8](repeating: 0, count: 200) + Self.log, .plain) == nil)
        #expect(content(Self.log.prefix(10) + [0] + Self.log, .plain) == nil)
        #expect(content([0x61, 0], .plain) == nil)
    }

    @Test func `A tar archive is told`() {
        var tar = [UInt8](repeating: 0, count: 512)
        tar.replaceSubrange(0..<8, with: Array("mail.log".utf8))
        tar.replaceSubrange(257..<262, with: Array("ustar".utf8))
        #expect(content(tar + Self.log, .plain) == .tar && content(tar, .gzip) == .tar)
        #expect(content(tar.prefix(260), .plain) == nil)
    }

    @Test func `Nothing is not foreign`() {
        #expect(content([], .plain) == nil && content([], .zstd) == nil && content(Self.log, .plain) == nil)
    }

    private func content(_ bytes: some Sequence<UInt8>, _ codec: Codec) -> ForeignContent? {
        ForeignContent(detecting: Array(bytes).span, in: codec)
    }

    private func head(_ stored: [UInt8]) throws -> ForeignContent? {
        let file = try archive(stored)
        return content(try file.decodedHead(1000).bytes, file.codec)
    }
}
