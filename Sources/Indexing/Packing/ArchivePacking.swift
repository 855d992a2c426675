import Archives
import IndexModel
import SystemPackage
import Threads

/// The packing of a plain archive along with its indexing: the chunks that are scanned are compressed too.
///
/// When the last chunk is, the packed file is published; the original goes when the index knows the packed one. A run
/// killed in between leaves both.
final class ArchivePacking: Sendable {
    enum Outcome {
        case packed(PackReport.PackedFile)
        /// The archive is indexed, but not packed, and why.
        case left(String, IndexReport.Notice.Remedy? = nil)
    }

    private struct State {
        /// Nil from the first failure on, and when somebody finishes it: it has an open file, and a run may have very many
        /// archives.
        var completion: PackCompletion?
        /// Nil before the end, or the first failure.
        var outcome: Outcome?
        var location: ArchiveLocation?
        var frames: [Frame] = []
        /// Whose original is to go.
        var packed: PlannedPack?
    }

    private let state: Mutex<State>
    private let length: UInt64
    private let options: PackOptions
    private let framesNumber: FrameSetID

    /// Nil for an archive that is not plain, and for one that has grown: it may grow again.
    init?(_ archive: PlannedArchive, _ file: ArchiveFile, _ options: PackOptions) {
        guard file.isReadInPlace, !file.bytes.isEmpty, archive.resumeOffset == 0 else { return nil }
        self.options = options
        framesNumber = archive.location.frames
        length = UInt64(file.bytes.count)
        do throws(ArchiveError) {
            state = Mutex(try ArchivePacking.begin(archive, file, options))
        } catch {
            state = Mutex(State(outcome: .left(error.reason)))
        }
    }

    private static func begin(
        _ archive: PlannedArchive, _ file: ArchiveFile, _ options: PackOptions
    ) throws(ArchiveError) -> State {
        let name = PlannedPack.name(for: archive.path.lastName, file.codec)
        let target = archive.path.removingLastComponent().appending(name: name)
        let attributes = try FileAttributes(at: archive.path)
        guard !attributes.isSymbolicLink, attributes.linkCount == 1 else {
            throw ArchiveError("it has other names, or its name is a link")
        }
        guard (try? FileAttributes(at: target)) == nil else {
            return State(outcome: .left("\(target) is there already", .pack))
        }
        let planned = PlannedPack(source: archive.path, status: file.status, target: target)
        let packer = try FramePacker(target, level: options.level, frameSize: options.frameSize)
        return State(completion: PackCompletion(planned: planned, mayHaveWriter: true, packer: packer))
    }

    /// Compresses a chunk. With the last one of them the packed file is whole, and is published.
    func add(_ chunk: Chunk) {
        guard let completion = state.withLock(\.completion) else { return }
        do throws(ArchiveError) {
            try completion.packer.add(chunk)
            guard completion.packer.decodedSize == length, begins() else { return }
            try finish(completion)
        } catch {
            fail(error.reason)
        }
    }

    /// Whether this is the one thread that is to finish.
    private func begins() -> Bool {
        state.withLock { state in
            defer { state.completion = nil }
            return state.completion != nil
        }
    }

    private func finish(_ completion: PackCompletion) throws(ArchiveError) {
        if let reason = try completion.publish(length, removing: true, jobs: options.jobs) { return fail(reason) }
        let packed = try ArchiveFile(at: completion.planned.target)
        // A plain file has no frames: its number is free for these.
        var location = ArchiveLocation(packed, path: packed.path.bytes, frames: framesNumber)
        location.end = packed.endFingerprint(ofFirst: location.size)
        let frames = completion.packer.frames.filter { $0.frame.decodedOffset < length }
        state.withLock { state in
            state.location = location
            state.frames = frames.map(\.frame)
            state.outcome = .packed(completion.packedFile)
            state.packed = completion.planned
        }
    }

    private func fail(_ reason: String) {
        state.withLock { state in
            if state.outcome == nil { state.outcome = .left(reason) }
            state.completion = nil
        }
    }

    /// What has become of it, nil as long as it is under way.
    var outcome: Outcome? { state.withLock { $0.outcome } }

    /// The packed file's frames, once.
    func takeFrames() -> [Frame] {
        state.withLock { state in
            defer { state.frames = [] }
            return state.frames
        }
    }

    /// Where the archive lies packed, once it does.
    var location: ArchiveLocation? { state.withLock { $0.location } }

    /// Removes the plain file, once, if there is a packed one. Only when the index has the packed one's place.
    func removeOriginal() {
        let packed = state.withLock { state in
            defer { state.packed = nil }
            return state.packed
        }
        do throws(ArchiveError) {
            if let reason = try packed?.removeOriginal() { state.withLock { $0.outcome = .left(reason) } }
        } catch {
            state.withLock { $0.outcome = .left("packed, but the original \(error.reason)") }
        }
    }
}
