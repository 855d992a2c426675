/// The postings of one chunk of an archive, family by family: in the order in which they were found, and once it is sealed
/// partitioned by the first byte of their hash, each of the 256 partitions in that order.
///
/// A key that comes again in the same granule, as those of neighbouring records do, is dropped on the way in.
public struct PostingBuffer: Sendable {
    /// The archive that the chunk is a piece of.
    public let archive: ArchiveID
    /// The granule where the chunk begins.
    public let firstGranule: Int
    /// One more than the last granule that may be added.
    public let granuleEnd: Int
    /// What was added of each family, in the order of the families that it was made for.
    public private(set) var families: [FamilyPostings]

    /// - Parameters:
    ///   - granules: the granules in which the chunk's records may start.
    ///   - families: those whose keys will be added.
    public init(archive: ArchiveID, granules: Range<Int>, families: [KeyFamilyDescription] = KeyFamily.known) {
        self.archive = archive
        firstGranule = granules.lowerBound
        granuleEnd = granules.upperBound
        self.families = families.map { FamilyPostings($0) }
    }

    /// Adds a key. O(1), amortised.
    ///
    /// - Parameters:
    ///   - family: its place in `families`.
    ///   - target: the hash of the key that it leads to; 0 for none.
    @inline(__always)
    public mutating func add(hash: UInt64, granule: Int, toFamily family: Int, leadingTo target: UInt64 = 0) {
        families[family].add(Posting(hash: hash, granule: granule &- firstGranule), leadingTo: target)
    }

    /// What was added of a family; nil where the buffer was not made for it. O(families).
    public subscript(family: KeyFamily) -> FamilyPostings? {
        families.first { $0.family == family }
    }

    /// Whether it has no postings.
    public var isEmpty: Bool { families.allSatisfy { $0.count == 0 } }

    /// How many granules it covers.
    public var granuleCount: Int { granuleEnd - firstGranule }

    /// The memory that it takes while it waits to be written, in bytes: postings and tables.
    public var byteCount: Int {
        families.reduce(MemoryLayout<PostingBuffer>.stride) { $0 + $1.byteCount }
    }

    /// Ends the adding: gives back the memory that only that needs, and partitions the postings. O(n), once.
    public mutating func seal() {
        for family in families.indices { families[family].seal() }
    }
}
