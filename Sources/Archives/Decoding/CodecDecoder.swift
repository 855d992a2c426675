/// What each codec's decoder does: decode one file forward, and note where decoding can start again.
///
/// A new codec is one conforming type, and an optional in ``StreamDecoder``.
protocol CodecDecoder: ~Copyable, Sendable {
    /// The offset in the decoded stream of the next byte that will be delivered. It grows by what is delivered and by
    /// nothing else: where the good bytes end is the ``Tear``'s to say.
    var decodedOffset: UInt64 { get }
    /// The offset in the file of the next byte that will be read.
    var compressedOffset: UInt64 { get }

    /// Goes to `frame`, or to the beginning; throws when the frame cannot be one of this file.
    mutating func restart(at frame: Frame?) throws(ArchiveError)
    /// Fills the free capacity of `output` as far as the archive goes.
    mutating func decode(into output: inout OutputSpan<UInt8>) throws(ArchiveError) -> DecodeStatus
    /// The frames recorded since the last call.
    mutating func takeFrames() -> [Frame]
}
