/// The pass-through codec: copies from the mapping.
final class PlainDecoder: CodecDecoder, @unchecked Sendable {
    static let traits = CodecTraits(
        name: "plain", ending: "", quicklyDecodedLength: .max,
        // What is of no other codec.
        isBeginning: { _ in false },
        makeDecoder: { (file, spacing) throws(ArchiveError) in try PlainDecoder(file, recording: spacing) })

    /// Only the frame's decoded offset counts: plain bytes can be read from anywhere.
    override func restart(at frame: Frame?) throws(ArchiveError) {
        let file = file
        let offset = frame?.decodedOffset ?? 0
        if let frame, offset > UInt64(file.bytes.count) { throw frame.mismatch(with: file) }
        position = Int(offset)
        decodedOffset = offset
    }

    override func decode(into output: inout OutputSpan<UInt8>) throws(ArchiveError) -> DecodeStatus {
        let file = file
        let bytes = file.bytes
        let end = position + min(output.freeCapacity, bytes.count - position)
        output.append(copying: bytes.extracting(position..<end))
        position = end
        decodedOffset = UInt64(end)
        return end == bytes.count ? .end : .more
    }
}
