/// Frames that were made one behind the other, to be written in one go.
public struct PackedFrames: Sendable {
    /// One of them.
    struct Frame: Sendable {
        let entry: SeekTable.Entry
        let fingerprint: Fingerprint
    }

    /// The frames' compressed bytes.
    public private(set) var bytes: [UInt8] = []
    private(set) var frames: [Frame] = []

    /// None yet.
    public init() {}

    /// How many decoded bytes they hold.
    public var decodedSize: UInt64 { frames.reduce(0) { $0 + UInt64($1.entry.decodedSize) } }

    fileprivate mutating func append(
        _ text: Span<UInt8>, _ compressor: borrowing ZstdCompressor
    ) throws(ArchiveError) {
        let start = bytes.count
        try compressor.compress(text, appendingTo: &bytes)
        // A frame's own checksum, its last four bytes, is the one that the seek table wants (RFC 8878, 3.1.1).
        let checksum = bytes.span.littleEndian32(at: bytes.count - 4)
        let entry = SeekTable.Entry(
            compressedSize: UInt32(bytes.count - start), decodedSize: UInt32(text.count), checksum: checksum)
        frames.append(Frame(entry: entry, fingerprint: Fingerprint(of: text)))
    }
}

/// Makes zstd frames of decoded text, each with its size in its header and its checksum at its end.
///
/// Holds a compressor's working memory, some MiB; one thread at a time.
public struct FrameCompressor: ~Copyable, Sendable {
    private let compressor: ZstdCompressor

    /// The levels that there are.
    public static let levels = 1...22

    /// Throws when the library has no memory for it.
    public init(level: Int) throws(ArchiveError) {
        compressor = try ZstdCompressor(level: Int32(level), checksum: true)
    }

    /// Appends `text`, at most `SeekTable.longestFrame` bytes, as one frame, with its fingerprint.
    public func append(_ text: Span<UInt8>, to frames: inout PackedFrames) throws(ArchiveError) {
        precondition(text.count <= SeekTable.longestFrame, "more text than a frame may hold")
        try frames.append(text, compressor)
    }
}
