import SystemPackage
import TestSupport
import Testing

@testable import IndexModel
@testable import LMDBIndex

/// What an index must answer after any increments, merges and prunes: a set of granules for each hash, the long way.
struct MergeModel {
    private(set) var answers: [KeyFamily: [UInt64: Set<PostingLocation>]] = [.messageID: [:], .queueFile: [:]]
    private(set) var living: Set<ArchiveID> = []
    private(set) var hashes: [UInt64] = []

    /// A batch that tells of some archives, new ones or known ones that have grown; what a writer is to be given of it.
    mutating func increment(
        seed: UInt64, archives: ClosedRange<UInt64>, postings: Int = 60
    ) -> (buffers: [PostingBuffer], entries: [ArchiveEntry]) {
        // A few hashes for all batches, so that runs have keys in common.
        let batch = PostingModel(seed: seed, archives: archives, distinctHashes: 30, postings: postings)
        for (family, found) in batch.answers {
            for (hash, locations) in found { answers[family]![hash, default: []].formUnion(locations) }
        }
        // Of those that were used, and of those that were not.
        hashes += batch.hashes.prefix(8) + batch.hashes.suffix(2)
        living.formUnion(archives.map { ArchiveID($0) })
        return (batch.buffers, archives.map { entry($0) })
    }

    mutating func forget(_ archives: some Sequence<ArchiveID>) {
        living.subtract(archives)
    }

    /// What a lookup of the hash must come to.
    func expected(_ hash: UInt64, _ family: KeyFamily) -> [PostingLocation] {
        (answers[family]![hash >> 24] ?? []).filter { living.contains($0.archive) }.sorted()
    }

    /// Compares all answers. Granules of forgotten archives are passed over, or not there at all if `exactly`.
    func expectEqual(_ snapshot: borrowing Snapshot, exactly: Bool = false, _ place: String = "") throws {
        for hash in Set(hashes) {
            for family in [KeyFamily.messageID, .queueFile] {
                let found = try snapshot.locations(ofHash: hash, in: family)
                let seen = exactly ? found : found.filter { living.contains($0.archive) }
                let wanted = expected(hash, family)
                if seen != wanted { Issue.record("\(place) \(hash) \(family): \(seen), not \(wanted)") }
            }
        }
        let ids = try snapshot.archives().map(\.id)
        #expect(ids == living.sorted(), "\(place)")
    }
}
