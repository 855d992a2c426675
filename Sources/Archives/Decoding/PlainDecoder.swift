/// The pass-through codec: copies from the mapping.
struct PlainDecoder: ~Copyable, CodecDecoder {
    static let traits = CodecTraits(
        name: "plain", ending: "", quicklyDecodedLength: .max,
        // What is of no other codec.
        isBeginning: { _ in false },
        makeDecoder: { file, _ in .erasing(PlainDecoder(file)) })

    /// Taken into a local variable first, so that a span of its bytes does not hold on to self.
    private let file: ArchiveFile
    private var position = 0

    init(_ file: ArchiveFile) {
        self.file = file
    }

    var decodedOffset: UInt64 { UInt64(position) }
    var compressedOffset: UInt64 { UInt64(position) }

    /// Only the frame's decoded offset counts: plain bytes can be read from anywhere.
    mutating func restart(at frame: Frame?) throws(ArchiveError) {
        guard let frame else {
            position = 0
            return
        }
        guard frame.decodedOffset <= UInt64(file.bytes.count) else { throw frame.mismatch(with: file) }
        position = Int(frame.decodedOffset)
    }

    mutating func decode(into output: inout OutputSpan<UInt8>) -> DecodeStatus {
        let file = file
        let bytes = file.bytes
        let end = position + min(output.freeCapacity, bytes.count - position)
        output.append(copying: bytes.extracting(position..<end))
        position = end
        return end == bytes.count ? .end : .more
    }

    mutating func takeFrames() -> [Frame] { [] }
}
