import IndexModel
import LMDB

/// Several runs on their way into one: the same postings in the same order, without those of forgotten archives.
///
/// Nothing is collapsed anew: of a key that leads to another each run keeps what an archive's lookup needs of that run, and
/// the merge keeps it all. The work is done in *slices*, ranges of hashes, which need nothing of each other.
struct RunMerge: Sendable {
    private struct Source: Sendable {
        let number: UInt32
        let row: RunRow
        let ordinals: OrdinalMap
    }

    /// A slice of one family of the new run.
    struct Slice: Sendable {
        var rows: BucketPacker.Rows
        var postings: Int
        /// The postings read of each source.
        var read: [Int]
    }

    /// The new run's number.
    let number: UInt32
    let extents: RunExtents
    private let sources: [Source]
    /// The new run's families, with about as many postings as they will have.
    let shapes: [RunRow.Family]
    private let bucketBitsPerSlice: Int

    /// - Parameters:
    ///   - bucketBitsPerSlice: the buckets that one slice packs, as a power of two: some hundred thousand postings.
    ///   - isKept: whether an archive is in the catalog.
    init(
        _ runs: [(number: UInt32, row: RunRow)], into number: UInt32, bucketBitsPerSlice: Int = 12,
        keeping isKept: (ArchiveID) -> Bool
    ) {
        let extents = RunExtents(of: runs.map(\.row.extents), keeping: isKept)
        self.number = number
        self.bucketBitsPerSlice = bucketBitsPerSlice
        self.extents = extents
        sources = runs.map {
            Source(number: $0.number, row: $0.row, ordinals: OrdinalMap(from: $0.row.extents, to: extents))
        }
        let families = Set(runs.flatMap(\.row.families).map(\.family)).sorted()
        shapes = families.map { family in
            RunRow.Family(family, postings: runs.reduce(0) { $0 + $1.row.livingPostings(of: family, keeping: isKept) })
        }
    }

    /// How many slices a family has.
    func sliceCount(_ family: KeyFamily) -> Int {
        1 << sliceBits(family)
    }

    /// The row of the new run, once it is known how many postings of each family it has.
    func row(postings: [Int]) -> RunRow {
        let families = zip(shapes, postings).map { RunRow.Family($0.family, bucketBits: $0.bucketBits, postings: $1) }
        return RunRow(families: families, extents: extents)
    }

    /// A run of which not all postings could be read; nil when there is none.
    func incompleteRun(_ family: KeyFamily, read: [Int]) -> UInt32? {
        zip(sources, read).first { ($0.row[family]?.postings ?? 0) != $1 }?.0.number
    }

    /// Reads one slice of all the runs, and packs it as one slice of the new run. O(postings of the slice).
    func slice(
        _ slice: Int, of family: KeyFamily, in environment: borrowing Environment, _ postings: Database
    ) throws(MergeDamage) -> Slice {
        var merged: [Posting] = []
        var read: [Int] = []
        for source in sources {
            do {
                let transaction = try environment.beginRead()
                read.append(try collect(slice, of: family, from: source, in: transaction, postings, into: &merged))
            } catch {
                throw MergeDamage(run: source.number, cause: error)
            }
        }
        if sources.count > 1 {
            var scratch: [Posting] = []
            radixSort(&merged, scratch: &scratch, key: \.word)
            merged.removeAdjacentDuplicates()
        }
        let shape = shape(family)
        var packer = BucketPacker(
            run: number, family: shape,
            buckets: PostingBlock.buckets(ofSlice: slice, sliceBits: sliceBits(family), bucketBits: shape.bucketBits),
            ordinalWidth: extents.ordinalWidth)
        packer.pack(merged)
        packer.finish()
        return Slice(rows: packer.rows, postings: merged.count, read: read)
    }

    private func shape(_ family: KeyFamily) -> RunRow.Family {
        shapes.first { $0.family == family } ?? RunRow.Family(family, postings: 0)
    }

    private func sliceBits(_ family: KeyFamily) -> Int {
        max(0, shape(family).bucketBits - bucketBitsPerSlice)
    }

    /// Adds a slice of one run; gives how many postings it had.
    private func collect(
        _ slice: Int, of family: KeyFamily, from source: Source, in transaction: borrowing ReadTransaction,
        _ database: Database, into merged: inout [Posting]
    ) throws -> Int {
        guard let bits = source.row[family]?.bucketBits else { return 0 }
        let sliceBits = sliceBits(family)
        let buckets = PostingBlock.buckets(ofSlice: slice, sliceBits: sliceBits, bucketBits: bits)
        let first = PostingKey(run: source.number, family: family, bucket: buckets.lowerBound).encoded()
        var cursor = try transaction.cursor(in: database)
        var stands = try cursor.seek(atOrAfter: first.span)
        var count = 0
        for bucket in buckets {
            let key = PostingKey(run: source.number, family: family, bucket: bucket)
            // Every bucket is there, or the run is damaged.
            guard stands, try PostingKey(decoding: cursor.key) == key else { throw ByteReader.Damaged() }
            var isDamaged = false
            try PostingBlock.decode(
                cursor.row, bucket: key.bucket, bucketBits: bits, ordinalWidth: source.row.extents.ordinalWidth
            ) { posting in
                guard PostingBlock.bucket(posting, bucketBits: sliceBits) == slice else { return }
                count += 1
                guard posting.granule < source.ordinals.count else { return isDamaged = true }
                guard let ordinal = source.ordinals[posting.granule] else { return }
                merged.append(posting.renamed(ordinal))
            }
            guard !isDamaged else { throw ByteReader.Damaged() }
            stands = try cursor.next()
        }
        return count
    }
}

/// A run that cannot be read to its end, and why.
struct MergeDamage: Error {
    let run: UInt32
    let cause: any Error
}

extension Posting {
    /// The same hash with another ordinal.
    @inline(__always)
    fileprivate func renamed(_ ordinal: Int) -> Posting {
        Posting(word: hash40 << UInt64(Posting.granuleBits) | UInt64(truncatingIfNeeded: ordinal))
    }
}
