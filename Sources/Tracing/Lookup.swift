import Archives
import ByteScanning
public import LogIndex
public import MTALog
import SystemPackage

/// The second flow: from a key to its records. One snapshot of the index, for one key or many.
public struct Lookup: ~Copyable {
    /// What was found, and what could not be searched.
    public struct Answer: Sendable {
        /// In the order of time, each once.
        public var records: [FoundRecord]
        /// Archives that hold, or may hold, records of the key and could not be searched.
        public var unread: [UnreadArchive]
    }

    /// Records outside of this span of time are left out; nil leaves an end open.
    public struct Span: Sendable {
        public var since: Stamp?
        public var until: Stamp?

        public init(since: Stamp? = nil, until: Stamp? = nil) {
            self.since = since
            self.until = until
        }

        /// Whether a record of this moment is wanted; one without a moment always is.
        public func contains(_ stamp: Stamp?) -> Bool {
            guard let stamp else { return true }
            return stamp >= since ?? stamp && until.map { stamp < $0 } ?? true
        }
    }

    let snapshot: Snapshot
    let cache = GranuleCache()
    private var archives = SortedTable<ArchiveID, OpenedArchive>()
    /// Those that were decoded last, the latest at the end.
    private var decoding: [ArchiveReader] = []
    private var extractor = KeyExtractor()
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
    /// O(archives that are indexed in part or gone), once.
    public mutating func coverage() throws(IndexError) -> Coverage {
        if let knownCoverage { return knownCoverage }
        let coverage = try snapshot.coverage()
        knownCoverage = coverage
        return coverage
    }

    /// All the records of a key.
    ///
    /// Every candidate is checked against the decoded bytes. O(postings of the key), each a granule decoded.
    ///
    /// - Parameter wholeMessage: also the records that share a message-ID with those of the key.
    public mutating func records(
        of pattern: KeyPattern, in span: Span = Span(), wholeMessage: Bool = false
    ) throws(IndexError) -> Answer {
        var search = Search(pattern, hasher: snapshot.hasher)
        try run(&search)
        if wholeMessage, let message = KeyPattern(messageIDs: messageIDs(of: search.found)) {
            var whole = Search(message, hasher: snapshot.hasher)
            try run(&whole)
            search.add(whole)
        }
        let records = search.found.filter { span.contains($0.stamp) }.inTimeOrderTellingEachOnce()
        // An answer "no" is only as good as what was searched.
        let unread =
            records.isEmpty ? search.unread.union(try coverage().partial.map(UnreadArchive.init)) : search.unread
        return Answer(records: records, unread: unread.sorted { $0.path.string < $1.path.string })
    }

    private mutating func messageIDs(of records: [FoundRecord]) -> Set<[UInt8]> {
        var ids: Set<[UInt8]> = []
        for record in records {
            let text = record.bytes.span
            extractor.extract(text.indices, in: text)
            for key in extractor.keys where key.kind == .messageID {
                let id = extractor.bytes(of: key, in: text)
                ids.insert(id.bytes(in: id.indices))
            }
        }
        return ids
    }

    private mutating func run(_ search: inout Search) throws(IndexError) {
        let first = try locations(of: search.pattern)
        try read(first, for: &search)
        // A queue file's first granule is enough to know its message, whose granules hold all the rest.
        try read(try locations(ofPivots: search.pivots).subtracting(sorted: first), for: &search)
    }

    /// The granules that a key itself leads to, in the order of archives and offsets.
    func locations(of pattern: KeyPattern) throws(IndexError) -> [PostingLocation] {
        var locations: [PostingLocation] = []
        for candidate in pattern.candidates {
            let hash = snapshot.hasher.hash(candidate.bytes.span)
            let family: KeyFamily = candidate.kind == .messageID ? .direct : .pivoted
            locations += try snapshot.locations(ofHash: hash, in: family)
        }
        return locations.sortedOnce()
    }

    /// The granules of message-IDs that a queue file leads to.
    private func locations(ofPivots pivots: [UInt64]) throws(IndexError) -> [PostingLocation] {
        var locations: [PostingLocation] = []
        var last: UInt64?
        for pivot in pivots.sorted() where pivot != last {
            locations += try snapshot.locations(ofHash: pivot, in: .direct)
            last = pivot
        }
        return locations.sortedOnce()
    }

    /// The granules that come second in the lookup of a queue file: those of its messages. Reads the first ones.
    mutating func locationsBehind(_ pattern: KeyPattern) throws(IndexError) -> [PostingLocation] {
        guard pattern.candidates.contains(where: { $0.kind == .queueFile }) else { return [] }
        var search = Search(pattern, hasher: snapshot.hasher)
        try read(try locations(of: pattern), for: &search)
        return try locations(ofPivots: search.pivots)
    }

