import Glibc
import LMDB
import SystemPackage

/// The lock that makes one process at a time the writer of an index: an advisory lock on a file beside it, which the
/// system takes off when the process ends, however it ends. The file tells who holds it.
struct WriterLock: ~Copyable, Sendable {
    static let fileName = "writer.lock"
    private let descriptor: FileDescriptor

    /// Another process has it.
    struct Taken: Error {
        /// Its number, where it can be read.
        let holder: Int32?
    }

    /// Takes the lock, waiting for another writer.
    ///
    /// - Parameters:
    ///   - onWait: called once when there is one to wait for, with the number of its process where that is known.
    /// - Throws: `Taken` when `waiting` is false and there is another writer, else `Errno`.
    init(in directory: FilePath, waiting: Bool = true, onWait: (Int32?) -> Void) throws {
        let descriptor = try FileDescriptor.open(
            directory.appending(WriterLock.fileName), .readWrite, options: [.create, .closeOnExec],
            permissions: .ownerReadWrite)
        do {
            if try !WriterLock.take(descriptor, LOCK_EX | LOCK_NB) {
                let holder = WriterLock.holder(descriptor)
                guard waiting else { throw Taken(holder: holder) }
                onWait(holder)
                while try !WriterLock.take(descriptor, LOCK_EX) {}
            }
        } catch {
            try? descriptor.close()
            throw error
        }
        self.descriptor = descriptor
        note()
    }

    deinit {
        try? descriptor.close()
    }

    /// Writes down whose the lock is: for people only, so that a full disk does not matter.
    private func note() {
        _ = ftruncate(descriptor.rawValue, 0)
        _ = try? descriptor.writeAll(toAbsoluteOffset: 0, "\(getpid())\n".utf8)
    }

    private static func holder(_ descriptor: FileDescriptor) -> Int32? {
        descriptor.text(upTo: 16).split(separator: "\n").first.flatMap { Int32($0) }
    }

    /// False when the lock is held elsewhere or the wait was interrupted.
    private static func take(_ descriptor: FileDescriptor, _ operation: Int32) throws(Errno) -> Bool {
        guard flock(descriptor.rawValue, operation) != 0 else { return true }
        let error = Errno(rawValue: errno)
        guard error == .wouldBlock || error == .interrupted else { throw error }
        return false
    }
}
