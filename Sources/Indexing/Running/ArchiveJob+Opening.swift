import Archives
import IndexModel
import SystemPackage
import Threads

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
        if file.isReadInPlace {
            if let known = try archive(of: planned.candidates, heldBy: file, &wasted) {
                let isAll = known.indexedLength == UInt64(file.bytes.count)
                let start = isAll ? known.indexedLength : known.resumeOffset
                let chunks = MappedChunks(file, from: start, chunkLength: chunkLength)
                return ArchiveJob(
                    file, planned.holding(known), Mutex(chunks), isRecognised: true, bytesWasted: wasted)
            }
            let chunks = MappedChunks(file, from: planned.resumeOffset, chunkLength: chunkLength)
            return ArchiveJob(
                file, planned, Mutex(chunks), bytesWasted: wasted,
                packing: packing.flatMap { ArchivePacking(planned, file, $0) })
        }
        for known in planned.candidates {
            if let job = try job(file, planned.holding(known), proving: known, spacing, chunkLength, &wasted) {
                return job
            }
        }
        var chunks = try DecodedChunks(
            file, from: frame, leaves: planned.knownContent?.leaves ?? LeafChain(), spacing: spacing,
            chunkLength: chunkLength)
        try chunks.passOver(to: planned.resumeOffset)
        let framesFrom = frame.map { $0.decodedOffset + 1 } ?? 0
        return ArchiveJob(file, planned, Mutex(chunks), framesFrom: framesFrom, bytesWasted: wasted)
    }

    /// What a file that is not as it was gives.
    static func changed(_ path: FilePath) -> ArchiveError {
        ArchiveError(
            "changed while it was being indexed", path: path, remedy: "what it holds now is left to the next run")
    }

    /// The job of going on with a known archive, if a compressed file holds all of it; nil if it does not.
    private static func job(
        _ file: ArchiveFile, _ planned: PlannedArchive, proving known: ArchiveEntry, _ spacing: FrameSpacing,
        _ chunkLength: Int, _ wasted: inout UInt64
    ) throws(ArchiveError) -> ArchiveJob? {
        var chunks = try DecodedChunks(file, spacing: spacing, chunkLength: chunkLength)
        guard try chunks.prove(known) else {
            wasted += chunks.bytesRead
            return nil
        }
        return ArchiveJob(file, planned, Mutex(chunks), isRecognised: true, bytesWasted: wasted)
    }

    /// The first of the archives of which a plain file holds all, nil where it is none of them. The file is read once,
    /// however many there are: O(bytes + archives).
    private static func archive(
        of candidates: [ArchiveEntry], heldBy file: ArchiveFile, _ bytesRead: inout UInt64
    ) throws(ArchiveError) -> ArchiveEntry? {
        guard !candidates.isEmpty else { return nil }
        var hasher = try ContentHasher()
        var found: Int?
        for (place, known) in candidates.enumerated().sorted(by: { $0.element.provenLength < $1.element.provenLength })
        {
            guard known.provenLength <= UInt64(file.bytes.count) else { break }
            hasher.update(file.bytes.extracting(0..<Int(known.provenLength)), at: 0)
            let isSame = HashedContent(hasher) == known.content
            if isSame, place < found ?? .max { found = place }
        }
        bytesRead += hasher.length
        return found.map { candidates[$0] }
    }
}
