/// How an archive's bytes are coded.
public enum Codec: UInt8, Sendable, CaseIterable {
    /// Not at all: the file is the decoded stream.
    case plain = 0
    /// gzip, one or many members (RFC 1952); BGZF is gzip too.
    case gzip = 1
    /// zstd, one or many frames, skippable frames among them (RFC 8878).
    case zstd = 2

    /// The codec's usual name: "plain", "gzip" or "zstd".
    public var name: String {
        switch self {
        case .plain: "plain"
        case .gzip: "gzip"
        case .zstd: "zstd"
        }
    }

    /// Tells the codec from the first bytes of a file; whatever is not known is plain.
    ///
    /// The magic numbers: gzip with method deflate in RFC 1952, section 2.3.1; zstd frames and skippable frames in
    /// RFC 8878, sections 3.1.1 and 3.1.2. A file cut after its second byte is still told by those two, which no
    /// text begins with, so that it counts as truncated and not as two bytes of log.
    public init(detecting bytes: Span<UInt8>) {
        if bytes.count >= 2, bytes.starts(within: [0x1f, 0x8b, 0x08]) {
            self = .gzip
        } else if bytes.count >= 2, bytes.starts(within: [0x28, 0xb5, 0x2f, 0xfd]) || ZstdMagic(bytes, at: 0) != nil {
            self = .zstd
        } else {
            self = .plain
        }
    }
}

extension Span<UInt8> {
    /// Whether the bytes begin with `magic` or, when they are fewer, are the beginning of it.
    fileprivate func starts(within magic: [UInt8]) -> Bool {
        for index in 0..<Swift.min(count, magic.count) where self[index] != magic[index] { return false }
        return true
    }
}
