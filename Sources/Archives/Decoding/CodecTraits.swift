/// What sets one codec apart from the others: all that is to be known of it but how its ``CodecDecoder`` works.
struct CodecTraits: Sendable {
    /// Its usual name.
    let name: String
    /// The ending of the names of files, with its dot; empty where they have none.
    let ending: String
    /// See ``Codec/quicklyDecodedLength``.
    let quicklyDecodedLength: UInt64
    /// Whether a file of two or more bytes that begins so is coded so, or is the beginning of one that is.
    let isBeginning: @Sendable (Span<UInt8>) -> Bool
    /// Makes a decoder that stands at the beginning of a file; with a spacing it records frames. Throws when a library is
    /// out of memory.
    let makeDecoder: @Sendable (ArchiveFile, FrameSpacing?) throws(ArchiveError) -> CodecDecoder
}
