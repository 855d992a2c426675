/// What each codec's decoder does: decode one file forward, and note where decoding can start again.
///
/// A new codec is a folder with one conforming type, a case of ``Codec`` and, where its frames are its own, cases of
/// ``FrameKind``.
protocol CodecDecoder: ~Copyable, Sendable {
    /// What is to be known of the codec besides.
    static var traits: CodecTraits { get }

    /// The offset in the decoded stream of the next byte that will be delivered. It grows by what is delivered and by
    /// nothing else: where the good bytes end is the ``Tear``'s to say.
    var decodedOffset: UInt64 { get }
    /// The offset in the file of the next byte that will be read.
    var compressedOffset: UInt64 { get }
    /// Whether what was decoded into buffers must stay there as it is.
    var refersToBuffers: Bool { get }

    /// Goes to `frame`, or to the beginning; throws when the frame cannot be one of this file.
    mutating func restart(at frame: Frame?) throws(ArchiveError)
    /// Fills the free capacity of `output` as far as the archive goes.
    mutating func decode(into output: inout OutputSpan<UInt8>) throws(ArchiveError) -> DecodeStatus
    /// Appends `count` bytes to `buffer`, fewer if the archive ends before: see ``StreamDecoder/decode(_:into:reach:)``.
    mutating func decode(
        _ count: Int, into buffer: TextBuffer, reach: Int
    ) throws(ArchiveError) -> DecodeStatus
    /// The frames recorded since the last call.
    mutating func takeFrames() -> [Frame]
}

/// What a decoder does that has no use for buffers that stay.
extension CodecDecoder where Self: ~Copyable {
    var refersToBuffers: Bool { false }

    mutating func decode(
        _ count: Int, into buffer: TextBuffer, reach: Int
    ) throws(ArchiveError) -> DecodeStatus {
        try buffer.append(atMost: count) { (output) throws(ArchiveError) in try decode(into: &output) }
    }
}
