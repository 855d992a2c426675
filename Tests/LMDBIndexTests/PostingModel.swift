import TestSupport

@testable import IndexModel
@testable import LMDBIndex

/// A posting as a value: what the index must answer, told the long way.
struct ModelPosting: Hashable, Comparable {
    /// What the index keeps of the hash.
    var hash40: UInt64
    var location: PostingLocation

    static func < (left: ModelPosting, right: ModelPosting) -> Bool {
        (left.hash40, left.location) < (right.hash40, right.location)
    }
}

/// Some chunks' postings, and what must come out of them.
struct PostingModel {
    private(set) var buffers: [PostingBuffer] = []
    private var directPostings: Set<ModelPosting> = []
    /// Key and archive, then granule, then the targets met there.
    private var linkedPostings: [ModelPosting: Set<UInt64>] = [:]
    /// All hashes used, and some that were not.
    private(set) var hashes: [UInt64]

    /// Buffers of a few archives, their granules overlapping, adjoining or apart, in random order.
    init(seed: UInt64, archives: ClosedRange<UInt64> = 1...4, distinctHashes: Int = 12, postings: Int = 120) {
        var random = SeededGenerator(seed: seed)
        // In groups that share 40 bits, or the first byte, or nothing.
        hashes = (0..<distinctHashes).map { number in
            switch number % 4 {
            case 0: random.next()
            case 1: random.next() >> 8
            default: 0x1234_5678_9a00_0000 | random.next() >> 40
            }
        }
        let targets: [UInt64] = [0, 1, 2, 3]
        for archive in archives {
            var granule = Int.random(in: 0...3, using: &random)
            // In some archives nearly every key leads to one and the same.
            let favourite = targets.randomElement(using: &random)!
            for _ in 0..<Int.random(in: 1...5, using: &random) {
                let end = granule + Int.random(in: 1...6, using: &random)
                var buffer = PostingBuffer(archive: ArchiveID(archive), granules: granule..<end)
                for _ in 0..<Int.random(in: 0...postings, using: &random) {
                    let hash = hashes.randomElement(using: &random)!
                    let place = Int.random(in: granule..<end, using: &random)
                    let isUsual = Int.random(in: 0..<20, using: &random) > 0
                    let target = isUsual ? favourite : targets.randomElement(using: &random)!
                    add(hash, ArchiveID(archive), place, target, to: &buffer, isLinked: .random(using: &random))
                }
                if Bool.random(using: &random) { buffer.seal() }
                buffers.append(buffer)
                granule = max(granule, end + Int.random(in: -2...2, using: &random))
            }
        }
        buffers.shuffle(using: &random)
        hashes += (0..<20).map { _ in random.next() }
    }

    private mutating func add(
        _ hash: UInt64, _ archive: ArchiveID, _ granule: Int, _ target: UInt64, to buffer: inout PostingBuffer,
        isLinked: Bool
    ) {
        let location = PostingLocation(archive: archive, granule: granule)
        let posting = ModelPosting(hash40: hash >> 24, location: location)
        if isLinked {
            buffer.add(hash: hash, granule: granule, toFamily: 1, leadingTo: target)
            linkedPostings[posting, default: []].insert(target)
        } else {
            buffer.add(hash: hash, granule: granule, toFamily: 0)
            directPostings.insert(posting)
        }
    }

    var direct: [ModelPosting] { directPostings.sorted() }

    /// Of a key whose records in one archive all have one and the same target, the first granule; else all.
    var linked: [ModelPosting] {
        var groups: [[UInt64]: [ModelPosting]] = [:]
        for posting in linkedPostings.keys {
            groups[[posting.hash40, posting.location.archive.value], default: []].append(posting)
        }
        return groups.values.flatMap { group in
            let targets = group.reduce(into: Set<UInt64>()) { $0.formUnion(linkedPostings[$1]!) }
            let hasOneTarget = targets.count == 1 && !targets.contains(0)
            return hasOneTarget ? [group.min()!] : group
        }.sorted()
    }

    /// The granules of all buffers, in order.
    var locations: [PostingLocation] {
        Set(
            buffers.flatMap { buffer in
                (buffer.firstGranule..<buffer.granuleEnd).map {
                    PostingLocation(archive: buffer.archive, granule: $0)
                }
            }
        ).sorted()
    }

    /// For each family and 40 bits of a hash, where it stands.
    var answers: [KeyFamily: [UInt64: [PostingLocation]]] {
        [KeyFamily.messageID: direct, .queueFile: linked].mapValues { postings in
            Dictionary(grouping: postings, by: \.hash40).mapValues { $0.map(\.location) }
        }
    }
}