    private mutating func read(_ locations: [PostingLocation], for search: inout Search) throws(IndexError) {
        for location in locations {
            switch try reader(of: location.archive) {
            case nil: continue
            case .unread(let reason): search.unread.insert(reason)
            case .reader(let reader):
                let count = search.found.count
                do throws(UnreadArchive) {
                    try read(location, with: reader, for: &search)
                } catch {
                    search.unread.insert(error)
                    if reader.hasShrunk { search.found.removeSubrange(count...) }
                }
            }
        }
    }

    private mutating func read(
        _ location: PostingLocation, with reader: ArchiveReader, for search: inout Search
    ) throws(UnreadArchive) {
        var damage: IndexError?
        // In a variable of its own, of which no call makes a copy.
        var extractor = KeyExtractor()
        swap(&extractor, &self.extractor)
        defer { swap(&extractor, &self.extractor) }
        try reader.withRecords(
            inGranule: location.granule,
            frame: { offset in
                do throws(IndexError) {
                    return try snapshot.frame(of: reader.frames, atOrBefore: offset).flatMap(Frame.init)
                } catch {
                    damage = error
                    return nil
                }
            },
            { text, textOffset, records in
                var parser = GranuleParser(parser, records)
                for record in records {
                    extractor.extract(record, in: text)
                    search.follow(extractor, in: text)
                    guard search.isWanted(extractor, in: text) else { continue }
                    search.found.append(
                        FoundRecord(
                            stamp: RecordStart.stamp(text, at: record.lowerBound), archive: location.archive,
                            path: reader.path, offset: textOffset + UInt64(record.lowerBound),
                            bytes: text.bytes(in: record), fields: parser.fields(of: record, in: text)))
                }
            })
        if let damage { throw UnreadArchive(path: reader.path, reason: damage.description) }
    }

    /// The reader of an archive, kept open for what comes next; nil where the catalog has forgotten it.
    mutating func reader(of archive: ArchiveID) throws(IndexError) -> OpenedArchive? {
        guard let opened = try opened(archive) else { return nil }
        if case .reader(let reader) = opened, reader.isCompressed { keepDecoder(of: reader) }
        return opened
    }

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
}

/// What came of opening an archive.
enum OpenedArchive {
    case reader(ArchiveReader)
    case unread(UnreadArchive)

    init(_ entry: ArchiveEntry, granuleShift: Int, cache: GranuleCache) {
        do throws(UnreadArchive) {
            self = .reader(try ArchiveReader(entry, granuleShift: granuleShift, cache: cache))
        } catch {
            self = .unread(error)
        }
    }
}

/// What one lookup has found so far.
private struct Search {
    let pattern: KeyPattern
    let hasher: KeyHasher
    var found: [FoundRecord] = []
    var unread: Set<UnreadArchive> = []
    /// Hashes of the message-IDs that the queue file leads to, as the records have them: one may stand there twice.
    var pivots: [UInt64] = []
    private let wantedFiles: [UInt64]

    init(_ pattern: KeyPattern, hasher: KeyHasher) {
        self.pattern = pattern
        self.hasher = hasher
        wantedFiles = pattern.candidates.filter { $0.kind == .queueFile }.map { hasher.hash($0.bytes.span) }
    }

    /// Adds what another search found, each record once.
    mutating func add(_ other: Search) {
        let known = Set(found)
        found += other.found.filter { !known.contains($0) }
        unread.formUnion(other.unread)
    }

    func isWanted(_ extractor: borrowing KeyExtractor, in text: Span<UInt8>) -> Bool {
        pattern.matches(extractor, in: text)
    }

    /// Notes where the queue file leads, by the same rule as the index: a key that only shares the first bits of the
    /// hash may be the one whose granule was kept for both.
    mutating func follow(_ extractor: borrowing KeyExtractor, in text: Span<UInt8>) {
        guard !wantedFiles.isEmpty, extractor.isSure else { return }
        var leads = false
        for key in extractor.keys where key.kind == .queueFile {
            let hash = hasher.hash(extractor.bytes(of: key, in: text))
            for wanted in wantedFiles where PostingLocation.sharesPostings(wanted, hash) { leads = true }
        }
        guard leads else { return }
        for id in extractor.keys where id.kind == .messageID {
            let pivot = hasher.hash(extractor.bytes(of: id, in: text))
            if pivots.last != pivot { pivots.append(pivot) }
            return
        }
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
