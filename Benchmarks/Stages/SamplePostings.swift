import ByteScanning
import IndexModel
import LMDBIndex
import MTALog
import SyntheticLogs

@testable import Indexing

/// The postings of an invented log, as the chunks that it is cut into give them.
enum SamplePostings {
    static let mebibytes = 96
    /// As many archives as make one run of theirs when they are merged, each with some 200,000 postings: in the middle of
    /// a tier, so that a few more or less change nothing.
    static let archives: UInt64 = 4

    private static let chunkBytes = 4 << 20
    private static let granuleShift = 16

    /// Those of each chunk, in order; archive 1 has the first chunks, and so on.
    static let buffers: [PostingBuffer] = {
        var log = SyntheticLog(seed: 7)
        let chunksAnArchive = (mebibytes << 20) / chunkBytes / Int(archives)
        return (1...archives).flatMap { archive in
            var offset = 0
            return (0..<chunksAnArchive).map { _ in
                var text: [UInt8] = []
                while text.count < chunkBytes { log.write(nextInto: &text) }
                defer { offset += text.count }
                return scanner(ArchiveID(archive)).scan(
                    text.span, at: UInt64(offset), startsIn: 0..<text.count, knownStart: true
                ).postings
            }
        }
    }()

    static func buffers(of archive: UInt64) -> [PostingBuffer] {
        buffers.filter { $0.archive == ArchiveID(archive) }
    }

    static func scanner(_ archive: ArchiveID) -> ChunkScanner {
        ChunkScanner(archive: archive, hasher: KeyHasher(seed: 7), granuleShift: granuleShift)
    }
}
