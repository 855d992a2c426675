import CLMDB

/// A named database of an environment: sorted keys of 1 to 511 bytes, each with one value.
///
/// It is a handle, good in every transaction that begins after it was opened, for as long as the environment is open.
/// Use it only with the environment that opened it.
public struct Database: Hashable, Sendable {
    /// The name under which the environment keeps it.
    public let name: String

    let index: MDB_dbi
}

extension Database {
    /// Shape and size of a database, as one transaction sees it.
    public struct Statistics: Hashable, Sendable {
        /// How many entries there are.
        public let entries: Int

        /// How many levels the tree has; 0 when it is empty.
        public let depth: Int

        /// How many pages only lead to others.
        public let branchPages: Int

        /// How many pages hold entries.
        public let leafPages: Int

        /// How many pages hold values that are too large for a leaf.
        public let overflowPages: Int

        /// The size of a page in bytes.
        public let pageSize: Int

        /// The bytes of all pages together.
        public var bytes: Int { (branchPages + leafPages + overflowPages) * pageSize }

        init(_ stat: MDB_stat) {
            entries = Int(stat.ms_entries)
            depth = Int(stat.ms_depth)
            branchPages = Int(stat.ms_branch_pages)
            leafPages = Int(stat.ms_leaf_pages)
            overflowPages = Int(stat.ms_overflow_pages)
            pageSize = Int(stat.ms_psize)
        }
    }
}
