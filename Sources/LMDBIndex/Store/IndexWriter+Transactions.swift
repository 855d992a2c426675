import LMDB

extension IndexWriter {
    /// Bytes staged in one transaction: bounds the memory that a transaction's pages take.
    static let transactionBytes = 16 << 20
    /// Entries deleted in one transaction, for the same reason.
    static let deletedAtOnce = 32 << 10

    /// Does one write transaction. Where the map turns out to be full it is made twice as large, which costs address space
    /// and no disk, and the transaction is done again from its beginning.
    static func transact(
        in environment: borrowing Environment, _ body: (inout WriteTransaction) throws -> Void
    ) throws {
        while true {
            do {
                var transaction = try environment.beginWrite()
                try body(&transaction)
                try transaction.commit()
                return
            } catch let error as LMDBError where error.isMapFull {
                try environment.grow(toAtLeast: 2 * environment.statistics.mapSize)
            }
        }
    }

    /// Deletes the keys of a range, in as many transactions as it takes.
    static func delete(
        from start: [UInt8], below end: [UInt8]?, of database: Database, in environment: borrowing Environment
    ) throws {
        while try environment.beginRead().holds(from: start, below: end, in: database) {
            try transact(in: environment) { transaction in
                try transaction.deleteRange(
                    from: start.span, below: end?.span, limit: IndexWriter.deletedAtOnce, in: database)
            }
        }
    }
}

extension ReadTransaction {
    /// Whether there is a key in the range.
    borrowing func holds(from start: [UInt8], below end: [UInt8]?, in database: Database) throws(LMDBError) -> Bool {
        var cursor = try cursor(in: database)
        guard try cursor.seek(atOrAfter: start.span) else { return false }
        let key = cursor.key
        return end.map { key.indices.map { key[$0] }.lexicographicallyPrecedes($0) } ?? true
    }
}
