import Archives

/// Cuts a plain file into chunks without reading it: each owns the records that start in its range, and reads on in
/// the mapping where its last record goes beyond.
struct MappedChunks: ~Copyable, ChunkCutter {
    private let file: ArchiveFile
    private let chunkLength: Int
    private let first: Int
    private var offset: Int

    init(_ file: ArchiveFile, from resumeOffset: UInt64, chunkLength: Int) {
        self.file = file
        self.chunkLength = chunkLength
        first = Int(clamping: resumeOffset)
        offset = first
    }

    mutating func next() -> Chunk? {
        let length = file.bytes.count
        guard offset < length else { return nil }
        // Ends on multiples of the length, which granules and leaves divide, so that no two chunks share one.
        let end = min(length, (offset / chunkLength + 1) * chunkLength)
        defer { offset = end }
        return Chunk(text: .mapped(file), starts: offset..<end, knownStart: offset == 0, isFirst: offset == first)
    }

    var cutOffset: UInt64 { UInt64(offset) }
    var bytesRead: UInt64 { UInt64(offset - first) }
    var tear: Tear? { nil }
    /// The leaves are hashed by who scans the chunks.
    var hashed: HashedContent? { nil }
    func takeFrames() -> [Frame] { [] }
}
