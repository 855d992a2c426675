/// The postings of one chunk of an archive: in the order in which they were found, and once it is sealed partitioned
/// by the first byte of their hash, each of the 256 partitions in that order.
///
/// A key that comes again in the same granule, as those of neighbouring records do, is dropped on the way in.
public struct PostingBuffer: Sendable {
    /// The archive that the chunk is a piece of.
    public let archive: ArchiveID
    /// The granule where the chunk begins.
    public let firstGranule: Int
    /// One more than the last granule that may be added.
    public let granuleEnd: Int

    private(set) var direct: [Posting] = []
    private(set) var pivoted: [PivotedPosting] = []
    /// Where the partitions of each family end; empty until it is sealed, and where the family has no postings.
    private(set) var directEnds: [UInt32] = []
    private(set) var pivotedEnds: [UInt32] = []
    private var isSealed = false
    private var recentDirect: [Posting]
    private var recentPivoted: [PivotedPosting]

    private static let recentSlots = 1024

    /// - Parameter granules: the granules in which the chunk's records may start.
    public init(archive: ArchiveID, granules: Range<Int>) {
        self.archive = archive
        firstGranule = granules.lowerBound
        granuleEnd = granules.upperBound
        let none = Posting(word: .max)
        recentDirect = Array(repeating: none, count: Self.recentSlots)
        recentPivoted = Array(repeating: PivotedPosting(posting: none, pivot: 0), count: Self.recentSlots)
    }

    /// Adds a key of the family whose postings are all kept. O(1), amortised.
    @inline(__always)
    public mutating func add(hash: UInt64, granule: Int) {
        let posting = Posting(hash: hash, ordinal: granule &- firstGranule)
        let slot = Int(hash >> 54)
        guard recentDirect[slot] != posting else { return }
        recentDirect[slot] = posting
        direct.append(posting)
    }

    /// Adds a key of the family that leads to another.
    ///
    /// - Parameter pivot: the hash of the key that it leads to; 0 for none.
    @inline(__always)
    public mutating func add(hash: UInt64, granule: Int, pivot: UInt64) {
        let entry = PivotedPosting(posting: Posting(hash: hash, ordinal: granule &- firstGranule), pivot: pivot)
        let slot = Int(hash >> 54)
        guard recentPivoted[slot] != entry else { return }
        recentPivoted[slot] = entry
        pivoted.append(entry)
    }

    /// Whether it has no postings.
    public var isEmpty: Bool { direct.isEmpty && pivoted.isEmpty }

    /// How many granules it covers: as many ordinals as it takes of a run.
    public var granuleCount: Int { granuleEnd - firstGranule }

    /// The memory that it takes while it waits to be written, in bytes: postings and tables.
    public var byteCount: Int {
        func bytes<Element>(_ array: [Element]) -> Int { array.capacity * MemoryLayout<Element>.stride }
        return MemoryLayout<PostingBuffer>.stride + bytes(direct) + bytes(recentDirect) + bytes(directEnds)
            + bytes(pivoted) + bytes(recentPivoted) + bytes(pivotedEnds)
    }

    /// Ends the adding: gives back the memory that only that needs, and partitions the postings. O(n), once.
    public mutating func seal() {
        guard !isSealed else { return }
        isSealed = true
        recentDirect = []
        recentPivoted = []
        directEnds = partitionByHighestByte(&direct, key: \.word)
        pivotedEnds = partitionByHighestByte(&pivoted, key: \.posting.word)
    }
}
