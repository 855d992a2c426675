import CLMDB
import CMapFault
import Glibc
import SystemPackage
import Threads

/// The open environment, shared by an `Environment` and its transactions: the last of them closes it.
///
/// LMDB leaves three rules to its caller, and they are kept here: the map is moved only while no transaction is open,
/// one transaction at a time opens databases, and nothing outlives the environment.
@safe
final class EnvironmentHandle: @unchecked Sendable {
    let pointer: OpaquePointer
    let directory: FilePath
    private let report: FaultReport

    /// Whether a writer does not know of the readers here, for the file system is read-only.
    let isUnregistered: Bool

    /// How many transactions are open or about to be.
    private let transactions = Mutex(0)

    /// Held while a database is being opened.
    let opening = Mutex(())

    init(adopting pointer: OpaquePointer, directory: FilePath, _ report: FaultReport, isUnregistered: Bool) {
        unsafe self.pointer = pointer
        self.directory = directory
        self.report = report
        self.isUnregistered = isUnregistered
        unsafe mdb_env_set_assert(pointer) { _, _ in cmapfault_assertion_failed() }
    }

    deinit {
        inside { unsafe mdb_env_close(pointer) }
    }

    /// Calls into LMDB, where a fault counts as damage of the file.
    @inline(__always)
    func inside<Result>(_ body: () -> Result) -> Result {
        report.inside(body)
    }
}

extension EnvironmentHandle {
    func check(_ code: Int32, _ operation: @autoclosure () -> String) throws(LMDBError) {
        try LMDBError.check(code, operation(), directory)
    }

    /// Begins a read transaction; one that meets a map grown elsewhere moves the map first, if nobody else is in it.
    ///
    /// Slots that killed readers left are cleared when there is no other. Where a process of another container has the
    /// number of this one, it waits a second for it to end: lookups are short.
    func beginRead() throws(LMDBError) -> OpaquePointer {
        for _ in 0..<50 {
            let (transaction, code) = unsafe tryReading()
            if code == MDB_SUCCESS, let transaction = unsafe transaction { return unsafe transaction }
            guard code == EAGAIN else {
                try check(code, "begin reading")
                break
            }
            usleep(20_000)
        }
        throw LMDBError(operation: "begin reading", code: EAGAIN, path: directory)
    }

    private func tryReading() -> (OpaquePointer?, Int32) {
        var transaction: OpaquePointer?
        func begin() -> Int32 {
            inside { unsafe mdb_txn_begin(pointer, nil, UInt32(MDB_RDONLY), &transaction) }
        }
        // Beginning to read waits for nobody, so it can be done under the lock, where the count holds still.
        let code = transactions.withLock { count in
            var code = begin()
            if code == MDB_READERS_FULL, inside({ unsafe mdb_reader_check(pointer, nil) }) == MDB_SUCCESS {
                code = begin()
            }
            if code == MDB_MAP_RESIZED, count == 0 {
                code = inside { unsafe mdb_env_set_mapsize(pointer, 0) }
                if code == MDB_SUCCESS { code = begin() }
            }
            if code == MDB_SUCCESS { count += 1 }
            return code
        }
        return unsafe (transaction, code)
    }

    /// Begins the write transaction; waits for the one that is open anywhere.
    func beginWrite() throws(LMDBError) -> OpaquePointer {
        var transaction: OpaquePointer?
        while true {
            transactions.withLock { $0 += 1 }
            let code = inside { unsafe mdb_txn_begin(pointer, nil, 0, &transaction) }
            if code == MDB_SUCCESS { return unsafe transaction! }
            transactionEnded()
            if code != MDB_MAP_RESIZED { try check(code, "begin writing") }
            try whileIdle("begin writing", otherwise: code) {
                inside { unsafe mdb_env_set_mapsize(pointer, 0) }
            }
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
        try check(inside(body), operation)
    }
}
