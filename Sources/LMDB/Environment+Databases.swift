import CLMDB
import Threads

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
            try TransactionHandle.reading(handle).openDatabase(name)
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
        return try createDatabases([name])[0]
    }

    /// Makes databases and fills them, all in one write transaction; those that exist are opened.
    ///
    /// The thread must not have a write transaction open, or it waits for itself.
    ///
    /// - Parameters:
    ///   - names: The databases' names.
    ///   - fill: Writes their first entries; the databases come in the order of the names.
    /// - Returns: The databases, in the order of the names.
    /// - Throws: `LMDBError` as `openDatabase` does, and when they cannot be written.
    public func createDatabases(
        _ names: [String],
        filling fill: (inout WriteTransaction, [Database]) throws(LMDBError) -> Void = { (_, _) throws(LMDBError) in }
    ) throws(LMDBError) -> [Database] {
        try handle.opening.withLock { (_) throws(LMDBError) in
            let transaction = try TransactionHandle.writing(handle)
            var write = WriteTransaction(transaction)
            var databases: [Database] = []
            for name in names {
                if let database = try transaction.open(name, flags: UInt32(MDB_CREATE)) { databases.append(database) }
            }
            try fill(&write, databases)
            try write.commit()
            return databases
        }
    }
}

extension TransactionHandle {
    /// Opens a database and ends the transaction: committed, for only then does LMDB keep what was opened.
    fileprivate func openDatabase(_ name: String) throws(LMDBError) -> Database? {
        defer { abort() }
        guard let database = try open(name, flags: 0) else { return nil }
        try commit()
        return database
    }

    private func opened(_ name: String, flags: UInt32) throws(LMDBError) -> MDB_dbi? {
        var index: MDB_dbi = 0
        let code = unsafe name.withCString { name in
            environment.inside { unsafe mdb_dbi_open(pointer, name, flags, &index) }
        }
        try requireUnchanged()
        if code == MDB_NOTFOUND { return nil }
        try environment.check(code, "open database \(name)")
        return index
    }

    /// Opens a database, which stays open once the transaction is committed; `nil` when there is none.
    fileprivate func open(_ name: String, flags: UInt32) throws(LMDBError) -> Database? {
        guard let index = try opened(name, flags: flags) else { return nil }
        // Integer keys would be compared by words that a shorter key does not have, duplicates would be lost silently.
        var found: UInt32 = 0
        try environment.check(unsafe mdb_dbi_flags(pointer, index, &found), "open database \(name)")
        try environment.check(found == 0 ? MDB_SUCCESS : MDB_INCOMPATIBLE, "open database \(name)")
        return Database(name: name, index: index)
    }
}
