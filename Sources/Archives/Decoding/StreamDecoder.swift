/// Decodes one archive forward, whatever its codec, and notes on the way where decoding can start again.
///
/// It holds the codec's working memory and no buffer of its own: decoded bytes go straight to the caller's.
public struct StreamDecoder: ~Copyable, Sendable {
    private let decoder: CodecDecoder

    /// Begins at the start of `file`, or at `frame`; for `.plain` only the frame's decoded offset counts.
    ///
    /// With a spacing, frames are recorded: the first one always (unless it is the `frame` begun at), the others at
    /// the given distances. Throws when the frame cannot be one of this file, and when a library is out of memory.
    public init(
        _ file: ArchiveFile, from frame: Frame? = nil, recordingFrames spacing: FrameSpacing? = nil
    ) throws(ArchiveError) {
        let decoder = try file.codec.traits.makeDecoder(file, spacing)
        try decoder.restart(at: frame)
        self.decoder = decoder
    }

    /// The offset in the decoded stream of the next byte to be delivered: where decoding began, and as many bytes further
    /// as were delivered since, whatever a tear says of them. Only a restart sets it back.
    public var decodedOffset: UInt64 { decoder.decodedOffset }

    /// The offset in the file up to which it has been read.
    public var compressedOffset: UInt64 { decoder.compressedOffset }

    /// Goes to `frame`, or to the beginning, keeping the working memory; frames not yet taken are dropped.
    ///
    /// Throws when the frame cannot be one of this file; then only another restart leads on.
    public mutating func restart(at frame: Frame?) throws(ArchiveError) {
        try decoder.restart(at: frame)
    }

    /// Appends decoded bytes to `output` until its free capacity is used up or the archive is.
    ///
    /// The status counts after the bytes appended by this very call: `.more` when the output is full, `.end` at the
    /// clean end, `.torn` where the stream is truncated or corrupt, after everything good before it. Once ended, each
    /// further call says the same and appends nothing. Throws when a library is out of memory.
    public mutating func decode(into output: inout OutputSpan<UInt8>) throws(ArchiveError) -> DecodeStatus {
        try decoder.decode(into: &output)
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
        try decoder.decode(count, into: buffer, reach: reach)
    }

    /// Whether what was decoded into buffers must stay there as it is.
    var refersToBuffers: Bool { decoder.refersToBuffers }

    /// The frames recorded since the last call, in ascending order.
    public mutating func takeFrames() -> [Frame] {
        decoder.recorder.take()
    }
}
