import CLMDB

extension WriteTransaction {
    /// What a put does about the keys that are there.
    public enum PutMode: Sendable {
        /// Inserts the key, or replaces its value.
        case upsert

        /// Inserts the key; an existing one is an error.
        case insertOnly

        /// Inserts the key behind all others, which is fast and fills pages; one that sorts elsewhere is an error.
        case append
    }

    /// Stores a value under a key.
    ///
    /// - Parameters:
    ///   - key: The key, 1 to 511 bytes.
    ///   - value: The value, of any size.
    ///   - database: Where to store it.
    ///   - mode: What to do about keys that are there.
    /// - Throws: `LMDBError` when the key is there or out of order (`isKeyExisting`), the key's size is wrong, or the
    ///   map is full (`isMapFull`).
    public mutating func put(
        _ key: Span<UInt8>, _ value: Span<UInt8>, in database: Database, mode: PutMode = .upsert
    ) throws(LMDBError) {
        let code = unsafe key.withDatum { key in
            unsafe value.withDatum { value in
                handle.environment.inside {
                    unsafe mdb_put(handle.pointer, database.index, &key, &value, mode.flags)
                }
            }
        }
        try handle.environment.check(code, "\(mode.verb) \(database.name)")
    }

    /// Stores a value that is written in place, without a copy.
    ///
    /// - Parameters:
    ///   - key: The key, 1 to 511 bytes.
    ///   - count: The value's size in bytes.
    ///   - database: Where to store it.
    ///   - mode: What to do about keys that are there.
    ///   - fill: Writes the value; what it leaves of `count` becomes zero.
    /// - Throws: `LMDBError` as the other `put` does.
    public mutating func put(
        _ key: Span<UInt8>, count: Int, in database: Database, mode: PutMode = .upsert,
        fill: (inout OutputSpan<UInt8>) -> Void
    ) throws(LMDBError) {
        var value = unsafe MDB_val(mv_size: count, mv_data: nil)
        let code = unsafe key.withDatum { key in
            handle.environment.inside {
                unsafe mdb_put(handle.pointer, database.index, &key, &value, mode.flags | UInt32(MDB_RESERVE))
            }
        }
        try handle.environment.check(code, "\(mode.verb) \(database.name)")
        unsafe value.fill(fill)
    }

    /// Deletes a key with its value.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - database: Where it is.
    /// - Returns: Whether it was there.
    /// - Throws: `LMDBError` when the key is empty, or the map is full: a deletion needs pages too.
    @discardableResult
    public mutating func delete(_ key: Span<UInt8>, in database: Database) throws(LMDBError) -> Bool {
        let code = unsafe key.withDatum { key in
            handle.environment.inside { unsafe mdb_del(handle.pointer, database.index, &key, nil) }
        }
        if code == MDB_NOTFOUND { return false }
        try handle.environment.check(code, "delete from \(database.name)")
        return true
    }

    /// Deletes the keys of a range, in order.
    ///
    /// - Parameters:
    ///   - start: The first key to go, or where it would be; empty for the database's first.
    ///   - end: The first key to stay, or `nil` to go to the database's end.
    ///   - limit: How many to delete at most, so that a large range can be spread over transactions.
    ///   - database: Where they are.
    /// - Returns: How many were deleted; less than `limit` when none is left.
    /// - Throws: `LMDBError` when the map is full: a deletion needs pages too.
    @discardableResult
    public mutating func deleteRange(
        from start: Span<UInt8>, below end: Span<UInt8>?, limit: Int = .max, in database: Database
    ) throws(LMDBError) -> Int {
        var cursor = try handle.cursor(in: database)
        var count = 0
        var stands = start.isEmpty ? try cursor.first() : try cursor.seek(atOrAfter: start)
        while stands, count < limit {
            if let end, !handle.isOrdered(cursor.borrowedKey, before: end, in: database) { break }
            try cursor.delete()
            count += 1
            stands = try cursor.next()
        }
        return count
    }

    /// Deletes all keys of a database, and keeps the database. Whole pages go at once.
    ///
    /// - Parameter database: The database.
    /// - Throws: `LMDBError` when the map is full.
    public mutating func clear(_ database: Database) throws(LMDBError) {
        let environment = handle.environment
        try environment.check(
            environment.inside { unsafe mdb_drop(handle.pointer, database.index, 0) }, "clear \(database.name)")
    }
}

extension WriteTransaction.PutMode {
    fileprivate var flags: UInt32 {
        switch self {
        case .upsert: 0
        case .insertOnly: UInt32(MDB_NOOVERWRITE)
        case .append: UInt32(MDB_APPEND)
        }
    }

    fileprivate var verb: String {
        switch self {
        case .upsert: "put in"
        case .insertOnly: "insert in"
        case .append: "append to"
        }
    }
}
