import Archives
import Dispatch
import SystemPackage
import Threads

/// One archive on its way into the seekable format.
final class PackJob: Sendable {
    /// What has become of the file.
    enum Outcome {
        case packed(PackReport.PackedFile)
        /// The original is as it was, and why.
        case left(String)
    }

    let planned: PlannedPack
    private let file: ArchiveFile
    private let cutter: Mutex<any ChunkCutter & ~Copyable>
    private let packer: FramePacker
    private let completion: PackCompletion
    private let progress = Mutex(Progress())
    private let jobs: Int
    /// A chunk may be cut when there is room for one more that is not written yet: that bounds the memory.
    private let room = DispatchSemaphore(value: 0)

    private struct Progress {
        var fileOffset: UInt64 = 0
        var decodedSize: UInt64 = 0
        var tear: Tear?
        var failure: ArchiveError?
    }

    init(_ planned: PlannedPack, _ options: PackOptions, jobs: Int) throws(ArchiveError) {
        self.planned = planned
        self.jobs = jobs
        file = try ArchiveFile(at: planned.source, windowLimit: PackOptions.windowLimit)
        file.advise(.sequential)
        // Not as its first value, to which it would have to come back before it goes.
        for _ in 0..<jobs + 2 { room.signal() }
        if file.isReadInPlace {
            cutter = Mutex(MappedChunks(file, from: 0, chunkLength: options.chunkLength))
        } else {
            cutter = Mutex(
                try DecodedChunks(file, chunkLength: options.chunkLength))
        }
        packer = try FramePacker(planned.target, level: options.level, frameSize: options.frameSize)
        completion = PackCompletion(planned: planned, mayHaveWriter: file.isReadInPlace, packer: packer)
    }

    /// Bytes of the file that were read.
    var fileOffset: UInt64 { progress.withLock { $0.fileOffset } }

    /// Packs the file; `onProgress` is called from any thread.
    func run(removing: Bool, onProgress: @escaping @Sendable () -> Void) throws(ArchiveError) -> Outcome {
        guard planned.isUnchanged(file.status) else { return .left(PackCompletion.changed) }
        concurrentPerform(iterations: jobs) { _ in
            while compressNext() { onProgress() }
        }
        let state = progress.withLock { $0 }
        if let failure = state.failure { throw failure }
        if let tear = state.tear { return .left("only what is whole is packed, and it is \(tear)") }
        if let reason = try completion.publish(state.decodedSize, removing: removing, jobs: jobs) {
            return .left(reason)
        }
        if removing, let reason = try planned.removeOriginal() { return .left(reason) }
        return .packed(completion.packedFile)
    }

    /// Takes a chunk and compresses it; false when there is none left, or something failed.
    private func compressNext() -> Bool {
        room.wait()
        do throws(ArchiveError) {
            if let chunk = try nextChunk() {
                for _ in 0..<(try packer.add(chunk)) { room.signal() }
                return true
            }
        } catch {
            progress.withLock { $0.failure = $0.failure ?? error }
        }
        // So that the others come to know it.
        room.signal()
        return false
    }

    private func nextChunk() throws(ArchiveError) -> Chunk? {
        try cutter.withLock { cutter throws(ArchiveError) in
            guard progress.withLock({ $0.failure }) == nil else { return nil }
            let chunk = try cutter.next()
            // Places to begin decoding at are of no use in a file that will go.
            _ = cutter.takeFrames()
            progress.withLock { progress in
                progress.fileOffset = cutter.bytesRead
                progress.decodedSize = cutter.cutOffset
                progress.tear = cutter.tear
            }
            return chunk
        }
    }
}
