/// What the database `runs` holds of one run, under its number (4 bytes, big-endian). A run without a row was never
/// published: no reader sees it, and the next writer sweeps its postings away.
///
/// | field | form |
/// | --- | --- |
/// | version | one byte, 1 |
/// | families | 2 times: bucket bits (one byte), postings (LEB128) |
/// | extents | LEB128 count, then each: archive (4 bytes), first granule, granules (LEB128) |
struct RunRow: Sendable, Equatable {
    struct Family: Sendable, Equatable {
        /// How many first bits of a hash name its bucket.
        var bucketBits: Int
        var postings: Int

        /// Enough buckets for some dozens of postings in each: small enough to read, large enough to pack well.
        init(postings: Int) {
            self.postings = postings
            let buckets = max(1, postings / Family.postingsPerBucket)
            bucketBits = min(31, Int.bitWidth - 1 - buckets.leadingZeroBitCount)
        }

        init(bucketBits: Int, postings: Int) {
            self.bucketBits = bucketBits
            self.postings = postings
        }

        private static let postingsPerBucket = 48
    }

    static let version: UInt8 = 1
    /// No archive has as many granules: so many that offsets of bytes would not overflow even so.
    private static let granuleLimit = 1 << 32

    var families: [Family]
    var extents: RunExtents

    /// The postings of both families.
    var postingCount: Int { families.reduce(0) { $0 + $1.postings } }

    func encoded() -> [UInt8] {
        var writer = ByteWriter()
        writer.fixed(RunRow.version)
        for family in families {
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
        for _ in KeyFamily.allCases {
            let bucketBits = Int(try reader.fixed(UInt8.self))
            guard bucketBits < 32 else { throw ByteReader.Damaged() }
            families.append(Family(bucketBits: bucketBits, postings: try reader.count()))
        }
        extents = try RunRow.extents(&reader)
        guard reader.isAtEnd else { throw ByteReader.Damaged() }
    }

    private static func extents(_ reader: inout ByteReader) throws(ByteReader.Damaged) -> RunExtents {
        var extents = RunExtents()
        var previous: (ArchiveID, Int)?
        for _ in 0..<(try reader.count()) {
            let archive = ArchiveID(try reader.fixed())
            let first = try reader.count()
            let count = try reader.count()
            guard first < RunRow.granuleLimit, count > 0, count <= Posting.ordinalLimit - extents.ordinalEnd,
                previous.map({ $0 < (archive, first) }) ?? true
            else { throw ByteReader.Damaged() }
            extents.append(archive, first..<first + count)
            previous = (archive, first + count)
        }
        return extents
    }
}

/// The kinds of keys that an index tells apart. What they are in the log is not the index's business.
public enum KeyFamily: UInt8, Sendable, CaseIterable {
    /// Every granule of a key is kept.
    case direct = 0
    /// A key leads to one of the direct family: where that is one and the same, its first granule is kept.
    case pivoted = 1
}
