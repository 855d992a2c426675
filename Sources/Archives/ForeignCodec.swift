import ByteScanning

/// A compression that is told by its first bytes but not decoded, so that a message can say what is the matter.
public enum ForeignCodec: String, Sendable, CaseIterable {
    case xz, bzip2, lz4, lzip, compress, zip
    case sevenZip = "7-Zip"

    /// nil where the bytes begin as none of them does.
    public init?(detecting bytes: Span<UInt8>) {
        for codec in ForeignCodec.allCases where codec.begins(bytes) {
            self = codec
            return
        }
        return nil
    }

    private func begins(_ bytes: Span<UInt8>) -> Bool {
        let magic = magic
        return bytes.count >= magic.count && bytes.equals(magic.span, in: magic.indices)
    }

    /// xz file format 1.2.1, section 2.1.1.1; LZ4 frame format 1.6.4, "Magic Number"; lzip file format, "ID string" and
    /// version; ZIP APPNOTE 6.3.10, section 4.3.7; 7zFormat.txt, "Signature"; bzip2 and compress by their sources.
    private var magic: [UInt8] {
        switch self {
        case .xz: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]
        case .bzip2: Array("BZh".utf8)
        case .lz4: [0x04, 0x22, 0x4d, 0x18]
        case .lzip: Array("LZIP\u{1}".utf8)
        case .compress: [0x1f, 0x9d]
        case .zip: Array("PK\u{3}\u{4}".utf8)
        case .sevenZip: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]
        }
    }
}
