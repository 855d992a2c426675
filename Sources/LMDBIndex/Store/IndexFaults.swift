import LMDB
public import SystemPackage
import Threads

/// How the process ends where the index's file turns out to be damaged in the middle of reading it. The file is mapped, so
/// that a page which is not there is a signal, and no error can be thrown.
public enum IndexFaults {
    private struct Ending: Sendable {
        let status: Int32
        let head: @Sendable (FilePath) -> [UInt8]
    }

    private static let ending = Mutex<Ending?>(nil)

    /// From now on each index that is opened ends the process so; otherwise the signal does.
    ///
    /// - Parameters:
    ///   - status: the exit status.
    ///   - head: what the line on standard error begins with, for the index in a directory: `mtatrail: index DIR: `.
    public static func endProcess(status: Int32, head: @escaping @Sendable (FilePath) -> [UInt8]) {
        ending.withLock { $0 = Ending(status: status, head: head) }
    }

    static func lastWords(on directory: FilePath) -> Environment.Faults? {
        guard let ending = ending.withLock({ $0 }) else { return nil }
        return Environment.Faults(
            head: ending.head(directory),
            data: """
                its file is damaged: a page that it refers to is not there or makes no sense, or the disk failed; check \
                the disk, then remove the directory and index the archives again

                """,
            lock: "there is no room for lock.mdb: the disk is full or failed; free some space and try again\n",
            status: ending.status)
    }
}
