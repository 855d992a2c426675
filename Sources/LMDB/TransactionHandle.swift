import CLMDB
import Glibc

/// What both kinds of transaction are: LMDB's transaction, ended when its owner says so.
///
/// Cursors share it: the compiler lets a cursor that is not used again outlive its transaction, and LMDB frees the
/// cursors of a write transaction itself.
@safe
final class TransactionHandle {
    let environment: EnvironmentHandle
    private let isWriting: Bool

    /// `nil` once it has ended.
    private var transaction: OpaquePointer?

    private init(_ transaction: OpaquePointer, in environment: EnvironmentHandle, isWriting: Bool) {
        unsafe self.transaction = transaction
        self.environment = environment
        self.isWriting = isWriting
    }

    deinit {
        abort()
    }

    var pointer: OpaquePointer {
        unsafe transaction!
    }

    /// Whether LMDB has freed the transaction's cursors; those of a read transaction it leaves to their owner.
    var hasFreedCursors: Bool {
        unsafe isWriting && transaction == nil
    }
}

extension TransactionHandle {
    static func reading(_ environment: EnvironmentHandle) throws(LMDBError) -> TransactionHandle {
        unsafe TransactionHandle(try environment.beginRead(), in: environment, isWriting: false)
    }

    static func writing(_ environment: EnvironmentHandle) throws(LMDBError) -> TransactionHandle {
        unsafe TransactionHandle(try environment.beginWrite(), in: environment, isWriting: true)
    }

    func commit() throws(LMDBError) {
        guard let ended = unsafe transaction.take() else { return }
        defer { environment.transactionEnded() }
        // LMDB frees it whether the commit succeeds or not.
        try environment.check(environment.inside { unsafe mdb_txn_commit(ended) }, "commit")
    }

    /// Does nothing when it has ended already.
    func abort() {
        guard let ended = unsafe transaction.take() else { return }
        environment.inside { unsafe mdb_txn_abort(ended) }
        environment.transactionEnded()
    }
}

extension TransactionHandle {
    /// The value's place in the map, good until the transaction writes or ends.
    func get(_ key: Span<UInt8>, in database: Database) throws(LMDBError) -> MDB_val? {
        var value = unsafe MDB_val()
        let code = unsafe key.withDatum { key in
            environment.inside { unsafe mdb_get(pointer, database.index, &key, &value) }
        }
        try requireUnchanged()
        if code == MDB_NOTFOUND { return nil }
        try environment.check(code, "get from \(database.name)")
        return unsafe value
    }

    func statistics(of database: Database) throws(LMDBError) -> Database.Statistics {
        var stat = MDB_stat()
        try environment.check(
            environment.inside { unsafe mdb_stat(pointer, database.index, &stat) },
            "read statistics of \(database.name)")
        return Database.Statistics(stat)
    }

    func cursor(in database: Database) throws(LMDBError) -> CursorHandle {
        var cursor: OpaquePointer?
        try environment.check(
            environment.inside { unsafe mdb_cursor_open(pointer, database.index, &cursor) },
            "open a cursor in \(database.name)")
        return unsafe CursorHandle(adopting: cursor!, in: database, of: self)
    }

    /// Whether `key` sorts before `end` in the database's order.
    func isOrdered(_ key: Span<UInt8>, before end: Span<UInt8>, in database: Database) -> Bool {
        unsafe key.withDatum { key in
            unsafe end.withDatum { end in unsafe mdb_cmp(pointer, database.index, &key, &end) < 0 }
        }
    }
}

extension TransactionHandle {
    /// Throws where a reader that the writer does not know of may have read pages that were written anew meanwhile.
    ///
    /// The writer leaves alone what the last commit and the one before it refer to, readers or not. On a file system
    /// that can be written this is nothing but a look at a flag.
    @inline(__always)
    func requireUnchanged() throws(LMDBError) {
        if environment.isUnregistered { try requireRecent() }
    }

    private func requireRecent() throws(LMDBError) {
        var info = unsafe MDB_envinfo()
        try environment.check(unsafe mdb_env_info(environment.pointer, &info), "read statistics")
        guard unsafe info.me_last_txnid > mdb_txn_id(pointer) + 1 else { return }
        throw LMDBError(
            operation: "read", code: ESTALE, path: environment.directory,
            advice:
                "it was written meanwhile, and on a read-only file system a writer cannot wait for readers: try again")
    }
}
