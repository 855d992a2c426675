public import Archives
public import ByteScanning

/// An index opened for writing. Readers go on meanwhile and see what was published last.
///
/// A batch stages what it has, postings by `stage(_:)` and frames by `stage(_:of:from:)`, and `publish` makes all of it
/// visible at one moment. What was staged and not published is seen by nobody, whatever becomes of the process.
///
/// Each call throws `IndexError`: an index that is damaged, a store that refuses. What was published stays.
public protocol IndexWriting: ~Copyable {
    associatedtype Snapshot: IndexSnapshot & ~Copyable
    associatedtype StagedRun: Sendable

    /// The hash that keys are to be filed under.
    var hasher: KeyHasher { get }
    /// A granule is 2^shift decoded bytes.
    var granuleShift: Int { get }
    /// The most granules that one run may have postings of.
    static var granuleLimit: Int { get }

    /// The index as it was published last.
    func snapshot() throws(IndexError) -> Snapshot

    /// Draws numbers for archives that are new and for frame sets: the first of as many consecutive ones. Nobody is given
    /// one of them again, unless it is returned.
    mutating func drawNumbers(_ count: Int) throws(IndexError) -> ArchiveID

    /// Gives back the numbers drawn last, from one on.
    mutating func returnNumbers(from first: ArchiveID)

    /// Stores the postings of chunks as one run, which no reader sees yet. Publish it before staging another.
    ///
    /// - Parameter buffers: of `granuleLimit` granules at most, each buffer's counted.
    mutating func stage(_ buffers: consuming [PostingBuffer]) throws(IndexError) -> StagedRun

    /// Stores frames under a number.
    ///
    /// - Parameter offset: they take the place of all that it has there or behind, in decoded bytes; nil where it has none.
    mutating func stage(_ frames: [Frame], of number: FrameSetID, from offset: UInt64?) throws(IndexError)

    /// Makes a staged run visible, together with what is now known of the archives, at one moment.
    ///
    /// - Parameters:
    ///   - forgotten: archives that leave the catalog. Postings that name them are passed over from then on.
    ///   - inputs: what runs were asked to cover, and what of that is not in the index; nil where that stays as it is.
    mutating func publish(
        _ run: StagedRun?, _ archives: [ArchiveEntry], forgetting forgotten: [ArchiveID], inputs: IndexInputs?
    ) throws(IndexError)

    /// How many postings a staged run holds.
    static func postingCount(of run: StagedRun) -> Int

    /// Takes archives out of the catalog, then their postings and frames out of the index. Killed in between, nobody is told
    /// of them any more, and the next call does the rest.
    mutating func forget(_ archives: [ArchiveID]) throws(IndexError)

    /// Does what keeps questions fast after something was published; nothing where nothing was. Call it when all that was
    /// staged is published.
    mutating func maintain() throws(IndexError)

    /// What the index takes of the disk.
    func storage() throws(IndexError) -> IndexStorage

    /// Gives the system back what is free in the index: the last thing that a writer does.
    consuming func compact() throws(IndexError) -> IndexStorage
}

extension IndexWriting where Self: ~Copyable {
    /// Publishes a run and archives, and nothing else.
    public mutating func publish(
        _ run: StagedRun?, _ archives: [ArchiveEntry], forgetting forgotten: [ArchiveID] = []
    ) throws(IndexError) {
        try publish(run, archives, forgetting: forgotten, inputs: nil)
    }

    /// Stores frames under a number that has none.
    public mutating func stage(_ frames: [Frame], of number: FrameSetID) throws(IndexError) {
        try stage(frames, of: number, from: nil)
    }
}
