/// What a "no" rests on: which archives the index can answer for, whether their files are there or gone, and what it was
/// asked to cover and cannot answer for.
public struct Coverage: Sendable, Equatable {
    /// Archives in the catalog.
    public let archives: Int
    /// The first and last moment of a record in them, in hundredths of a second since 1970.
    public let firstMoment: Int64?
    public let lastMoment: Int64?
    /// Archives of which a part is not indexed.
    public let partial: [ArchiveEntry]
    /// How many inputs are not in the index and may hold records, and the first few of them.
    public let unreadInputs: Int
    public let firstUnread: [UnreadInput]

    public init(
        archives: Int, firstMoment: Int64?, lastMoment: Int64?, partial: [ArchiveEntry], unreadInputs: Int,
        firstUnread: [UnreadInput]
    ) {
        self.archives = archives
        self.firstMoment = firstMoment
        self.lastMoment = lastMoment
        self.partial = partial
        self.unreadInputs = unreadInputs
        self.firstUnread = firstUnread
    }

    /// Whether every key of every input is in the index.
    public var isWhole: Bool { partial.isEmpty && unreadInputs == 0 }

    /// How many unread inputs are told.
    public static let mostUnread = 5
}
