import IndexModel

/// The postings that a piece of an archive should have in one family, and which of them runs turn out to have.
struct WantedPostings {
    let family: KeyFamily
    let archive: ArchiveID
    /// The granule that ordinals count from: the first one of the piece.
    private let base: Int
    /// By hash, then granule.
    private var sorted: [LinkedPosting] = []
    private var isIndexed: [Bool] = []
    /// At the first posting of each hash: whether the index has the hash in the first granule of the piece or before it.
    private var isIndexedBefore: [Bool] = []

    /// O(postings).
    ///
    /// - Parameter buffers: of one archive; at least one.
    init(_ family: KeyFamily, of buffers: [PostingBuffer]) {
        let base = buffers.reduce(.max) { min($0, $1.firstGranule) }
        self.family = family
        archive = buffers[0].archive
        self.base = base
        for buffer in buffers {
            let shift = buffer.firstGranule - base
            guard let postings = buffer[family] else { continue }
            sorted += postings.linked.lazy.map {
                LinkedPosting(posting: $0.posting.shifted(by: shift), target: $0.target)
            }
            sorted += postings.unlinked.lazy.map { LinkedPosting(posting: $0.shifted(by: shift), target: 0) }
        }
        var scratch: [LinkedPosting] = []
        radixSort(&sorted, scratch: &scratch, key: \.posting.word)
        isIndexed = Array(repeating: false, count: sorted.count)
        isIndexedBefore = isIndexed
    }

    var count: Int { sorted.count }

    /// The bucket of the posting at a place.
    func bucket(at place: Int, bucketBits: Int) -> Int {
        PostingBlock.bucket(sorted[place].posting, bucketBits: bucketBits)
    }

    /// The first place from `place` on whose posting is in another bucket.
    func endOfBucket(at place: Int, bucketBits: Int) -> Int {
        let bucket = bucket(at: place, bucketBits: bucketBits)
        var end = place + 1
        while end < sorted.count, self.bucket(at: end, bucketBits: bucketBits) == bucket { end += 1 }
        return end
    }

    /// Notes which postings of a bucket a run has. O(postings of both).
    ///
    /// - Parameters:
    ///   - block: the run's postings of the bucket, in their order.
    ///   - places: those of the bucket.
    mutating func note(_ block: [Posting], at places: Range<Int>, _ extents: RunExtents) throws(ByteReader.Damaged) {
        var first = places.lowerBound
        var next = first
        for posting in block {
            while first < places.upperBound, sorted[first].posting.hash40 < posting.hash40 { first += 1 }
            guard first < places.upperBound else { return }
            guard sorted[first].posting.hash40 == posting.hash40 else { continue }
            guard let location = extents.location(ofOrdinal: posting.granule) else { throw ByteReader.Damaged() }
            guard location.archive == archive else { continue }
            if location.granule <= base { isIndexedBefore[first] = true }
            next = max(next, first)
            while next < places.upperBound, isBefore(next, posting.hash40, location.granule) { next += 1 }
            while next < places.upperBound, isAt(next, posting.hash40, location.granule) {
                isIndexed[next] = true
                next += 1
            }
        }
    }

    private func isBefore(_ place: Int, _ hash40: UInt64, _ granule: Int) -> Bool {
        let posting = sorted[place].posting
        return posting.hash40 < hash40 || posting.hash40 == hash40 && base + posting.granule < granule
    }

    private func isAt(_ place: Int, _ hash40: UInt64, _ granule: Int) -> Bool {
        let posting = sorted[place].posting
        return posting.hash40 == hash40 && base + posting.granule == granule
    }

    /// Those that a lookup would miss, by hash and granule. O(postings).
    ///
    /// A posting that leads to another need not be there where one of the same key is in a granule before it: with the same
    /// target, as far as the piece reaches.
    var missing: [MissingPosting] {
        var missing: [MissingPosting] = []
        var first = 0
        var targets: Set<UInt64> = []
        for place in sorted.indices {
            let entry = sorted[place]
            if entry.posting.hash40 != sorted[first].posting.hash40 {
                first = place
                targets.removeAll(keepingCapacity: true)
            }
            if isIndexed[place] {
                if entry.target != 0 { targets.insert(entry.target) }
                continue
            }
            let isLedTo = entry.target != 0 && (isIndexedBefore[first] || targets.contains(entry.target))
            let posting = MissingPosting(family: family, granule: base + entry.posting.granule)
            if !isLedTo, posting != missing.last { missing.append(posting) }
        }
        return missing
    }
}
