import Archives
import IndexModel

/// Everything that a `MemoryIndex` holds; a snapshot is a copy of it.
struct MemoryContents: Sendable {
    /// A key as the store knows it: few bits of its hash.
    struct Key: Hashable, Sendable {
        let family: KeyFamily
        let hash: UInt64

        init(_ family: KeyFamily, hash: UInt64) {
            self.family = family
            self.hash = hash >> UInt64(64 - MemoryContents.precision.bits)
        }
    }

    static let precision = HashPrecision(bits: 30)

    var archives: [ArchiveID: ArchiveEntry] = [:]
    var inputs = IndexInputs()
    /// By their numbers, ascending by decoded offset.
    var frames: [FrameSetID: [Frame]] = [:]
    var postings: [Key: Set<PostingLocation>] = [:]
    var runs = 0

    var storage: IndexStorage {
        IndexStorage(bytes: postings.count * 16 + archives.count * 256, freeBytes: 0, runs: runs)
    }

    mutating func add(_ buffers: [PostingBuffer]) {
        for buffer in buffers {
            for (family, posting) in buffer.allPostings {
                let location = PostingLocation(
                    archive: buffer.archive, granule: buffer.firstGranule + posting.granule)
                postings[Key(family, hash: posting.hash40 << 24), default: []].insert(location)
            }
        }
        runs += 1
    }

    mutating func forget(_ forgotten: [ArchiveID]) {
        let forgotten = Set(forgotten)
        for id in forgotten { archives[id] = nil }
        postings = postings.mapValues { $0.filter { !forgotten.contains($0.archive) } }.filter { !$0.value.isEmpty }
        let named = Set(archives.values.flatMap(\.locations).map(\.frames))
        frames = frames.filter { named.contains($0.key) }
    }
}

extension PostingBuffer {
    /// Of every family, each posting with its granule counted from the buffer's first one.
    var allPostings: [(KeyFamily, Posting)] {
        families.flatMap { family in
            family.unlinked.map { (family.family, $0) } + family.linked.map { (family.family, $0.posting) }
        }
    }
}
