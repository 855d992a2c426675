import ByteScanning

/// What is no log text in a form that is read, told by its first bytes, so that a message can say what it is.
public enum ForeignContent: Sendable, Hashable {
    /// Compressed in a way that is not decoded, by the name of the program.
    case compressed(by: String)
    /// Compressed by a release of zstd before 0.8, whose frames no decoder of today's format reads.
    case oldZstd
    /// A compressed file inside of another: what comes out of decoding once must be decoded again.
    case compressedTwice(Codec)
    /// A tar archive, of which the logs are members.
    case tar
    /// Text of two bytes a character.
    case utf16

    /// nil where the bytes begin as none of them does.
    ///
    /// - Parameters:
    ///   - bytes: the beginning of the content as it is decoded: of a plain file, of its bytes. Some hundreds suffice.
    ///   - codec: how it was coded.
    public init?(detecting bytes: Span<UInt8>, in codec: Codec) {
        if let (name, _) = ForeignContent.magics.first(where: { bytes.begins(with: $0.magic) }) {
            self = .compressed(by: name)
        } else if ForeignContent.oldZstdVersions.contains(where: { bytes.begins(with: [$0, 0xb5, 0x2f, 0xfd]) }) {
            self = .oldZstd
        } else if !codec.isReadInPlace, bytes.count > 2, case let inner = Codec(detecting: bytes), !inner.isReadInPlace
        {
            self = .compressedTwice(inner)
        } else if bytes.isTar {
            self = .tar
        } else if bytes.isUTF16 {
            self = .utf16
        } else {
            return nil
        }
    }

    /// LZ4 frame format 1.6.4, "Magic Number"; lzip file format, "ID string" and version; ZIP APPNOTE 6.3.10, section
    /// 4.3.7; 7zFormat.txt, "Signature"; compress by its source; lzma-file-format.txt 1.2, section 1.1: the usual
    /// properties, and the low bytes of a dictionary size.
    private static let magics: [(name: String, magic: [UInt8])] = [
        ("lz4", [0x04, 0x22, 0x4d, 0x18]),
        ("lzip", Array("LZIP\u{1}".utf8)),
        ("lzma", [0x5d, 0x00, 0x00]),
        ("compress", [0x1f, 0x9d]),
        ("zip", Array("PK\u{3}\u{4}".utf8)),
        ("7-Zip", [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]),
    ]

    /// The first byte of the magic numbers of zstd 0.1 and 0.2 to 0.7 (zstd's source, lib/legacy).
    private static let oldZstdVersions: [UInt8] = [0x1e, 0x22, 0x23, 0x24, 0x25, 0x26, 0x27]
}

extension ForeignContent: CustomStringConvertible {
    /// What it is, and what to do, as the rest of a sentence about the file.
    public var description: String {
        let readForms = "which mtatrail does not decode: it reads plain text, \(Codec.list)"
        return switch self {
        case .compressed(let name):
            "compressed by \(name), \(readForms); decompress it, or compress it with zstd instead"
        case .oldZstd:
            """
            compressed by a zstd before 0.8, \(readForms) from 0.8 on; decompress it with a zstd that knows the old \
            formats, and compress it again
            """
        case .compressedTwice(let codec):
            "compressed twice: what comes out of it is \(codec.name) again, which mtatrail does not decode; decompress it once"
        case .tar: "a tar archive, in which mtatrail does not look for logs; unpack it"
        case .utf16: "text in UTF-16, of which mtatrail reads no records; convert it with iconv -f UTF-16 -t UTF-8"
        }
    }
}

extension Span<UInt8> {
    fileprivate func begins(with magic: [UInt8]) -> Bool {
        count >= magic.count && equals(magic.span, in: magic.indices)
    }

    /// "ustar" behind the name, the numbers and the link of the first member (POSIX.1-2017, pax, "ustar Interchange Format").
    fileprivate var isTar: Bool {
        let place = 257
        return count >= place + 5 && extracting(droppingFirst: place).begins(with: Array("ustar".utf8))
    }

    /// A byte order mark (Unicode 16.0, section 23.8), or NULs in every second place and in no other of the first ones.
    fileprivate var isUTF16: Bool {
        if begins(with: [0xff, 0xfe]) || begins(with: [0xfe, 0xff]) { return true }
        let length = Swift.min(count, 64) & ~1
        guard length >= 16 else { return false }
        let zeros = (0..<length).filter { self[$0] == 0 }
        return zeros.count == length / 2 && zeros.allSatisfy { $0 & 1 == zeros[0] & 1 }
    }
}
