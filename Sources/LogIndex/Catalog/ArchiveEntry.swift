/// What the catalog knows of one archive: where its content lies, how far it is indexed, what is wrong with it.
public struct ArchiveEntry: Sendable, Equatable {
    public let id: ArchiveID
    /// Where the content lies, or lay: an archive that is gone is kept, for its postings name it.
    public var locations: [ArchiveLocation]
    /// The decoded bytes at the beginning.
    public var head: ContentPrint
    /// The decoded bytes just before `resumeOffset`: what must still be there when the archive has grown.
    public var tail: ContentPrint
    /// Where indexing goes on when there is more: the start of the last record indexed. Decoded bytes.
    public var resumeOffset: UInt64
    /// How many decoded bytes are indexed.
    public var indexedLength: UInt64
    public var counts: ArchiveCounts
    /// What its records look like, nil where that was not examined.
    public var layout: ArchiveLayout?
    /// What kept the archive from being indexed to its end, nil when nothing did.
    public var problem: ArchiveProblem?

    public init(id: ArchiveID, locations: [ArchiveLocation], head: ContentPrint) {
        self.id = id
        self.locations = locations
        self.head = head
        tail = ContentPrint(digest: [], length: 0)
        resumeOffset = 0
        indexedLength = 0
        counts = ArchiveCounts()
    }

    /// Whether every record that the archive held when it was last seen is indexed.
    public var isWhole: Bool { problem == nil }
}

/// One file that holds an archive's content, as it was when it was last looked at.
public struct ArchiveLocation: Sendable, Equatable {
    /// The absolute path.
    public var path: String
    /// The number of the codec. What it means is for the module that decodes.
    public var codec: UInt8
    /// The file's size, compressed or not, in bytes.
    public var size: UInt64
    /// Nanoseconds since 1970.
    public var modificationTime: Int64
    public var inode: UInt64
    public var device: UInt64
    /// False once the file was looked for and not found.
    public var isPresent: Bool

    public init(
        path: String, codec: UInt8, size: UInt64, modificationTime: Int64, inode: UInt64, device: UInt64,
        isPresent: Bool = true
    ) {
        self.path = path
        self.codec = codec
        self.size = size
        self.modificationTime = modificationTime
        self.inode = inode
        self.device = device
        self.isPresent = isPresent
    }
}

/// A fingerprint of a stretch of decoded bytes.
public struct ContentPrint: Sendable, Equatable {
    public var digest: [UInt8]
    /// How many bytes it is of.
    public var length: UInt64

    public init(digest: [UInt8], length: UInt64) {
        self.digest = digest
        self.length = length
    }
}

/// What was counted while an archive was indexed.
public struct ArchiveCounts: Sendable, Equatable {
    public var records: UInt64 = 0
    /// Keys found, family by family; a key is counted each time it stands in a record.
    public var directKeys: UInt64 = 0
    public var pivotedKeys: UInt64 = 0
    /// Records cut because they passed the greatest length.
    public var oversizedRecords: UInt64 = 0
    /// The first and last moment of a record, in hundredths of a second since 1970; nil where none has one.
    public var firstMoment: Int64?
    public var lastMoment: Int64?

    public init() {}

    /// Adds what was counted in another piece of the same archive.
    public mutating func add(_ other: ArchiveCounts) {
        records += other.records
        directKeys += other.directKeys
        pivotedKeys += other.pivotedKeys
        oversizedRecords += other.oversizedRecords
        firstMoment = [firstMoment, other.firstMoment].compactMap(\.self).min()
        lastMoment = [lastMoment, other.lastMoment].compactMap(\.self).max()
    }
}

/// What the records of an archive look like: a name that the module that reads them gives, and how many bear it out.
public struct ArchiveLayout: Sendable, Equatable {
    public var name: String
    /// Records examined.
    public var records: UInt64
    /// Those of them that fit.
    public var fitting: UInt64

    public init(name: String, records: UInt64, fitting: UInt64) {
        self.name = name
        self.records = records
        self.fitting = fitting
    }

    /// The share of records that fit, 0 to 1.
    public var share: Double { records == 0 ? 1 : Double(fitting) / Double(records) }
}

/// Why an archive is indexed only in part.
public struct ArchiveProblem: Sendable, Equatable {
    public enum Kind: UInt8, Sendable {
        /// Not all of it has been indexed yet: the run that would have was stopped.
        case unfinished = 0
        /// The compressed stream ends too early.
        case truncated = 1
        /// The compressed stream is damaged.
        case corrupt = 2
    }

    public var kind: Kind
    /// Where, in decoded bytes.
    public var offset: UInt64
    /// For people.
    public var text: String

    public init(kind: Kind, offset: UInt64, text: String) {
        self.kind = kind
        self.offset = offset
        self.text = text
    }
}
