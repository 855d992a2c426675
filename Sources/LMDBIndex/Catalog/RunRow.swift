import IndexModel

/// What the database `runs` holds of one run, under its number (4 bytes, big-endian). A run without a row was never
/// published: no reader sees it, and the next writer sweeps its postings away.
///
/// | field | form |
/// | --- | --- |
/// | version | one byte, 1; it says the form of the run's blocks (`PostingBlock`), too |
/// | families | LEB128 count, then each, ascending: number, bucket bits (one byte each), postings (LEB128) |
/// | extents | LEB128 count, then each: archive (8 bytes), first granule, granules (LEB128) |
struct RunRow: Sendable, Equatable {
    /// The postings of one family: every bucket of it is stored, empty ones too, where it has postings at all.
    struct Family: Sendable, Equatable {
        let family: KeyFamily
        /// How many first bits of a hash name its bucket.
        var bucketBits: Int
        var postings: Int

        /// Enough buckets for some dozens of postings in each: small enough to read, large enough to pack well.
        init(_ family: KeyFamily, postings: Int) {
            self.family = family
            self.postings = postings
            let buckets = max(1, postings / Family.postingsPerBucket)
            bucketBits = min(31, Int.bitWidth - 1 - buckets.leadingZeroBitCount)
        }

        init(_ family: KeyFamily, bucketBits: Int, postings: Int) {
            self.family = family
            self.bucketBits = bucketBits
            self.postings = postings
        }

        /// The buckets that are stored.
        var buckets: Range<Int> { postings == 0 ? 0..<0 : 0..<1 << bucketBits }

        private static let postingsPerBucket = 48
    }

    private static let version: UInt8 = 1
    /// No archive has as many granules: so many that offsets of bytes would not overflow even so.
    private static let granuleLimit = 1 << 32

    /// Those that the run has postings of, or might have; ascending.
    var families: [Family]
    var extents: RunExtents

    /// The postings of all families.
    var postingCount: Int { families.reduce(0) { $0 + $1.postings } }

    /// What the run has of a family; nil where it has nothing.
    subscript(_ family: KeyFamily) -> Family? {
        families.first { $0.family == family && $0.postings > 0 }
    }

    func encoded() -> [UInt8] {
        var writer = ByteWriter()
        writer.fixed(RunRow.version)
        writer.varint(families.count)
        for family in families {
            writer.fixed(family.family.number)
            writer.fixed(UInt8(family.bucketBits))
            writer.varint(family.postings)
        }
        writer.varint(extents.extents.count)
        for extent in extents.extents {
            writer.fixed(extent.archive.value)
            writer.varint(extent.granules.lowerBound)
            writer.varint(extent.granules.count)
        }
        return writer.bytes
    }

    init(families: [Family], extents: RunExtents) {
        self.families = families
        self.extents = extents
    }

    init(decoding bytes: Span<UInt8>) throws(ByteReader.Damaged) {
        var reader = ByteReader(bytes)
        guard try reader.fixed(UInt8.self) == RunRow.version else { throw ByteReader.Damaged() }
        families = []
        for _ in 0..<(try reader.count()) {
            let family = KeyFamily(number: try reader.fixed())
            let bucketBits = Int(try reader.fixed(UInt8.self))
            guard bucketBits < 32, families.last.map({ $0.family < family }) ?? true else {
                throw ByteReader.Damaged()
            }
            families.append(Family(family, bucketBits: bucketBits, postings: try reader.count()))
        }
        extents = try RunRow.extents(&reader)
        guard reader.isAtEnd else { throw ByteReader.Damaged() }
    }

    /// Whether the row is of another version than this program's: then nothing more is known of it.
    static func isOfOtherVersion(_ row: Span<UInt8>) -> Bool {
        !row.isEmpty && row[0] != version
    }

    private static func extents(_ reader: inout ByteReader) throws(ByteReader.Damaged) -> RunExtents {
        var extents = RunExtents()
        var previous: (ArchiveID, Int)?
        for _ in 0..<(try reader.count()) {
            let archive = ArchiveID(try reader.fixed())
            let first = try reader.count()
            let count = try reader.count()
            guard first < RunRow.granuleLimit, count > 0, count <= Posting.granuleLimit - extents.ordinalEnd,
                previous.map({ $0 < (archive, first) }) ?? true
            else { throw ByteReader.Damaged() }
            extents.append(archive, first..<first + count)
            previous = (archive, first + count)
        }
        return extents
    }
}
