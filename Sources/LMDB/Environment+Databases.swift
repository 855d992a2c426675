import CLMDB
import Synchronization

extension Environment {
    /// Opens a database that exists, in a short read transaction of its own.
    ///
    /// Open databases once, before the transactions that use them begin.
    ///
    /// - Parameter name: The database's name.
    /// - Returns: The database, or `nil` when there is none of that name.
    /// - Throws: `LMDBError` when too many are open, or it is not one of plain keys with one value each.
    public func openDatabase(_ name: String) throws(LMDBError) -> Database? {
        try handle.opening.withLock { (_) throws(LMDBError) in
            try TransactionHandle.reading(handle).openDatabase(name, flags: 0)
        }
    }

    /// Opens a database, making it in a short write transaction of its own when there is none.
    ///
    /// The thread must not have a write transaction open, or it waits for itself.
    ///
    /// - Parameter name: The database's name.
    /// - Returns: The database.
    /// - Throws: `LMDBError` as `openDatabase` does, and when it cannot be written.
    public func createDatabase(_ name: String) throws(LMDBError) -> Database {
        // Reading first: what exists is opened without waiting for a writer.
        if let database = try openDatabase(name) { return database }
        return try handle.opening.withLock { (_) throws(LMDBError) in
            try TransactionHandle.writing(handle).openDatabase(name, flags: UInt32(MDB_CREATE))!
        }
    }
}

extension TransactionHandle {
    /// Opens a database and ends the transaction: committed, for only then does LMDB keep what was opened.
    fileprivate func openDatabase(_ name: String, flags: UInt32) throws(LMDBError) -> Database? {
        defer { abort() }
        var index: MDB_dbi = 0
        let code = unsafe name.withCString { unsafe mdb_dbi_open(pointer, $0, flags, &index) }
        if code == MDB_NOTFOUND { return nil }
        try environment.check(code, "open database \(name)")
        // Integer keys would be compared by words that a shorter key does not have, duplicates would be lost silently.
        var found: UInt32 = 0
        try environment.check(unsafe mdb_dbi_flags(pointer, index, &found), "open database \(name)")
        try environment.check(found == 0 ? MDB_SUCCESS : MDB_INCOMPATIBLE, "open database \(name)")
        try commit()
        return Database(name: name, index: index)
    }
}
