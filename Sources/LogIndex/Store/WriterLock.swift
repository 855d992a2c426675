import Glibc
import SystemPackage

/// The lock that makes one process at a time the writer of an index: an advisory lock on a file beside it, which the
/// system takes off when the process ends, however it ends.
struct WriterLock: ~Copyable {
    static let fileName = "writer.lock"
    private let descriptor: FileDescriptor

    /// Takes the lock, waiting for another writer.
    ///
    /// - Parameter onWait: called once when there is one to wait for.
    init(in directory: FilePath, onWait: () -> Void) throws(Errno) {
        let descriptor = try WriterLock.open(directory.appending(WriterLock.fileName))
        do {
            if try !WriterLock.take(descriptor, LOCK_EX | LOCK_NB) {
                onWait()
                while try !WriterLock.take(descriptor, LOCK_EX) {}
            }
        } catch {
            try? descriptor.close()
            throw error
        }
        self.descriptor = descriptor
    }

    deinit {
        try? descriptor.close()
    }

    private static func open(_ path: FilePath) throws(Errno) -> FileDescriptor {
        do {
            return try FileDescriptor.open(
                path, .readWrite, options: [.create, .closeOnExec], permissions: .ownerReadWrite)
        } catch {
            throw error as? Errno ?? .ioError
        }
    }

    /// False when the lock is held elsewhere or the wait was interrupted.
    private static func take(_ descriptor: FileDescriptor, _ operation: Int32) throws(Errno) -> Bool {
        guard flock(descriptor.rawValue, operation) != 0 else { return true }
        let error = Errno(rawValue: errno)
        guard error == .wouldBlock || error == .interrupted else { throw error }
        return false
    }
}
