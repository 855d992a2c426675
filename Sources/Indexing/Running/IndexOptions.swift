public import Archives

/// How an index run is done.
public struct IndexOptions: Sendable {
    /// The ceiling of the run's own memory, in bytes; mapped files do not count.
    public var memory: Int
    /// How many threads scan and decode.
    public var jobs: Int
    /// About how many decoded bytes one thread takes at a time.
    public var chunkLength: Int
    /// The decoded bytes from one seek point inside a .gz to the next: a lookup decodes half of that on the average before
    /// it comes to what it wants, and each point takes some KiB of the index.
    public var seekPointSpacing = IndexOptions.defaultSeekPointSpacing
    /// How plain archives that are read from their beginning are packed along the way; nil is not at all.
    public var packing: PackOptions?

    /// Files that are left out and directories that are not walked. Where no paths are given, nil is those of the last run.
    public var exclusions: [NamePattern]?
    /// Whether size and time of writing stand for the content where the file is the same one: for hosts on which something
    /// alters the change time of files, as a backup does that puts their access times back.
    public var trustsModificationTime = false

    /// Whether to wait for another writer of the index; otherwise it is an error.
    public var isWaiting = true

    /// Bytes of postings gathered before a run is written, where not the memory is to decide: tests want many runs.
    package var postingLimit: Int?
    /// Whether runs are merged in the end: tests want to see both.
    package var isMerging = true

    public static let defaultMemory = 512 << 20
    /// Their windows stay under a byte a record then.
    public static let defaultSeekPointSpacing = 3 << 20
    /// The least that a run can work with.
    public static let leastMemory = 128 << 20

    public init(memory: Int = IndexOptions.defaultMemory, jobs: Int = 1, chunkLength: Int = 4 << 20) {
        self.memory = memory
        self.jobs = jobs
        self.chunkLength = chunkLength
    }

    /// The longest window that decoding one archive may take: a share of a quarter of the memory, but as much of that as zstd
    /// takes without being asked, lest more threads refuse what fewer took. Lookups take whatever was indexed.
    var windowLimit: Int {
        max(memory / 4 / jobs, min(memory / 4, ArchiveFile.usualWindowLimit))
    }

    /// How many bytes of postings are gathered before a run is written: what is left beside the buffers of decoding and
    /// the store's pages, and of that two fifths, for sorting needs the rest.
    var postingBytes: Int {
        let working = jobs * 8 * chunkLength + (48 << 20)
        return postingLimit ?? max(8 << 20, (memory - working) / 5 * 2)
    }
}
