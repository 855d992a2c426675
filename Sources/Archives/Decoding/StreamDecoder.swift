/// Decodes one archive forward, whatever its codec, and notes on the way where decoding can start again.
///
/// It holds the codec's working memory and no buffer of its own: decoded bytes go straight to the caller's.
public struct StreamDecoder: ~Copyable, Sendable {
    // One of the three is there. Not an enum, whose noncopyable payload cannot be changed in place, and not an
    // existential, which cannot be borrowed when its type is noncopyable.
    private var plain: PlainDecoder?
    private var gzip: GzipDecoder?
    private var zstd: ZstdDecoder?

    /// Begins at the start of `file`, or at `frame`; for `.plain` only the frame's decoded offset counts.
    ///
    /// With a spacing, frames are recorded: the first one always (unless it is the `frame` begun at), the others at
    /// the given distances. Throws when the frame cannot be one of this file, and when a library is out of memory.
    public init(
        _ file: ArchiveFile, from frame: Frame? = nil, recordingFrames spacing: FrameSpacing? = nil
    ) throws(ArchiveError) {
        plain = nil
        gzip = nil
        zstd = nil
        switch file.codec {
        case .plain:
            var decoder = PlainDecoder(file)
            try decoder.restart(at: frame)
            plain = consume decoder
        case .gzip:
            var decoder = try GzipDecoder(file, recording: spacing)
            try decoder.restart(at: frame)
            gzip = consume decoder
        case .zstd:
            var decoder = try ZstdDecoder(file, recording: spacing)
            try decoder.restart(at: frame)
            zstd = consume decoder
        }
    }

    /// The offset in the decoded stream of the next byte to be delivered: where decoding began, and as many bytes further
    /// as were delivered since, whatever a tear says of them. Only a restart sets it back.
    public var decodedOffset: UInt64 {
        gzip.offsets?.decoded ?? zstd.offsets?.decoded ?? plain.offsets?.decoded ?? 0
    }

    /// The offset in the file up to which it has been read.
    public var compressedOffset: UInt64 {
        gzip.offsets?.compressed ?? zstd.offsets?.compressed ?? plain.offsets?.compressed ?? 0
    }

    /// Goes to `frame`, or to the beginning, keeping the working memory; frames not yet taken are dropped.
    ///
    /// Throws when the frame cannot be one of this file; then only another restart leads on.
    public mutating func restart(at frame: Frame?) throws(ArchiveError) {
        try gzip?.restart(at: frame)
        try zstd?.restart(at: frame)
        try plain?.restart(at: frame)
    }

    /// Appends decoded bytes to `output` until its free capacity is used up or the archive is.
    ///
    /// The status counts after the bytes appended by this very call: `.more` when the output is full, `.end` at the
    /// clean end, `.torn` where the stream is truncated or corrupt, after everything good before it. Once ended, each
    /// further call says the same and appends nothing. Throws when a library is out of memory.
    public mutating func decode(into output: inout OutputSpan<UInt8>) throws(ArchiveError) -> DecodeStatus {
        if let status = try gzip?.decode(into: &output) { return status }
        if let status = try zstd?.decode(into: &output) { return status }
        return plain?.decode(into: &output) ?? .end
    }

    /// Appends at least `count` decoded bytes to `buffer`, fewer if the archive ends before, at most
    /// `TextBuffer.overrun` more; for so many there must be room.
    ///
    /// Gives the same status and throws the same errors as `decode(into:)` with a span, but for one case: a zstd frame whose
    /// damaged header promises a shorter window than the frame uses may be decoded further here. The faster way where
    /// nothing but text comes into the buffers, and all of them but the last get `reach` bytes or more.
    public mutating func decode(
        _ count: Int, into buffer: TextBuffer, reach: Int
    ) throws(ArchiveError) -> DecodeStatus {
        if let status = try zstd?.decode(count, into: buffer, reach: reach) { return status }
        return try buffer.append(atMost: count) { (output) throws(ArchiveError) in try decode(into: &output) }
    }

    /// Whether what was decoded into buffers must stay there as it is.
    var refersToBuffers: Bool {
        switch zstd {
        case .some(let zstd): zstd.refersToBuffers
        case nil: false
        }
    }

    /// The frames recorded since the last call, in ascending order.
    public mutating func takeFrames() -> [Frame] {
        gzip?.takeFrames() ?? zstd?.takeFrames() ?? []
    }
}

extension Optional where Wrapped: CodecDecoder & ~Copyable {
    /// Where the decoder stands, if there is one: optional chaining would consume it.
    fileprivate var offsets: (decoded: UInt64, compressed: UInt64)? {
        switch self {
        case .some(let decoder): (decoder.decodedOffset, decoder.compressedOffset)
        case nil: nil
        }
    }
}
