public import Archives
public import ByteScanning
public import IndexModel
import Synchronization

/// A `MemoryIndex` opened for writing.
public struct MemoryWriter: IndexWriting, ~Copyable {
    /// Buffers that no reader sees yet.
    public struct StagedRun: Sendable {
        let buffers: [PostingBuffer]
    }

    let index: MemoryIndex
    private var frames: [FrameSetID: [Frame]] = [:]

    init(index: MemoryIndex) {
        self.index = index
    }

    public var hasher: KeyHasher { MemorySnapshot(index.contents()).hasher }
    public var granuleShift: Int { MemorySnapshot(index.contents()).granuleShift }
    public static var granuleLimit: Int { Posting.granuleLimit }

    public func snapshot() throws(IndexError) -> MemorySnapshot { MemorySnapshot(index.contents()) }

    public mutating func drawNumbers(_ count: Int) -> ArchiveID {
        index.state.withLock { state in
            defer { state.nextNumber += UInt64(count) }
            return ArchiveID(state.nextNumber)
        }
    }

    public mutating func returnNumbers(from first: ArchiveID) {
        index.state.withLock { $0.nextNumber = first.value }
    }

    public mutating func stage(_ buffers: consuming [PostingBuffer]) throws(IndexError) -> StagedRun {
        StagedRun(buffers: buffers)
    }

    public mutating func stage(
        _ frames: [Frame], of number: FrameSetID, from offset: UInt64?
    ) throws(IndexError) {
        let known = self.frames[number] ?? index.contents().frames[number] ?? []
        let kept = offset.map { offset in known.filter { $0.decodedOffset < offset } } ?? known
        self.frames[number] = (kept + frames).sorted { $0.decodedOffset < $1.decodedOffset }
    }

    public mutating func publish(
        _ run: StagedRun?, _ archives: [ArchiveEntry], forgetting forgotten: [ArchiveID], inputs: IndexInputs?
    ) throws(IndexError) {
        let frames = frames
        index.state.withLock { state in
            var contents = state.contents ?? MemoryContents()
            if let run { contents.add(run.buffers) }
            contents.frames.merge(frames) { $1 }
            for archive in archives { contents.archives[archive.id] = archive }
            contents.forget(forgotten)
            if let inputs { contents.inputs = inputs }
            state.contents = contents
        }
        self.frames = [:]
    }

    public static func postingCount(of run: StagedRun) -> Int {
        run.buffers.reduce(0) { $0 + $1.allPostings.count }
    }

    public mutating func forget(_ archives: [ArchiveID]) throws(IndexError) {
        try publish(nil, [], forgetting: archives, inputs: nil)
    }

    public mutating func maintain() {}

    public func storage() throws(IndexError) -> IndexStorage { index.contents().storage }

    public consuming func compact() throws(IndexError) -> IndexStorage { index.contents().storage }
}
