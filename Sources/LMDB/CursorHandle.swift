import CLMDB

/// LMDB's cursor, closed when it goes, and where it stands.
@safe
struct CursorHandle: ~Copyable {
    private let pointer: OpaquePointer
    private let database: Database
    private let transaction: TransactionHandle
    private var position = Position.nowhere
    private var entryKey = unsafe MDB_val()
    private var entryValue = unsafe MDB_val()

    /// Kept here because LMDB's own cursor says little about where it is after it has left the entries.
    private enum Position {
        case nowhere, beforeFirst, onEntry, afterLast, onDeleted
    }

    init(adopting pointer: OpaquePointer, in database: Database, of transaction: TransactionHandle) {
        unsafe self.pointer = pointer
        self.database = database
        self.transaction = transaction
    }

    deinit {
        if !transaction.hasFreedCursors { transaction.environment.inside { unsafe mdb_cursor_close(pointer) } }
    }

    var stands: Bool { position == .onEntry }

    var key: MDB_val {
        precondition(stands, "the cursor stands on no entry")
        return unsafe entryKey
    }

    var value: MDB_val {
        precondition(stands, "the cursor stands on no entry")
        return unsafe entryValue
    }

    var borrowedKey: Span<UInt8> {
        @_lifetime(borrow self)
        get { unsafe _overrideLifetime(key.unboundSpan, borrowing: self) }
    }
}

extension CursorHandle {
    mutating func first() throws(LMDBError) -> Bool {
        try move(MDB_FIRST, otherwise: .nowhere)
    }

    mutating func last() throws(LMDBError) -> Bool {
        try move(MDB_LAST, otherwise: .nowhere)
    }

    mutating func next() throws(LMDBError) -> Bool {
        switch position {
        case .nowhere, .beforeFirst: try first()
        case .onEntry, .onDeleted: try move(MDB_NEXT, otherwise: .afterLast)
        case .afterLast: false
        }
    }

    mutating func previous() throws(LMDBError) -> Bool {
        switch position {
        case .nowhere, .afterLast: try last()
        case .onEntry, .onDeleted: try move(MDB_PREV, otherwise: .beforeFirst)
        case .beforeFirst: false
        }
    }

    mutating func seek(atOrAfter key: Span<UInt8>) throws(LMDBError) -> Bool {
        try seek(key, MDB_SET_RANGE, otherwise: .afterLast)
    }

    mutating func seek(exactly key: Span<UInt8>) throws(LMDBError) -> Bool {
        try seek(key, MDB_SET_KEY, otherwise: .nowhere)
    }

    mutating func delete() throws(LMDBError) {
        precondition(stands, "the cursor stands on no entry")
        let environment = transaction.environment
        try environment.check(environment.inside { unsafe mdb_cursor_del(pointer, 0) }, "delete from \(database.name)")
        position = .onDeleted
    }

    private mutating func seek(
        _ key: Span<UInt8>, _ operation: MDB_cursor_op, otherwise missed: Position
    ) throws(LMDBError) -> Bool {
        try unsafe key.withDatum { (key) throws(LMDBError) in
            // LMDB reads the wanted key from where it puts the found one.
            unsafe entryKey = key
            return try move(operation, otherwise: missed)
        }
    }

    private mutating func move(_ operation: MDB_cursor_op, otherwise missed: Position) throws(LMDBError) -> Bool {
        position = .nowhere
        let code = transaction.environment.inside {
            unsafe mdb_cursor_get(pointer, &entryKey, &entryValue, operation)
        }
        try transaction.requireUnchanged()
        if code == MDB_NOTFOUND {
            position = missed
            return false
        }
        try transaction.environment.check(code, "move in \(database.name)")
        position = .onEntry
        return true
    }
}
