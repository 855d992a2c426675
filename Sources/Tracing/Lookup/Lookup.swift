import Archives
public import IndexModel
public import MTALog

/// The second flow: from a key to its records. One snapshot of the index, for one key or many.
public struct Lookup<Snapshot: IndexSnapshot & ~Copyable>: ~Copyable {
    let snapshot: Snapshot
    let cache = GranuleCache()
    private var archives = SortedTable<ArchiveID, OpenedArchive>()
    /// Those that were decoded last, the latest at the end.
    private var decoding: [ArchiveReader] = []
    var extractor = KeyExtractor()
    /// Takes the records found apart, where that is wanted.
    let parser: RecordParser?
    /// Read when the first answer is "no", for a "yes" does not need it.
    private var knownCoverage: Coverage?
    /// How many archives the catalog has.
    public let archiveCount: Int

    /// How many archives are kept open: the system maps tens of thousands of files for a process. Tests want fewer.
    package var mostArchives = 4096
    /// How many decoders are kept: each takes some megabytes with what it refers to. Tests want fewer.
    package var mostDecoders = 8

    /// - Parameter parser: takes the records found apart, after learning from their granule; nil where their fields
    ///   are not wanted.
    public init(_ snapshot: consuming Snapshot, parser: RecordParser? = nil) throws(IndexError) {
        self.parser = parser
        archiveCount = try snapshot.archiveCount()
        self.snapshot = snapshot
    }

    /// What a "no" rests on: which archives were indexed, from when to when, and which only in part.
    ///
    /// O(archives that are indexed in part), once.
    public mutating func coverage() throws(IndexError) -> Coverage {
        if let knownCoverage { return knownCoverage }
        let coverage = try snapshot.coverage()
        knownCoverage = coverage
        return coverage
    }

    /// The reader of an archive, kept open for what comes next; nil where the catalog has forgotten it.
    mutating func reader(of archive: ArchiveID) throws(IndexError) -> OpenedArchive? {
        guard let opened = try opened(archive) else { return nil }
        if case .reader(let reader) = opened.file, reader.isCompressed { keepDecoder(of: reader) }
        return opened
    }

    /// No record of an archive that is indexed is earlier; nil where none has a stamp.
    mutating func firstStamp(of archive: ArchiveID) throws(IndexError) -> Stamp? { try opened(archive)?.firstStamp }

    private mutating func opened(_ archive: ArchiveID) throws(IndexError) -> OpenedArchive? {
        if let opened = archives[archive] { return opened }
        guard let entry = try snapshot.archive(archive) else { return nil }
        if archives.entries.count >= mostArchives {
            archives = SortedTable()
            decoding = []
        }
        let opened = OpenedArchive(entry, granuleShift: snapshot.granuleShift, cache: cache)
        archives[archive] = opened
        return opened
    }

    private mutating func keepDecoder(of reader: ArchiveReader) {
        guard decoding.last !== reader else { return }
        decoding.removeAll { $0 === reader }
        decoding.append(reader)
        if decoding.count > mostDecoders { decoding.removeFirst().dropDecoder() }
    }

    /// The last frame of an archive's file at or before a decoded offset.
    func frame(of reader: ArchiveReader, atOrBefore offset: UInt64) throws(IndexError) -> Frame? {
        try snapshot.frame(of: reader.frames, atOrBefore: offset)
    }

    /// The decoded bytes in which the records of some granules begin.
    func bytes(ofGranules granules: ClosedRange<Int>) -> Range<UInt64> {
        let shift = UInt64(snapshot.granuleShift)
        return UInt64(granules.lowerBound) << shift..<(UInt64(granules.upperBound) + 1) << shift
    }
}

/// What came of opening an archive.
struct OpenedArchive {
    enum File {
        case reader(ArchiveReader)
        case unread(UnreadArchive)
    }

    let file: File
    /// No record that is indexed is earlier; nil where none has a stamp.
    let firstStamp: Stamp?

    init(_ entry: ArchiveEntry, granuleShift: Int, cache: GranuleCache) {
        firstStamp = entry.counts.firstMoment.map { Stamp(hundredths: $0) }
        do throws(UnreadArchive) {
            file = .reader(try ArchiveReader(entry, granuleShift: granuleShift, cache: cache))
        } catch {
            file = .unread(error)
        }
    }
}
