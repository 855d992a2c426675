import CLMDB

/// A snapshot of the environment, as it was when the transaction began.
///
/// It does not wait for writers, and they do not wait for it; but pages that it can see are not used again, so a
/// long one makes the file grow. It is not bound to a thread, and used by one at a time. It ends when its owner lets
/// it go.
public struct ReadTransaction: Transaction, ~Copyable {
    let handle: TransactionHandle

    init(_ handle: TransactionHandle) {
        self.handle = handle
    }

    deinit {
        handle.abort()
    }

    /// Finds the value of a key; the bytes are valid while the transaction is borrowed.
    @_lifetime(borrow self)
    public borrowing func get(_ key: Span<UInt8>, in database: Database) throws(LMDBError) -> Span<UInt8>? {
        guard let value = unsafe try handle.get(key, in: database) else { return nil }
        return unsafe _overrideLifetime(value.unboundSpan, borrowing: self)
    }

    /// Makes a cursor, which stands nowhere yet.
    @_lifetime(borrow self)
    public borrowing func cursor(in database: Database) throws(LMDBError) -> Cursor {
        Cursor(try handle.cursor(in: database), of: self)
    }

    /// Shape and size of a database in this snapshot.
    public borrowing func statistics(of database: Database) throws(LMDBError) -> Database.Statistics {
        try handle.statistics(of: database)
    }

    /// Ends the transaction before its owner goes.
    public consuming func end() {}
}
