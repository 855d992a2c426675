/// What each codec's decoder does: decode one file forward, and note where decoding can start again.
///
/// A new codec is a folder with one subclass, its ``CodecTraits``, a case of ``Codec`` and, where its frames are its own,
/// cases of ``FrameKind``. A class and no protocol: the payload of a noncopyable enum cannot be changed in place, an
/// existential whose type is noncopyable cannot be borrowed, and a generic box is made at run time by searching the program
/// for conformances, which a lookup notices.
class CodecDecoder: @unchecked Sendable {
    // Sendable because its one owner is: a StreamDecoder, which cannot be copied.

    /// Methods take it into a local variable first: a span of its bytes then does not hold on to self.
    final let file: ArchiveFile
    /// The offset in the decoded stream of the next byte that will be delivered. It grows by what is delivered and by
    /// nothing else: where the good bytes end is the ``Tear``'s to say.
    final var decodedOffset: UInt64 = 0
    /// The offset in the file of the next byte that will be read.
    final var position = 0
    final var recorder: FrameRecorder

    final var compressedOffset: UInt64 { UInt64(position) }

    /// Stands at the beginning of the file; records frames where there is a spacing.
    init(_ file: ArchiveFile, recording spacing: FrameSpacing?) throws(ArchiveError) {
        self.file = file
        recorder = FrameRecorder(spacing)
    }

    /// Whether what was decoded into buffers must stay there as it is.
    var refersToBuffers: Bool { false }

    /// Goes to `frame`, or to the beginning; throws when the frame cannot be one of this file.
    func restart(at frame: Frame?) throws(ArchiveError) { isAbstract() }

    /// Fills the free capacity of `output` as far as the archive goes.
    func decode(into output: inout OutputSpan<UInt8>) throws(ArchiveError) -> DecodeStatus { isAbstract() }

    /// Appends `count` bytes to `buffer`, fewer if the archive ends before: see ``StreamDecoder/decode(_:into:reach:)``.
    func decode(_ count: Int, into buffer: TextBuffer, reach: Int) throws(ArchiveError) -> DecodeStatus {
        try buffer.append(atMost: count) { (output) throws(ArchiveError) in try decode(into: &output) }
    }

    /// Where a frame begins in the file; throws when it cannot be one of it.
    final func position(of frame: Frame) throws(ArchiveError) -> Int {
        let file = file
        guard let position = Int(exactly: frame.compressedOffset), position <= file.bytes.count else {
            throw frame.mismatch(with: file)
        }
        return position
    }

    private func isAbstract() -> Never {
        preconditionFailure("a decoder is of a codec")
    }
}
