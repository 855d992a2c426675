/// What a ``Frame`` is a start of. The raw values are stored in indexes and never change their meaning.
public enum FrameKind: UInt8, Sendable, CaseIterable {
    /// A zstd frame.
    case zstdFrame = 0
    /// A gzip member.
    case gzipMember = 1
    /// A deflate block inside a gzip member: a seek point.
    case deflateBlock = 2
    /// An xz stream.
    case xzStream = 3
    /// A block of an xz stream.
    case xzBlock = 4
    /// A bzip2 stream.
    case bzip2Stream = 5

    /// Whether decoding starts in the middle of what the next checksum covers, so that it cannot be told.
    public var isSeekPoint: Bool { self == .deflateBlock }
}
