import IndexModel
import LMDB
import SystemPackage

extension IndexStorage {
    /// What the file of an environment takes, and what of that a snapshot has no use for.
    init(
        _ environment: borrowing Environment, _ snapshot: borrowing Snapshot, _ directory: FilePath
    ) throws(IndexError) {
        let bytes = try attributing("the file", of: directory) { try environment.statistics.usedBytes }
        self.init(bytes: bytes, freeBytes: bytes - (try snapshot.dataBytes()), runs: snapshot.runCount)
    }
}
