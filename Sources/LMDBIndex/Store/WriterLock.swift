import Glibc
import LMDB
import SystemPackage

/// The lock that makes one process at a time the writer of an index: an advisory lock on a file beside it, which the
/// system takes off when the process ends, however it ends. The file tells who holds it, and, once there is an index,
/// that there is one: a data file that is empty then was not begun by a run that was killed, but has lost all it held.
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
        try WriterLock.make(in: directory)
        let descriptor = try FileDescriptor.open(
            directory.appending(WriterLock.fileName), .readWrite, options: [.noFollow, .closeOnExec])
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

    private static func make(in directory: FilePath) throws(Errno) {
        do throws(LMDBError) {
            let files = try EnvironmentFiles(directory)
            try files.make(WriterLock.fileName, files.dataPermissions)
        } catch {
            throw Errno(rawValue: error.code)
        }
    }

    deinit {
        try? descriptor.close()
    }

    // MARK: What the file says: the number of the holder in ten digits and a line end, then the mark.

    private static let numberLength = 10
    private static let mark = "holds an index\n"

    /// Writes down whose the lock is: for people only, so that a full disk does not matter.
    private func note() {
        let digits = String(getpid())
        let number = String(repeating: "0", count: max(0, WriterLock.numberLength - digits.count)) + digits
        _ = try? descriptor.writeAll(toAbsoluteOffset: 0, "\(number)\n".utf8)
    }

    /// Writes down that there is an index.
    func markIndex() {
        guard !WriterLock.hasMark(descriptor) else { return }
        _ = try? descriptor.writeAll(toAbsoluteOffset: Int64(WriterLock.numberLength + 1), WriterLock.mark.utf8)
    }

    /// Whether there was an index in a directory at any time.
    static func marksIndex(in directory: FilePath) -> Bool {
        let file = try? FileDescriptor.open(
            directory.appending(fileName), .readOnly, options: [.noFollow, .nonBlocking, .closeOnExec])
        guard let file else { return false }
        defer { try? file.close() }
        return hasMark(file)
    }

    private static func hasMark(_ descriptor: FileDescriptor) -> Bool {
        descriptor.text(upTo: numberLength + 1 + mark.utf8.count).hasSuffix("\n" + mark)
    }

    private static func holder(_ descriptor: FileDescriptor) -> Int32? {
        descriptor.text(upTo: numberLength + 1).split(separator: "\n").first.flatMap { Int32($0) }
    }

    /// False when the lock is held elsewhere or the wait was interrupted.
    private static func take(_ descriptor: FileDescriptor, _ operation: Int32) throws(Errno) -> Bool {
        guard flock(descriptor.rawValue, operation) != 0 else { return true }
        let error = Errno(rawValue: errno)
        guard error == .wouldBlock || error == .interrupted else { throw error }
        return false
    }
}
