import Archives
import IndexModel

/// Compares all that is indexed of an archive with the index: its content's digest, its keys, its frames. Decodes it once.
struct WholeArchiveCheck: ~Copyable {
    private let archive: VerifiedArchive
    private let options: VerifyOptions
    private let scanner: ChunkScanner
    private var frames: FrameCheck
    private var hasher: ContentHasher
    /// Postings that the index was not asked for yet.
    private var waiting: [PostingBuffer] = []
    private var waitingBytes = 0
    private var missing: [MissingPosting] = []
    private var damage: IndexError?
    private var verdict = ArchiveVerdict()

    init(_ archive: VerifiedArchive, _ options: VerifyOptions, _ snapshot: borrowing some IndexSnapshot & ~Copyable)
        throws(ArchiveError)
    {
        hasher = try ContentHasher()
        self.options = options
        self.archive = archive
        scanner = archive.scanner(snapshot)
        frames = FrameCheck(archive.file, archive.location.frames)
    }

    /// - Parameter onBytes: called with the bytes of the file that were read since the last call.
    consuming func run(
        in snapshot: borrowing some IndexSnapshot & ~Copyable, onBytes: (UInt64) -> Void
    ) throws(ArchiveError) -> ArchiveVerdict {
        let file = archive.file
        file.advise(.sequential)
        if file.isReadInPlace {
            var chunks = MappedChunks(file, from: 0, chunkLength: options.chunkLength)
            try compare(&chunks, in: snapshot, onBytes)
        } else {
            var chunks = try DecodedChunks(file, spacing: FrameCheck.spacing, chunkLength: options.chunkLength)
            try compare(&chunks, in: snapshot, onBytes)
        }
        return verdict
    }

    private mutating func compare<Cutter: ChunkCutter & ~Copyable>(
        _ cutter: inout Cutter, in snapshot: borrowing some IndexSnapshot & ~Copyable, _ onBytes: (UInt64) -> Void
    ) throws(ArchiveError) {
        var bytesTold: UInt64 = 0
        while let chunk = try cutter.next() {
            frames.note(cutter.takeFrames())
            compare(chunk, in: snapshot)
            chunk.letGo()
            onBytes(cutter.bytesRead - bytesTold)
            bytesTold = cutter.bytesRead
            if archive.isLonger, cutter.cutOffset >= max(archive.entry.provenLength, archive.entry.indexedLength) {
                break
            }
        }
        ask(snapshot)
        conclude(cutter.tear, end: cutter.cutOffset)
    }

    private mutating func compare(_ chunk: Chunk, in snapshot: borrowing some IndexSnapshot & ~Copyable) {
        let entry = archive.entry
        let textEnd = archive.textEnd
        var postings: PostingBuffer?
        chunk.withText { text, offset in
            // Where a decoded offset is in the text.
            func place(_ decoded: UInt64, _ limit: Int) -> Int {
                decoded <= offset ? 0 : min(limit, Int(clamping: decoded - offset))
            }
            let hashed = place(hasher.length, text.count)..<place(entry.provenLength, chunk.starts.upperBound)
            if hashed.lowerBound < hashed.upperBound {
                hasher.update(text.extracting(hashed), at: offset + UInt64(hashed.lowerBound))
            }
            let end = place(entry.indexedLength, chunk.starts.upperBound)
            guard chunk.starts.lowerBound < end else { return }
            let known = text.extracting(0..<place(textEnd, text.count))
            let result = scanner.scan(
                known, at: offset, startsIn: chunk.starts.lowerBound..<end, knownStart: chunk.knownStart)
            verdict.decodedBytes += UInt64(end - chunk.starts.lowerBound)
            verdict.keys += result.counts.keyCount
            postings = result.postings
            frames.compare(text.extracting(0..<end), at: offset, in: snapshot)
        }
        guard let postings else { return }
        waiting.append(postings)
        waitingBytes += postings.byteCount
        if waitingBytes >= options.windowBytes { ask(snapshot) }
    }

    /// Asks the index for the keys found since it was asked last.
    private mutating func ask(_ snapshot: borrowing some IndexSnapshot & ~Copyable) {
        do throws(IndexError) {
            missing += try snapshot.missing(from: waiting)
        } catch {
            damage = damage ?? error
        }
        waiting = []
        waitingBytes = 0
    }

    /// In a text that is not the one that was indexed, keys and frames say nothing about the index.
    private mutating func conclude(_ tear: Tear?, end: UInt64) {
        let entry = archive.entry
        let content = HashedContent(hasher)
        let isSame =
            content == entry.content
            && (archive.isLonger || end == entry.provenLength)
        let isTorn = archive.isLonger ? hasher.length < entry.provenLength : true
        if isTorn, let tear, archive.location.problem == nil || !isSame {
            verdict.findings.append(.torn(tear))
        } else if !isSame {
            verdict.findings.append(.contentDiffers)
        }
        if isSame {
            verdict.add(missing)
            if let first = frames.firstMisplaced {
                verdict.findings.append(.framesMisplaced(frames.misplaced, first: first))
            }
        }
        for error in [damage, frames.damage].compactMap(\.self) { verdict.findings.append(.indexUnreadable(error)) }
    }
}
