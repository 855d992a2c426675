import CLMDB

extension Environment {
    /// Sizes of an environment, as of its last commit.
    public struct Statistics: Hashable, Sendable {
        /// How many named databases the environment has.
        public let entries: Int

        /// How many pages of the file are or were in use: free ones inside count, for the file does not shrink.
        public let pages: Int

        /// The size of a page in bytes.
        public let pageSize: Int

        /// The size of the map in bytes, which the file cannot exceed.
        public let mapSize: Int

        /// The number of the last transaction that was committed.
        public let lastTransaction: Int

        /// How many slots of the reader table have been used.
        public let readers: Int

        /// How many slots the reader table has.
        public let maxReaders: Int

        /// The bytes of the file up to its last page in use.
        public var usedBytes: Int { pages * pageSize }

        init(_ stat: MDB_stat, _ info: MDB_envinfo) {
            entries = Int(stat.ms_entries)
            pages = unsafe Int(info.me_last_pgno) + 1
            pageSize = Int(stat.ms_psize)
            mapSize = unsafe Int(info.me_mapsize)
            lastTransaction = unsafe Int(info.me_last_txnid)
            readers = unsafe Int(info.me_numreaders)
            maxReaders = unsafe Int(info.me_maxreaders)
        }
    }
}
