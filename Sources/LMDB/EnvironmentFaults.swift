import CMapFault

extension Environment {
    /// What the process says, and how it ends, when damage shows in the middle of reading: LMDB trusts its file and maps
    /// it, so that a page that is not there is a signal and not an error.
    public struct Faults: Sendable {
        let head: [UInt8]
        let data, lock: StaticString
        let status: Int32

        /// Makes the last words: one line on standard error.
        ///
        /// - Parameters:
        ///   - head: The beginning of the line, such as the name of the program and the directory.
        ///   - data: Its rest, with a line feed, for a data file that refers to what it does not have, or contradicts
        ///     itself.
        ///   - lock: Its rest for a lock file that the disk has no room for.
        ///   - status: The exit status.
        public init(head: [UInt8], data: StaticString, lock: StaticString, status: Int32) {
            self.head = head
            self.data = data
            self.lock = lock
            self.status = status
        }
    }
}

/// The prepared last words of an environment, and the mark that a thread is inside of LMDB.
@safe
struct FaultReport: @unchecked Sendable {
    private let pointer: OpaquePointer?

    /// Lasts as long as the process.
    init(_ faults: Environment.Faults?) {
        guard let faults else {
            unsafe pointer = nil
            return
        }
        let (data, lock) = unsafe (faults.data.characters, faults.lock.characters)
        unsafe pointer = cmapfault_add(faults.head, faults.head.count, data, lock, faults.status)
    }

    /// Calls into LMDB.
    @inline(__always)
    func inside<Result>(_ body: () -> Result) -> Result {
        let outer = unsafe cmapfault_enter(pointer)
        defer { unsafe cmapfault_leave(outer) }
        return body()
    }
}

extension StaticString {
    /// Its bytes, with a zero behind them.
    fileprivate var characters: UnsafePointer<CChar> {
        unsafe UnsafeRawPointer(utf8Start).assumingMemoryBound(to: CChar.self)
    }
}
