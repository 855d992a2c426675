/// A decoder of whatever codec.
///
/// A class whose subclass holds the decoder. The payload of a noncopyable enum cannot be changed in place, and an existential
/// whose type is noncopyable cannot be borrowed.
class AnyDecoder: @unchecked Sendable {
    // Sendable because its one owner is: a StreamDecoder, which cannot be copied.

    /// A decoder in its box.
    static func erasing<Decoder: CodecDecoder & ~Copyable>(_ decoder: consuming Decoder) -> AnyDecoder {
        DecoderBox(decoder)
    }

    fileprivate init() {}

    var decodedOffset: UInt64 { isAbstract() }
    var compressedOffset: UInt64 { isAbstract() }
    var refersToBuffers: Bool { isAbstract() }

    func restart(at frame: Frame?) throws(ArchiveError) { isAbstract() }

    func decode(into output: inout OutputSpan<UInt8>) throws(ArchiveError) -> DecodeStatus { isAbstract() }

    func decode(_ count: Int, into buffer: TextBuffer, reach: Int) throws(ArchiveError) -> DecodeStatus { isAbstract() }

    func takeFrames() -> [Frame] { isAbstract() }

    private func isAbstract() -> Never {
        preconditionFailure("a decoder is always in a DecoderBox")
    }
}

private final class DecoderBox<Decoder: CodecDecoder & ~Copyable>: AnyDecoder, @unchecked Sendable {
    private var decoder: Decoder

    init(_ decoder: consuming Decoder) {
        self.decoder = decoder
    }

    override var decodedOffset: UInt64 { decoder.decodedOffset }
    override var compressedOffset: UInt64 { decoder.compressedOffset }
    override var refersToBuffers: Bool { decoder.refersToBuffers }

    override func restart(at frame: Frame?) throws(ArchiveError) { try decoder.restart(at: frame) }

    override func decode(into output: inout OutputSpan<UInt8>) throws(ArchiveError) -> DecodeStatus {
        try decoder.decode(into: &output)
    }

    override func decode(_ count: Int, into buffer: TextBuffer, reach: Int) throws(ArchiveError) -> DecodeStatus {
        try decoder.decode(count, into: buffer, reach: reach)
    }

    override func takeFrames() -> [Frame] { decoder.takeFrames() }
}
