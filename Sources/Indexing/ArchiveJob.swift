import Archives
import LogIndex
import Synchronization
import SystemPackage

/// One archive on its way into the index: what cuts it into chunks, and what has come of them.
final class ArchiveJob: Sendable {
    let planned: PlannedArchive
    private let file: ArchiveFile
    private let cutter: Mutex<any ChunkCutter & ~Copyable>
    private let progress: Mutex<Progress>
    /// What packs the archive along the way, where that is asked for and possible.
    let packing: ArchivePacking?

    struct Progress: Sendable {
        var counts = ArchiveCounts()
        /// The start of the last record seen, in decoded bytes.
        var lastRecordStart: UInt64?
        var layout: ArchiveLayout?
        var frames: [FrameEntry] = []
        /// Every record that starts before this is in a chunk.
        var cutOffset: UInt64
        var fileOffset: UInt64 = 0
        var tear: Tear?
        var isFinished = false
    }

    /// Opens the file and checks that it is still the one that was planned.
    ///
    /// - Parameters:
    ///   - frame: where decoding may begin, at or before the place to go on from.
    ///   - packing: how a plain archive is packed along the way.
    init(
        _ planned: PlannedArchive, from frame: Frame?, chunkLength: Int, packing: PackOptions? = nil
    ) throws(ArchiveError) {
        self.planned = planned
        file = try ArchiveFile(at: planned.path)
        guard planned.location.isSame(as: file.status) else {
            throw ArchiveError("changed while it was being indexed", remedy: "it is left to the next run")
        }
        file.advise(.sequential)
        progress = Mutex(Progress(cutOffset: planned.resumeOffset))
        if let packing { self.packing = ArchivePacking(planned, file, packing) } else { self.packing = nil }
        if file.codec == .plain {
            cutter = Mutex(MappedChunks(file, from: planned.resumeOffset, chunkLength: chunkLength))
        } else {
            cutter = Mutex(
                try DecodedChunks(file, from: frame, resumeOffset: planned.resumeOffset, chunkLength: chunkLength))
        }
    }

    /// The next chunk, nil behind the last. One thread at a time.
    func nextChunk() throws(ArchiveError) -> Chunk? {
        try cutter.withLock { cutter throws(ArchiveError) in
            let chunk = try cutter.next()
            progress.withLock { progress in
                progress.frames += cutter.takeFrames().map(FrameEntry.init)
                progress.cutOffset = cutter.cutOffset
                progress.fileOffset = cutter.fileOffset
                progress.tear = cutter.tear
                progress.isFinished = chunk == nil
            }
            return chunk
        }
    }

    /// Adds what a chunk gave.
    func add(_ result: ChunkScanner.Result) {
        progress.withLock { progress in
            progress.counts.add(result.counts)
            if let layout = result.layout { progress.layout = layout }
            progress.lastRecordStart = [progress.lastRecordStart, result.lastRecordStart].compactMap(\.self).max()
        }
    }

    var fileOffset: UInt64 { progress.withLock { $0.fileOffset } }
    var decodedBytes: UInt64 { progress.withLock { $0.cutOffset } - planned.resumeOffset }
    var counts: ArchiveCounts { progress.withLock { $0.counts } }

    func takeFrames() -> [FrameEntry] {
        progress.withLock { progress in
            defer { progress.frames = [] }
            return progress.frames + (packing?.takeFrames() ?? [])
        }
    }

    /// The catalog's entry as of now. All chunks given must have come back.
    var entry: ArchiveEntry {
        let progress = progress.withLock { $0 }
        var entry = planned.entry
        entry.counts.add(progress.counts)
        // The record at which indexing went on was counted before.
        if planned.resumeOffset < planned.entry.indexedLength, entry.counts.records > 0 { entry.counts.records -= 1 }
        if let layout = progress.layout { entry.layout = layout }
        entry.indexedLength = progress.cutOffset
        entry.problem = problem(progress)
        entry.resumeOffset = progress.cutOffset
        // At the end of a file that may yet grow, the last record may yet go on.
        if progress.isFinished { entry.resumeOffset = progress.lastRecordStart ?? planned.resumeOffset }
        if file.codec == .plain { entry.tail = tail(before: Int(entry.resumeOffset)) }
        packing?.apply(to: &entry)
        return entry
    }

    private func problem(_ progress: Progress) -> ArchiveProblem? {
        if let tear = progress.tear {
            let kind: ArchiveProblem.Kind = tear.kind == .truncated ? .truncated : .corrupt
            return ArchiveProblem(kind: kind, offset: tear.decodedOffset, text: tear.description)
        }
        guard !progress.isFinished else { return nil }
        return ArchiveProblem(
            kind: .unfinished, offset: progress.cutOffset, text: "indexed in part: an index run was stopped")
    }

    /// Enough of the text before a place to know it again.
    private func tail(before end: Int) -> ContentPrint {
        let start = max(0, end - ContentProbe.headLength)
        return file.print(of: start..<end)
    }
}

extension FrameEntry {
    init(_ frame: Frame) {
        self.init(
            decodedOffset: frame.decodedOffset, compressedOffset: frame.compressedOffset, kind: frame.kind.rawValue,
            bit: frame.bit, window: frame.window)
    }
}

extension Frame {
    init?(_ entry: FrameEntry) {
        guard let kind = FrameKind(rawValue: entry.kind) else { return nil }
        self.init(
            kind: kind, decodedOffset: entry.decodedOffset, compressedOffset: entry.compressedOffset, bit: entry.bit,
            window: entry.window)
    }
}
