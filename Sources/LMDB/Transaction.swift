/// What can be read in either kind of transaction.
///
/// Functions that only read take a `borrowing some Transaction & ~Copyable` and serve both.
public protocol Transaction: ~Copyable {
    /// Finds the value of a key.
    ///
    /// - Parameters:
    ///   - key: The key's bytes.
    ///   - database: Where to look.
    /// - Returns: The value's bytes inside the map, or `nil` when there is no such key.
    /// - Throws: `LMDBError` when the key is empty, or the transaction or the file is spoiled.
    @_lifetime(borrow self)
    borrowing func get(_ key: Span<UInt8>, in database: Database) throws(LMDBError) -> Span<UInt8>?

    /// Makes a cursor, which stands nowhere yet.
    ///
    /// - Parameter database: Where it moves.
    /// - Returns: The cursor.
    /// - Throws: `LMDBError` when the transaction is spoiled.
    @_lifetime(borrow self)
    borrowing func cursor(in database: Database) throws(LMDBError) -> Cursor

    /// Shape and size of a database.
    ///
    /// - Parameter database: The database.
    /// - Returns: The numbers, as this transaction sees them.
    /// - Throws: `LMDBError` when the transaction is spoiled.
    borrowing func statistics(of database: Database) throws(LMDBError) -> Database.Statistics
}
