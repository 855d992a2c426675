/// What index runs were asked to cover, and what of that is not in the index.
public struct IndexInputs: Sendable, Equatable {
    /// The paths that the last run was given: files, or directories that were walked. Absolute.
    public var roots: [[UInt8]] = []
    /// The patterns of names that it left out.
    public var exclusions: [[UInt8]] = []
    /// What is not in the index: what may be a log first, then in the order of the paths.
    public private(set) var unread: [UnreadInput] = []

    public init() {}

    /// - Parameter unread: in any order.
    public init(roots: [[UInt8]], exclusions: [[UInt8]], unread: [UnreadInput]) {
        self.roots = roots
        self.exclusions = exclusions
        self.unread = unread.sorted { left, right in
            left.kind == right.kind
                ? left.path.lexicographicallyPrecedes(right.path) : left.kind.rawValue < right.kind.rawValue
        }
    }

    /// How many of the unread inputs may hold records. O(those).
    public var unreadCount: Int { unread.prefix { $0.kind == .unread }.count }
}
