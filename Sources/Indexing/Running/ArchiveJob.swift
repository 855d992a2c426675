import Archives
import IndexModel
import SystemPackage
import Threads

/// One archive on its way into the index: what cuts it into chunks, and what has come of them.
final class ArchiveJob: Sendable {
    let planned: PlannedArchive
    private let source: Mutex<Source>
    /// Whether the file turned out to hold a known archive.
    let isRecognised: Bool
    private let cutter: Mutex<any ChunkCutter & ~Copyable>
    private let progress: Mutex<Progress>
    /// What packs the archive along the way, where that is asked for and possible.
    let packing: ArchivePacking?
    /// What is hashed along with a plain file's chunks: all of it, then what may have been appended.
    private let grids: [LeafCollector.Grid]
    /// Frames from here on are found anew, in decoded bytes; nil where the index has none of them.
    private let framesFrom: UInt64?
    /// Where the first chunk begins, in decoded bytes.
    private let firstOffset: UInt64
    /// Bytes that were read before the chunks: of archives that it turned out not to be.
    private let bytesWasted: UInt64

    /// The file, and when it is closed what must be known of it then.
    private enum Source {
        case open(ArchiveFile)
        case closed(end: Fingerprint, hasShrunk: Bool)
    }

    struct Progress: Sendable {
        var counts = ArchiveCounts()
        /// The start of the last record seen, in decoded bytes.
        var lastRecordStart: UInt64?
        var layout: ArchiveLayout?
        var frames: [Frame] = []
        /// The memory that they take, in bytes, as far as it was not told yet.
        var frameBytes = 0
        var hasStoredFrames = false
        /// Every record that starts before this is in a chunk.
        var cutOffset: UInt64
        var bytesRead: UInt64 = 0
        var bytesTold: UInt64 = 0
        var tear: Tear?
        /// What kept it from being cut to its end; the next run goes on there.
        var failure: ArchiveError?
        var isFinished = false
        /// What a compressed file held as far as it was decoded.
        var hashed: HashedContent?
        /// The leaves of a plain one, grid by grid.
        var leaves: [LeafCollector] = []
    }

    /// - Parameters:
    ///   - cutter: stands where indexing goes on.
    ///   - framesFrom: what the index has of frames before it stays.
    ///   - packing: what packs a plain archive along the way.
    init(
        _ file: ArchiveFile, _ planned: PlannedArchive, _ cutter: consuming Mutex<any ChunkCutter & ~Copyable>,
        framesFrom: UInt64? = nil, isRecognised: Bool = false, bytesWasted: UInt64 = 0,
        packing: ArchivePacking? = nil
    ) {
        source = Mutex(.open(file))
        self.planned = planned
        self.isRecognised = isRecognised
        self.framesFrom = framesFrom
        self.bytesWasted = bytesWasted
        let (start, hashed) = cutter.withLock { ($0.cutOffset, $0.hashed) }
        firstOffset = start
        var progress = Progress(cutOffset: start)
        progress.hashed = hashed
        self.packing = packing
        if file.isReadInPlace {
            let known = planned.knownContent
            progress.leaves = [LeafCollector(0..<file.bytes.count, continuing: known)]
            progress.leaves += planned.appended.map { LeafCollector($0.range) }
        }
        grids = progress.leaves.map(\.grid)
        self.cutter = cutter
        self.progress = Mutex(progress)
    }

    var currentProgress: Progress { progress.withLock { $0 } }

    /// The next chunk, nil behind the last, and where something fails that is not the file's. One thread at a time.
    func nextChunk() -> Chunk? {
        do throws(ArchiveError) {
            return try cutNext()
        } catch {
            progress.withLock { $0.failure = error }
            return nil
        }
    }

    private func cutNext() throws(ArchiveError) -> Chunk? {
        try cutter.withLock { cutter throws(ArchiveError) in
            let chunk = try cutter.next()
            progress.withLock { progress in
                let frames = cutter.takeFrames()
                progress.frames += frames
                progress.frameBytes += frames.reduce(0) { $0 + $1.byteCount }
                progress.cutOffset = cutter.cutOffset
                progress.bytesRead = cutter.bytesRead
                progress.tear = cutter.tear
                progress.hashed = cutter.hashed
                progress.isFinished = chunk == nil
            }
            // Jobs stay until the run's end; the file, and the memory that decoding takes, do not.
            if chunk == nil { cutter = NoChunks(cutOffset: cutter.cutOffset) }
            return chunk
        }
    }

    /// Gives the file back, for the system maps tens of thousands for a process and no more. To be called when all chunks
    /// have come back.
    func close() {
        source.withLock { source in
            guard case .open(let file) = source else { return }
            source = .closed(end: endFingerprint(of: file), hasShrunk: file.hasShrunk)
        }
    }

    private func endFingerprint(of file: ArchiveFile) -> Fingerprint {
        file.endFingerprint(ofFirst: planned.location.size)
    }

    /// The fingerprint of the file's end, as stored.
    var endFingerprint: Fingerprint {
        switch source.withLock(\.self) {
        case .open(let file): endFingerprint(of: file)
        case .closed(let end, _): end
        }
    }

    /// Whether the file has shrunk while it was read: what was read is worth nothing then.
    var hasShrunk: Bool {
        switch source.withLock(\.self) {
        case .open(let file): file.hasShrunk
        case .closed(_, let hasShrunk): hasShrunk
        }
    }

    /// Hashes a chunk of a plain file, grid by grid.
    func leaves(of chunk: Chunk) -> [[LeafCollector.Leaf]] {
        guard case .mapped(let file) = chunk.text else { return [] }
        return grids.map { $0.leaves(of: file.bytes, beginningIn: chunk.starts, isFirst: chunk.isFirst) }
    }

    /// Adds what a chunk gave.
    func add(_ result: ChunkScanner.Result, _ leaves: [[LeafCollector.Leaf]]) {
        progress.withLock { progress in
            progress.counts.add(result.counts)
            if let layout = result.layout { progress.layout = layout }
            progress.lastRecordStart = [progress.lastRecordStart, result.lastRecordStart].compactMap(\.self).max()
            for (index, leaves) in leaves.enumerated() { progress.leaves[index].add(leaves) }
        }
    }

    /// Bytes of the file read since the last call.
    func takeBytesRead() -> UInt64 {
        progress.withLock { progress in
            let bytes = bytesWasted + progress.bytesRead
            defer { progress.bytesTold = bytes }
            return bytes - progress.bytesTold
        }
    }

    /// The memory, in bytes, of the frames found since the last call.
    func takeFrameBytes() -> Int {
        progress.withLock { progress in
            defer { progress.frameBytes = 0 }
            return progress.frameBytes
        }
    }

    /// What kept it from being read to its end, though the file may be all right.
    var failure: ArchiveError? { progress.withLock { $0.failure } }

    /// Bytes of log text that were cut into chunks.
    var decodedBytes: UInt64 { progress.withLock { $0.cutOffset } - firstOffset }
    var counts: ArchiveCounts { progress.withLock { $0.counts } }
    /// Whether a known archive was all that there was.
    var addsNothing: Bool { isRecognised && progress.withLock { $0.counts.records == 0 && $0.isFinished } }

    /// The frames found since the last call, and from where on they take the place of others.
    func takeFrames() -> (frames: [Frame], from: UInt64?) {
        progress.withLock { progress in
            defer {
                progress.frames = []
                progress.hasStoredFrames = true
            }
            return (progress.frames + (packing?.takeFrames() ?? []), progress.hasStoredFrames ? nil : framesFrom)
        }
    }
}
