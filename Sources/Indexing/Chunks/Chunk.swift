import Archives
import IndexModel

/// A piece of an archive's decoded text, for one thread to scan.
struct Chunk: Sendable {
    enum Text: Sendable {
        /// All of a plain file, as it is mapped.
        case mapped(ArchiveFile)
        /// The first `length` bytes of a buffer, which begins at `offset` of the decoded stream.
        case decoded(TextBuffer, length: Int, offset: UInt64)
    }

    let text: Text
    /// The offsets in the text at which the records of this chunk may start.
    let starts: Range<Int>
    /// Whether a record starts at the first of them, whatever stands there.
    let knownStart: Bool
    /// Whether nothing of the archive was given before it in this run.
    var isFirst = false

    /// Calls `body` with the text and the decoded offset of its first byte.
    func withText<Result>(_ body: (Span<UInt8>, UInt64) -> Result) -> Result {
        switch text {
        case .mapped(let file): body(file.bytes, 0)
        case .decoded(let buffer, let length, let offset): body(buffer.bytes.extracting(0..<length), offset)
        }
    }

    /// Tells that nobody will read the text of its records again: the thread that has read it gives the pages back, and
    /// the end of the run need not do it for all.
    func letGo() {
        if case .mapped(let file) = text { file.advise(.dontNeed, starts) }
    }
}

/// What cuts an archive into chunks, one behind the other.
protocol ChunkCutter: ~Copyable, Sendable {
    /// The next chunk, nil when there is none left.
    mutating func next() throws(ArchiveError) -> Chunk?
    /// Every record that starts before this decoded offset is in a chunk that was given.
    var cutOffset: UInt64 { get }
    /// How much of the file was read for the chunks given.
    var bytesRead: UInt64 { get }
    /// Where the stream turned out to be torn.
    var tear: Tear? { get }
    /// The content from the archive's beginning up to where it is decoded; nil where others hash it.
    var hashed: HashedContent? { get }
    /// The frames met since the last call.
    mutating func takeFrames() -> [Frame]
}

/// Stands behind the last chunk.
struct NoChunks: ChunkCutter {
    let cutOffset: UInt64
    var bytesRead: UInt64 { 0 }
    var tear: Tear? { nil }
    var hashed: HashedContent? { nil }

    func next() -> Chunk? { nil }
    func takeFrames() -> [Frame] { [] }
}
