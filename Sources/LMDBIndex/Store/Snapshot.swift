public import Archives
public import ByteScanning
public import IndexModel
import LMDB
import SystemPackage

/// The index as it was at one moment: what a writer publishes meanwhile is not seen, and does not wait.
public struct Snapshot: IndexSnapshot, ~Copyable {
    let transaction: ReadTransaction
    let databases: IndexDatabases
    private let schema: Schema
    let runs: [(number: UInt32, row: RunRow)]
    let directory: FilePath

    /// Reads the schema and the rows of the runs. O(runs).
    init(
        _ transaction: consuming ReadTransaction, _ databases: IndexDatabases, _ directory: FilePath
    ) throws(IndexError) {
        let schema = try Schema.read(in: transaction, databases, directory)
        let runs = try RunRow.readAll(in: transaction, databases, directory)
        guard runs.count == schema.runs else { throw .damaged("the list of runs", directory) }
        self.transaction = transaction
        self.databases = databases
        self.schema = schema
        self.runs = runs
        self.directory = directory
    }

    /// The hash that the index's keys are filed under.
    public var hasher: KeyHasher { schema.hasher }
    /// A granule is 2^shift decoded bytes.
    public var granuleShift: Int { schema.granuleShift }
    /// How many runs a lookup asks.
    var runCount: Int { runs.count }
    /// The postings keep the upper bits of a hash.
    public var precision: HashPrecision { HashPrecision(bits: Posting.hashBits) }

    var storedSchema: Schema { schema }

    /// The granules in which a key with this hash may stand, sorted, each once: one get for each run.
    ///
    /// Other keys may share the hash's first 40 bits: what the granules hold decides.
    public func locations(ofHash hash: UInt64, in family: KeyFamily) throws(IndexError) -> [PostingLocation] {
        var locations: [PostingLocation] = []
        for (number, row) in runs {
            guard let shape = row[family] else { continue }
            try attributing("run \(number)", of: directory) {
                try collect(hash, in: shape, ofRun: number, row, into: &locations)
            }
        }
        return locations.sortedOnce()
    }

    private func collect(
        _ hash: UInt64, in family: RunRow.Family, ofRun number: UInt32, _ row: RunRow,
        into locations: inout [PostingLocation]
    ) throws {
        let wanted = Posting(hash: hash, granule: 0)
        let bits = family.bucketBits
        let bucket = PostingBlock.bucket(wanted, bucketBits: bits)
        let key = PostingKey(run: number, family: family.family, bucket: bucket).encoded()
        // Empty buckets are stored too: one that is not there is damage, and no proof of anything.
        guard let block = try transaction.row(under: key, in: databases.postings) else { throw ByteReader.Damaged() }
        var ordinals: [Int] = []
        try PostingBlock.decode(
            block, bucket: bucket, bucketBits: bits, ordinalWidth: row.extents.ordinalWidth
        ) { posting in
            if posting.hash40 == wanted.hash40 { ordinals.append(posting.granule) }
        }
        for ordinal in ordinals {
            guard let location = row.extents.location(ofOrdinal: ordinal) else { throw ByteReader.Damaged() }
            locations.append(location)
        }
    }

    /// One archive of the catalog that a run, or the catalog's summary, names; nil when it was forgotten, and its postings
    /// with it. O(log archives).
    public func archive(_ id: ArchiveID) throws(IndexError) -> ArchiveEntry? {
        try attributing("the catalog's row of \(id)", of: directory) {
            let key = NumberKey.encoded(id.value)
            // That it was forgotten is a row of its own.
            guard let row = try transaction.row(under: key, in: databases.archives) else { throw ByteReader.Damaged() }
            return try ArchiveEntry(id: id, decoding: row)
        }
    }

    /// The whole catalog, by number. O(archives).
    public func archives() throws(IndexError) -> [ArchiveEntry] {
        var entries: [ArchiveEntry] = []
        // What a damaged count asks for is not to end the program.
        entries.reserveCapacity(min(try archiveCount(), 1 << 14))
        try transaction.forEachArchive(databases, of: directory) { if let entry = $1 { entries.append(entry) } }
        return entries
    }

    /// Calls `body` with each location of each archive in turn, which is much less work than to make their entries.
    /// O(archives).
    public func forEachLocation(_ body: (CatalogLocation) -> Void) throws(IndexError) {
        try transaction.forEachArchiveRow(databases, of: directory) { _, row throws(ByteReader.Damaged) in
            try ArchiveEntry.forEachLocation(decoding: row, body)
        }
    }

    /// The archives that were forgotten and whose rows are still there. O(archives).
    func forgottenArchives() throws(IndexError) -> [ArchiveID] {
        var forgotten: [ArchiveID] = []
        try transaction.forEachArchive(databases, of: directory) { if $1 == nil { forgotten.append($0) } }
        return forgotten
    }

    /// The archives that runs have postings of, as far as the runs' rows say.
    func archivesNamedByRuns() -> Set<ArchiveID> {
        Set(runs.flatMap(\.row.extents.extents).map(\.archive))
    }

    /// The last frame under a number at or before a decoded offset; nil where decoding starts at the beginning.
    /// O(log frames).
    public func frame(of number: FrameSetID, atOrBefore offset: UInt64) throws(IndexError) -> Frame? {
        try attributing("the list of frames of \(number)", of: directory) {
            var cursor = try transaction.cursor(in: databases.frames)
            // A byte more makes the next key, and overflows nowhere.
            let behind = Frame.key(number, offset) + [0]
            let stands = try cursor.seek(atOrAfter: behind.span) ? try cursor.previous() : try cursor.last()
            guard stands else { return nil }
            let key = try Frame.decodeKey(cursor.key)
            guard key.number == number else { return nil }
            return try Frame(decodedOffset: key.offset, decoding: cursor.row)
        }
    }
}

extension Schema {
    static func read(
        in transaction: borrowing ReadTransaction, _ databases: IndexDatabases, _ directory: FilePath
    ) throws(IndexError) -> Schema {
        try attributing("the schema", of: directory) {
            let key = Schema.key
            guard let value = try transaction.get(key.span, in: databases.schema) else { throw ByteReader.Damaged() }
            guard try !Schema.isOfOtherVersion(value) else { throw IndexError.otherVersion(directory) }
            let schema = try Schema(decoding: RowSeal.row(of: value, under: key.span))
            guard schema.hasKnownFamilies else { throw IndexError.otherVersion(directory) }
            return schema
        }
    }
}

extension RunRow {
    static func readAll(
        in transaction: borrowing ReadTransaction, _ databases: IndexDatabases, _ directory: FilePath
    ) throws(IndexError) -> [(number: UInt32, row: RunRow)] {
        var place = "the list of runs"
        return try attributing(place, of: directory) {
            var runs: [(number: UInt32, row: RunRow)] = []
            var cursor = try transaction.cursor(in: databases.runs)
            var stands = try cursor.first()
            while stands {
                let number = try NumberKey.decoded(cursor.key, as: UInt32.self)
                place = "the row of run \(number)"
                let row = try cursor.row
                guard !RunRow.isOfOtherVersion(row) else { throw IndexError.otherVersion(directory) }
                runs.append((number, try RunRow(decoding: row)))
                stands = try cursor.next()
            }
            return runs
        }
    }
}
