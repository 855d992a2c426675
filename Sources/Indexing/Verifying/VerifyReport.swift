public import Archives
public import IndexModel

/// What comparing an index with its archives gave.
public struct VerifyReport: Sendable {
    /// Archives in the catalog.
    public internal(set) var archives = 0
    /// Those of them that were compared.
    public internal(set) var compared = 0
    /// Decoded bytes that were compared.
    public internal(set) var decodedBytes: UInt64 = 0
    /// Keys that the index was asked for; one that stands in a granule more than once may count each time.
    public internal(set) var keys: UInt64 = 0
    /// What differs: damage of the index as a whole first, then in the order of the archives.
    public internal(set) var findings: [VerifyFinding] = []
    /// Archives that were not compared, in their order.
    public internal(set) var unchecked: [UncheckedArchive] = []
}

/// Something that is not as the index has it.
public struct VerifyFinding: Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
        /// The archive's content is not what was indexed.
        case contentDiffers
        /// The archive cannot be decoded to where it was indexed.
        case torn(Tear)
        /// The index lacks keys that the archive holds: in how many granules, and which is the first.
        case keysMissing(KeyFamily, granules: Int, first: Int)
        /// A place where decoding can start is not where the index has it: how many, and the first one's decoded offset.
        case framesMisplaced(Int, first: UInt64)
        /// A part of the index cannot be read.
        case indexUnreadable(IndexError)

        /// Whether the index is wrong; otherwise the archive is.
        public var isOfIndex: Bool {
            switch self {
            case .contentDiffers, .torn: false
            case .keysMissing, .framesMisplaced, .indexUnreadable: true
            }
        }

        public static func == (left: Kind, right: Kind) -> Bool { left.identity == right.identity }
        public func hash(into hasher: inout Hasher) { hasher.combine(identity) }

        private var identity: String {
            if case .indexUnreadable(let error) = self { return error.description }
            return "\(self)"
        }
    }

    /// The path of the archive's file that was compared; nil where it is not about one archive.
    public let path: [UInt8]?
    public let kind: Kind
}

/// An archive that was not compared.
public struct UncheckedArchive: Sendable {
    public enum Reason: Sendable {
        /// None of its files is there.
        case gone
        /// What is there of it is only a part.
        case onlyPart
        /// Its file is not the one that was indexed, or changed meanwhile.
        case changed
        /// Its file cannot be read.
        case unreadable(ArchiveError)
    }

    public let path: [UInt8]
    public let reason: Reason
}
