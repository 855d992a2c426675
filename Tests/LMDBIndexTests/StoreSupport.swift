import Archives
import SystemPackage
import TestSupport

@testable import IndexModel
@testable import LMDBIndex

/// An archive's entry with a path and nothing else.
func entry(_ number: UInt64, path: String = "/var/log/mail.log") -> ArchiveEntry {
    let location = ArchiveLocation(
        path: Array(path.utf8), codec: 0, size: 1, modificationTime: 2, changeTime: 5, inode: 3, device: 4,
        frames: FrameSetID(number))
    return ArchiveEntry(
        id: ArchiveID(number), locations: [location], head: Fingerprint(high: 1, low: 2, length: 3))
}

func frame(at offset: UInt64, window: [UInt8] = []) -> Frame {
    Frame(kind: .gzipMember, decodedOffset: offset, compressedOffset: offset / 3, window: window)
}

/// A chunk of granules 0 to 9 that has these hashes in its granule 4, in both families.
func buffer(_ archive: UInt64, _ hashes: [UInt64]) -> PostingBuffer {
    var buffer = PostingBuffer(archive: ArchiveID(archive), granules: 0..<10)
    for hash in hashes {
        buffer.add(hash: hash, granule: 4, toFamily: 0)
        buffer.add(hash: hash, granule: 4, toFamily: 1, leadingTo: 0)
    }
    return buffer
}

extension IndexWriter {
    /// Stages and publishes one run.
    mutating func write(_ buffers: [PostingBuffer], _ archives: [ArchiveEntry] = []) throws {
        let run = try stage(buffers)
        try publish(run, archives)
    }
}

/// Whether both families know a hash; they must agree.
func knows(_ hash: UInt64, _ snapshot: borrowing Snapshot) throws -> Bool {
    let direct = try snapshot.locations(ofHash: hash, in: .messageID)
    let linked = try snapshot.locations(ofHash: hash, in: .queueFile)
    precondition(direct == linked)
    return !direct.isEmpty
}

/// Whether one family knows a hash.
func knows(_ hash: UInt64, _ snapshot: borrowing Snapshot, in family: KeyFamily) throws -> Bool {
    try !snapshot.locations(ofHash: hash, in: family).isEmpty
}

/// The error that `body` ends with.
func failure(_ body: () throws(IndexError) -> Void) -> IndexError? {
    do throws(IndexError) {
        try body()
        return nil
    } catch {
        return error
    }
}
