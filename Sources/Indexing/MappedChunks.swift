import Archives

/// Cuts a plain file into chunks without reading it: each owns the records that start in its range, and reads on in
/// the mapping where its last record goes beyond.
struct MappedChunks: ~Copyable, ChunkCutter {
    private let file: ArchiveFile
    private let chunkLength: Int
    private var offset: Int

    init(_ file: ArchiveFile, from resumeOffset: UInt64, chunkLength: Int) {
        self.file = file
        self.chunkLength = chunkLength
        offset = Int(clamping: resumeOffset)
    }

    mutating func next() -> Chunk? {
        let length = file.bytes.count
        guard offset < length else { return nil }
        // Ends on multiples of the length, which granules divide, so that no two chunks share a granule.
        let end = min(length, (offset / chunkLength + 1) * chunkLength)
        defer { offset = end }
        return Chunk(text: .mapped(file), starts: offset..<end, knownStart: offset == 0)
    }

    var cutOffset: UInt64 { UInt64(offset) }
    var fileOffset: UInt64 { UInt64(offset) }
    var tear: Tear? { nil }
    func takeFrames() -> [Frame] { [] }
}
