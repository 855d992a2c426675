public import Archives
public import ByteScanning

/// An index as it was at one moment: what all of the questions need to ask. One thread at a time.
///
/// Each call throws `IndexError` where what it needs of the index is damaged or cannot be had. What is not there is never
/// told as "none" where it ought to be there: an answer of nothing is proof that there is nothing.
public protocol IndexSnapshot: ~Copyable {
    /// The hash that the index's keys are filed under.
    var hasher: KeyHasher { get }
    /// How much of a hash the postings keep.
    var precision: HashPrecision { get }
    /// A granule is 2^shift decoded bytes.
    var granuleShift: Int { get }

    /// The granules in which a key with this hash may stand, sorted, each once; of a key that leads to another, at least
    /// the first one of each archive. Other keys may share the bits of the hash that are kept: what the granules hold decides.
    func locations(ofHash hash: UInt64, in family: KeyFamily) throws(IndexError) -> [PostingLocation]

    /// An archive that a posting, or the summary of the catalog, names; nil when it was forgotten.
    func archive(_ id: ArchiveID) throws(IndexError) -> ArchiveEntry?

    /// The whole catalog, by number. O(archives).
    func archives() throws(IndexError) -> [ArchiveEntry]

    /// Visits every location of the catalog, with nothing copied: what it takes to see that nothing has changed. O(archives).
    func forEachLocation(_ body: (CatalogLocation) -> Void) throws(IndexError)

    /// How many archives the catalog has; some that were forgotten may still count.
    func archiveCount() throws(IndexError) -> Int

    /// What a "no" rests on. O(archives that are indexed in part), not O(archives).
    func coverage() throws(IndexError) -> Coverage

    /// What runs were asked to cover, and what of that is not in the index. O(unread inputs).
    func inputs() throws(IndexError) -> IndexInputs

    /// The last frame under a number at or before a decoded offset; nil where decoding starts at the beginning.
    func frame(of number: FrameSetID, atOrBefore offset: UInt64) throws(IndexError) -> Frame?

    /// The frames under a number that begin in a range of decoded offsets, ascending. O(those).
    func frames(of number: FrameSetID, in offsets: Range<UInt64>) throws(IndexError) -> [Frame]

    /// The most decoded bytes of an archive without a place where decoding can start. O(frames).
    func longestFrame(of archive: ArchiveEntry) throws(IndexError) -> UInt64

    /// What the index lacks of the postings of one archive's chunks: all that a lookup of their keys would not find.
    ///
    /// - Parameter buffers: of one archive.
    func missing(from buffers: [PostingBuffer]) throws(IndexError) -> [MissingPosting]

    /// The parts of the index that cannot be read, each once. What belongs to single archives is not looked at. O(index).
    func damage() -> [IndexError]
}
