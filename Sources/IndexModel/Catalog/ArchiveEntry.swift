public import Archives

/// What the catalog knows of one archive: where its content lies, how far it is indexed, what is wrong with it.
public struct ArchiveEntry: Sendable, Equatable {
    public let id: ArchiveID
    /// Where the content lies, or lay: an archive that is gone is kept, for its postings name it.
    public var locations: [ArchiveLocation]
    /// The decoded bytes at the beginning.
    public var head: Fingerprint
    /// All the decoded bytes that were indexed.
    public var content: HashedContent
    /// Where indexing goes on when there is more: the start of the last record indexed. Decoded bytes.
    public var resumeOffset: UInt64
    /// How many decoded bytes are indexed.
    public var indexedLength: UInt64
    public var counts: ArchiveCounts
    /// Whether a run that read it was stopped before it came to the end of the file.
    public var isUnfinished = false
    /// What its records look like, nil where that was not examined.
    public var layout: ArchiveLayout?
    /// An archive that holds all that this one does, byte for byte, as part of its own content.
    public var container: ArchiveID?

    public init(id: ArchiveID, locations: [ArchiveLocation], head: Fingerprint) {
        self.id = id
        self.locations = locations
        self.head = head
        content = .none
        resumeOffset = 0
        indexedLength = 0
        counts = ArchiveCounts()
    }

    /// Whether every key of every record that the archive held when it was last seen is in the index. It stays so when
    /// its files are gone.
    public var isWhole: Bool { problem == nil }

    /// What kept the archive from being indexed to its end, nil when nothing did. A problem of one file does not matter
    /// where another was read whole.
    public var problem: ArchiveProblem? {
        if isUnfinished {
            return ArchiveProblem(
                kind: .unfinished, offset: indexedLength, text: "indexed in part: an index run was stopped")
        }
        if !locations.contains(where: isReadWhole) {
            let damaged = locations.first { $0.isPresent && $0.problem != nil } ?? locations.first { $0.problem != nil }
            if let problem = damaged?.problem { return problem }
        }
        guard counts.oversizedRecords > 0 else { return nil }
        let records = counts.oversizedRecords == 1 ? "a record" : "\(counts.oversizedRecords) records"
        return ArchiveProblem(
            kind: .recordsCut, offset: 0,
            text: "\(records) longer than 16 MiB: what is beyond that is not indexed")
    }

    /// How many decoded bytes `content` vouches for: at least those that are indexed.
    public var provenLength: UInt64 { content.length }

    /// Whether a file that holds all of the archive is there, as far as the catalog knows.
    public var isPresent: Bool { locations.contains { $0.isPresent && holdsAll($0) } }

    /// Whether a location holds, or held, all that is indexed and was read to its end.
    public func isReadWhole(_ location: ArchiveLocation) -> Bool { location.problem == nil && holdsAll(location) }

    /// Whether a location holds, or held, all that is indexed: a copy stays behind when the archive grows elsewhere.
    public func holdsAll(_ location: ArchiveLocation) -> Bool { location.length >= indexedLength }
}

/// What was counted while an archive was indexed.
public struct ArchiveCounts: Sendable, Equatable {
    public var records: UInt64 = 0
    /// The families that it was indexed with, and how many keys of each were found; a key is counted each time it stands in a
    /// record. Another program may have found keys of families that this one does not know.
    public var keys: [FamilyCount] = KeyFamily.known.map { FamilyCount(family: $0.family, keys: 0) }
    /// Records cut because they passed the greatest length.
    public var oversizedRecords: UInt64 = 0
    /// The first and last moment of a record, in hundredths of a second since 1970; nil where none has one.
    public var firstMoment: Int64?
    public var lastMoment: Int64?

    /// How many keys of a family were found.
    public struct FamilyCount: Sendable, Equatable {
        public let family: KeyFamily
        public var keys: UInt64

        public init(family: KeyFamily, keys: UInt64) {
            self.family = family
            self.keys = keys
        }
    }

    public init() {}

    /// Adds what was counted in another piece of the same archive.
    public mutating func add(_ other: ArchiveCounts) {
        records += other.records
        for count in other.keys { add(count.keys, of: count.family) }
        oversizedRecords += other.oversizedRecords
        firstMoment = [firstMoment, other.firstMoment].compactMap(\.self).min()
        lastMoment = [lastMoment, other.lastMoment].compactMap(\.self).max()
    }
}

extension ArchiveCounts {
    /// How many keys were found, of all families.
    public var keyCount: UInt64 { keys.reduce(0) { $0 + $1.keys } }

    /// How many keys of a family were found; 0 where it was not indexed with the family.
    public func keys(of family: KeyFamily) -> UInt64 {
        keys.first { $0.family == family }?.keys ?? 0
    }

    /// Counts keys of a family.
    public mutating func add(_ keys: UInt64, of family: KeyFamily) {
        if let place = self.keys.firstIndex(where: { $0.family == family }) {
            self.keys[place].keys += keys
        } else {
            self.keys.append(FamilyCount(family: family, keys: keys))
        }
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
