import Archives
import LogIndex
import Synchronization
import SystemPackage

/// How a planned file becomes a job.
extension ArchiveJob {
    /// Opens the file, checks that it is still the one that was planned, and finds out which archive it holds.
    ///
    /// - Parameters:
    ///   - frame: where decoding may begin when an archive is gone on with.
    ///   - spacing: how densely frames are recorded.
    ///   - packing: how a plain archive that is new is packed along the way.
    ///   - windowLimit: see `ArchiveFile`.
    static func open(
        _ planned: PlannedArchive, from frame: Frame?, spacing: FrameSpacing, chunkLength: Int,
        packing: PackOptions? = nil, windowLimit: Int
    ) throws(ArchiveError) -> ArchiveJob {
        let file = try ArchiveFile(at: planned.path, windowLimit: windowLimit)
        guard planned.location.status.isSameContent(as: file.status) else { throw changed(file.path) }
        file.advise(.sequential)
        var wasted: UInt64 = 0
        for known in planned.candidates {
            if let job = try job(file, planned.holding(known), proving: known, spacing, chunkLength, &wasted) {
                return job
            }
        }
        if file.codec == .plain {
            let chunks = MappedChunks(file, from: planned.resumeOffset, chunkLength: chunkLength)
            return ArchiveJob(
                file, planned, Mutex(chunks), bytesWasted: wasted,
                packing: packing.flatMap { ArchivePacking(planned, file, $0) })
        }
        var chunks = try DecodedChunks(
            file, from: frame, leaves: planned.knownContent.leaves, spacing: spacing, chunkLength: chunkLength)
        try chunks.passOver(to: planned.resumeOffset)
        let framesFrom = frame.map { $0.decodedOffset + 1 } ?? 0
        return ArchiveJob(file, planned, Mutex(chunks), framesFrom: framesFrom, bytesWasted: wasted)
    }

    /// What a file that is not as it was gives.
    static func changed(_ path: FilePath) -> ArchiveError {
        ArchiveError(
            "changed while it was being indexed", path: path, remedy: "what it holds now is left to the next run")
    }

    /// The job of going on with a known archive, if the file holds all of it; nil if it does not.
    private static func job(
        _ file: ArchiveFile, _ planned: PlannedArchive, proving known: ArchiveEntry, _ spacing: FrameSpacing,
        _ chunkLength: Int, _ wasted: inout UInt64
    ) throws(ArchiveError) -> ArchiveJob? {
        if file.codec == .plain {
            wasted += known.provenLength
            guard try content(of: file, known.provenLength) == HashedContent(content: known.content, rest: known.rest)
            else { return nil }
            let isAll = known.indexedLength == UInt64(file.bytes.count)
            let start = isAll ? known.indexedLength : known.resumeOffset
            let chunks = MappedChunks(file, from: start, chunkLength: chunkLength)
            return ArchiveJob(file, planned, Mutex(chunks), isRecognised: true, bytesWasted: wasted)
        }
        var chunks = try DecodedChunks(file, spacing: spacing, chunkLength: chunkLength)
        guard try chunks.prove(known) else {
            wasted += chunks.bytesRead
            return nil
        }
        return ArchiveJob(file, planned, Mutex(chunks), isRecognised: true, bytesWasted: wasted)
    }

    /// What the first bytes of a plain file are.
    private static func content(of file: ArchiveFile, _ length: UInt64) throws(ArchiveError) -> HashedContent? {
        guard length <= UInt64(file.bytes.count) else { return nil }
        var hasher = try ContentHasher()
        hasher.update(file.bytes.extracting(0..<Int(length)), at: 0)
        return HashedContent(hasher)
    }
}
