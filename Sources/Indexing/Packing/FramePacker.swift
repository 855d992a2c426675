import Archives
import SystemPackage
import Threads

/// Makes one packed file of the chunks of an archive, which may come from many threads and in any order.
///
/// Frames are written in the order of the text; what comes too early waits.
final class FramePacker: Sendable {
    private struct State: ~Copyable {
        var writer: SeekableWriter<NewFile>
        /// Frames that others have to be written before, by the decoded offset of the first of them.
        var waiting: [UInt64: PackedFrames] = [:]
    }

    private let state: Mutex<State>
    private let compressors: CompressorPool
    private let frameSize: Int

    /// Begins a temporary file for `target`.
    init(_ target: FilePath, level: Int, frameSize: Int) throws(ArchiveError) {
        state = Mutex(State(writer: SeekableWriter(try NewFile(for: target))))
        compressors = CompressorPool(level: level)
        self.frameSize = frameSize
    }

    /// Compresses a chunk, and writes whatever is next. Gives how many of the chunks added are done with: written, or
    /// without a byte of their own.
    @discardableResult
    func add(_ chunk: Chunk) throws(ArchiveError) -> Int {
        let compressor = try compressors.take()
        var packed = PackedFrames()
        var failure: ArchiveError?
        let start = chunk.withText { text, offset in
            let part = chunk.ownPart(of: text)
            for frame in RecordCuts.frames(of: part, in: text, frameSize: frameSize) {
                do throws(ArchiveError) {
                    try compressor.value.append(text.extracting(frame), to: &packed)
                } catch {
                    failure = error
                    break
                }
            }
            return offset + UInt64(part.lowerBound)
        }
        compressors.give(compressor)
        if let failure { throw failure }
        // A chunk inside one long record has nothing of its own, and would take the next one's place.
        return packed.bytes.isEmpty ? 1 : try write(packed, at: start)
    }

    private func write(_ packed: PackedFrames, at offset: UInt64) throws(ArchiveError) -> Int {
        try state.withLock { state throws(ArchiveError) in
            state.waiting[offset] = packed
            var written = 0
            while let next = state.waiting.removeValue(forKey: state.writer.decodedSize) {
                try state.writer.add(next)
                written += 1
            }
            return written
        }
    }

    /// Decoded bytes written so far.
    var decodedSize: UInt64 { state.withLock { $0.writer.decodedSize } }
    /// Bytes of the file so far.
    var packedSize: UInt64 { state.withLock { $0.writer.compressedSize } }
    /// The frames written so far.
    var frames: [WrittenFrame] { state.withLock { $0.writer.frames } }

    /// Gives the file the attributes of the original.
    func keep(_ attributes: FileAttributes, of original: FilePath) throws(ArchiveError) {
        try state.withLock { state throws(ArchiveError) in
            try state.writer.withSink { file throws(ArchiveError) in try file.setAttributes(attributes, of: original) }
        }
    }

    /// Ends the file with its table. What is written to it changes its time.
    func finish() throws(ArchiveError) {
        try state.withLock { state throws(ArchiveError) in try state.writer.finish() }
    }

    /// Waits until the file is on the disk.
    func flush() throws(ArchiveError) {
        try state.withLock { state throws(ArchiveError) in
            try state.writer.withSink { file throws(ArchiveError) in try file.flush() }
        }
    }

    /// The sealed file, to be read.
    func mapped() throws(ArchiveError) -> ArchiveFile {
        try state.withLock { state throws(ArchiveError) in try state.writer.sink.mapped() }
    }

    /// Puts the file in its place, where nothing is.
    func publish() throws(ArchiveError) {
        try state.withLock { state throws(ArchiveError) in
            try state.writer.withSink { file throws(ArchiveError) in try file.publish(replacing: nil) }
        }
    }

    /// Puts the file in the place of the original, if that still is as it was. Gives what became of the original.
    func publish(removing original: FileStatus) throws(ArchiveError) -> FileRemoval {
        try state.withLock { state throws(ArchiveError) in
            try state.writer.withSink { file throws(ArchiveError) in try file.publish(removing: original) }
        }
    }
}

/// Compressors for as many threads as ask for one at a time, made once.
private final class CompressorPool: Sendable {
    final class Compressor: Sendable {
        let value: FrameCompressor

        init(level: Int) throws(ArchiveError) {
            value = try FrameCompressor(level: level)
        }
    }

    private let level: Int
    private let idle = Mutex<[Compressor]>([])

    init(level: Int) {
        self.level = level
    }

    func take() throws(ArchiveError) -> Compressor {
        if let compressor = idle.withLock({ $0.popLast() }) { return compressor }
        return try Compressor(level: level)
    }

    func give(_ compressor: Compressor) {
        idle.withLock { $0.append(compressor) }
    }
}
