import CLMDB

/// The one transaction that writes. All of it happens at the commit, or nothing.
///
/// It sees its own writes. Commit or abort it on the thread that began it; letting it go aborts. After an error other
/// than an existing key or a bad size, abort it.
public struct WriteTransaction: Transaction, ~Copyable {
    let handle: TransactionHandle

    init(_ handle: TransactionHandle) {
        self.handle = handle
    }

    deinit {
        handle.abort()
    }

    /// Makes everything written visible and lasting, and ends the transaction.
    ///
    /// - Throws: `LMDBError` when the disk is full or fails.
    public consuming func commit() throws(LMDBError) {
        try handle.commit()
    }

    /// Forgets everything written, and ends the transaction.
    public consuming func abort() {}

    /// Finds the value of a key; the bytes are valid while the transaction is borrowed, so until the next write.
    @_lifetime(borrow self)
    public borrowing func get(_ key: Span<UInt8>, in database: Database) throws(LMDBError) -> Span<UInt8>? {
        guard let value = unsafe try handle.get(key, in: database) else { return nil }
        return unsafe _overrideLifetime(value.unboundSpan, borrowing: self)
    }

    /// Makes a cursor that reads, and stands nowhere yet.
    @_lifetime(borrow self)
    public borrowing func cursor(in database: Database) throws(LMDBError) -> Cursor {
        Cursor(try handle.cursor(in: database), of: self)
    }

    /// Shape and size of a database, with what this transaction wrote.
    public borrowing func statistics(of database: Database) throws(LMDBError) -> Database.Statistics {
        try handle.statistics(of: database)
    }
}
