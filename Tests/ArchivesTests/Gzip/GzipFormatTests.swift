import Archives
import TestSupport
import Testing

struct GzipFormatTests {
    static let text = Sample.text(5000)

    @Test(
        arguments: [
            (1, []),
            (4, [3, 0, 9, 9, 9]),
            (4, [0, 0]),
            (8, Array("mail.log\0".utf8)),
            (16, Array("a comment\0".utf8)),
            (24, Array("name\0comment\0".utf8)),
            (28, [2, 0, 0, 0] + Array("name\0\0".utf8)),
        ] as [(UInt8, [UInt8])])
    func passesOverHeaderFields(flags: UInt8, fields: [UInt8]) throws {
        let member = gzipMember(Self.text, flags: flags, fields: fields)
        let decoded = try Decoded(archive(member + member))
        #expect(decoded.bytes == Self.text + Self.text)
        #expect(decoded.status == .end)
    }

    @Test func checksTheHeaderChecksum() throws {
        let header: [UInt8] = [0x1f, 0x8b, 8, 10, 0, 0, 0, 0, 0, 255] + Array("name\0".utf8)
        let sum = littleEndian(checksum(header[...]), size: 2)
        let good = gzipMember(Self.text, flags: 10, fields: Array("name\0".utf8) + sum)
        #expect(try Decoded(archive(good)).bytes == Self.text)
        let bad = gzipMember(Self.text, flags: 10, fields: Array("name\0".utf8) + [sum[0] ^ 1, sum[1]])
        #expect(try Decoded(archive(bad)).tear?.kind == .corrupt)
    }

    @Test func refusesUnknownFlags() throws {
        #expect(try Decoded(archive(gzipMember(Self.text, flags: 0x20))).tear?.kind == .corrupt)
    }

    @Test func truncatedHeaderFields() throws {
        for fields: [UInt8] in [[], [5], [200, 0, 1, 2]] {
            let header: [UInt8] = [0x1f, 0x8b, 8, 4, 0, 0, 0, 0, 0, 255]
            #expect(try Decoded(archive(header + fields)).tear?.kind == .truncated)
        }
        let unended: [UInt8] = [0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 0, 255, 65, 66]
        #expect(try Decoded(archive(unended)).tear?.kind == .truncated)
    }

    @Test func acceptsZeroPadding() throws {
        let decoded = try Decoded(archive(gzip(Self.text) + [UInt8](repeating: 0, count: 1000)))
        #expect(decoded.bytes == Self.text)
        #expect(decoded.status == .end)
    }

    @Test(arguments: [[1], [0, 0, 7], Array("not a member".utf8), [0x1f, 0x8b, 9]] as [[UInt8]])
    func trailingBytesAreATear(trailing: [UInt8]) throws {
        let member = gzip(Self.text)
        let decoded = try Decoded(archive(member + trailing))
        #expect(decoded.bytes == Self.text)
        #expect(decoded.tear?.kind == .corrupt)
        #expect(decoded.tear?.text.contains("trailing") == true)
        #expect(decoded.tear?.compressedOffset == UInt64(member.count))
        #expect(decoded.tear?.decodedOffset == 5000)
    }

    @Test(arguments: [Int32(0), 1, 9])
    func decodesEveryLevel(level: Int32) throws {
        let file = try archive(gzip(Sample.medium, level: level))
        let decoded = try Decoded(file, recording: FrameSpacing(seekPoints: 100_000))
        #expect(decoded.bytes == Sample.medium)
        #expect(decoded.frames.count > 5)
        for frame in decoded.frames {
            let rest = Sample.medium[Int(frame.decodedOffset)...]
            #expect(try Decoded(file, from: frame).bytes == Array(rest))
        }
    }
}
