import CLMDB
import Synchronization
import SystemPackage

/// The open environment, shared by an `Environment` and its transactions: the last of them closes it.
///
/// LMDB leaves three rules to its caller, and they are kept here: the map is moved only while no transaction is open,
/// one transaction at a time opens databases, and nothing outlives the environment.
@safe
final class EnvironmentHandle: @unchecked Sendable {
    let pointer: OpaquePointer
    let directory: FilePath

    /// How many transactions are open or about to be.
    private let transactions = Mutex(0)

    /// Held while a database is being opened.
    let opening = Mutex(())

    init(adopting pointer: OpaquePointer, directory: FilePath) {
        unsafe self.pointer = pointer
        self.directory = directory
    }

    deinit {
        unsafe mdb_env_close(pointer)
    }
}

extension EnvironmentHandle {
    func check(_ code: Int32, _ operation: @autoclosure () -> String) throws(LMDBError) {
        try LMDBError.check(code, operation(), directory)
    }

    /// Begins a read transaction; one that meets a map grown elsewhere moves the map first, if nobody else is in it.
    func beginRead() throws(LMDBError) -> OpaquePointer {
        var transaction: OpaquePointer?
        // Beginning to read waits for nobody, so it can be done under the lock, where the count holds still.
        let code = transactions.withLock { count in
            var code = unsafe mdb_txn_begin(pointer, nil, UInt32(MDB_RDONLY), &transaction)
            if code == MDB_MAP_RESIZED, count == 0 {
                code = unsafe mdb_env_set_mapsize(pointer, 0)
                if code == MDB_SUCCESS {
                    code = unsafe mdb_txn_begin(pointer, nil, UInt32(MDB_RDONLY), &transaction)
                }
            }
            if code == MDB_SUCCESS { count += 1 }
            return code
        }
        try check(code, "begin reading")
        return unsafe transaction!
    }

    /// Begins the write transaction; waits for the one that is open anywhere.
    func beginWrite() throws(LMDBError) -> OpaquePointer {
        var transaction: OpaquePointer?
        while true {
            transactions.withLock { $0 += 1 }
            let code = unsafe mdb_txn_begin(pointer, nil, 0, &transaction)
            if code == MDB_SUCCESS { return unsafe transaction! }
            transactionEnded()
            if code != MDB_MAP_RESIZED { try check(code, "begin writing") }
            try whileIdle("begin writing", otherwise: code) { unsafe mdb_env_set_mapsize(pointer, 0) }
        }
    }

    func transactionEnded() {
        transactions.withLock { $0 -= 1 }
    }

    /// Does what must not happen beside a transaction; with one open it is the error `busy`.
    func whileIdle(_ operation: String, otherwise busy: Int32, _ body: () -> Int32) throws(LMDBError) {
        let code = transactions.withLock { $0 == 0 ? body() : busy }
        try check(code, operation)
    }

    /// Does what is a transaction inside LMDB, so that the map stays where it is meanwhile.
    func whileReading(_ operation: String, _ body: () -> Int32) throws(LMDBError) {
        transactions.withLock { $0 += 1 }
        defer { transactionEnded() }
        try check(body(), operation)
    }
}
