public import IndexModel
import LMDB

/// A run whose postings are staged, but which no reader sees yet.
public struct StagedRun: Sendable {
    let number: UInt32
    let row: RunRow

    /// The postings that it holds, of all families.
    var postingCount: Int { row.postingCount }
}

extension IndexWriter {
    /// Partitions that are packed side by side before what is packed is stored.
    private static let partitionsAtOnce = 32

    /// Sorts, packs and stores the postings of chunks as one run.
    ///
    /// Publish it before staging another. O(n), the sorting in parallel.
    ///
    /// - Parameter buffers: of `Posting.granuleLimit` granules at most.
    public mutating func stage(_ buffers: consuming [PostingBuffer]) throws(IndexError) -> StagedRun {
        let number = schema.nextRun
        let granules = buffers.reduce(0) { $0 + $1.granuleCount }
        guard granules <= Posting.granuleLimit else {
            // What a reader of the run would refuse must not be written.
            throw IndexError(
                .refused, "a run of \(granules) granules is larger than a run can be", directory: directory)
        }
        let sorter = RunSorter(buffers)
        return try attributing("run \(number)", of: directory) {
            var families: [RunRow.Family] = []
            for family in sorter.families {
                let partitions = sorter.sorted(family)
                let shape = RunRow.Family(family, postings: partitions.reduce(0) { $0 + $1.count })
                try append(partitions, shape, sorter.extents.ordinalWidth, toRun: number)
                families.append(shape)
            }
            return StagedRun(number: number, row: RunRow(families: families, extents: sorter.extents))
        }
    }

    /// Makes a staged run visible, together with what is now known of the archives: one transaction.
    ///
    /// - Parameters:
    ///   - forgotten: archives that leave the catalog, for another holds all that they held. Postings that name them are
    ///     passed over from then on, and dropped when their run is merged.
    ///   - inputs: what runs were asked to cover, and what of that is not in the index; nil where that stays as it is.
    public mutating func publish(
        _ run: StagedRun?, _ archives: [ArchiveEntry], forgetting forgotten: [ArchiveID], inputs: IndexInputs?
    ) throws(IndexError) {
        try publish(run, replacing: [], archives, forgetting: forgotten, inputs: inputs)
    }

    /// As above, and takes the place of other runs at the same moment.
    mutating func publish(
        _ run: StagedRun?, replacing replaced: [UInt32], _ archives: [ArchiveEntry] = [],
        forgetting forgotten: [ArchiveID] = [], inputs: IndexInputs? = nil
    ) throws(IndexError) {
        var schema = schema
        if let run { schema.nextRun = run.number + 1 }
        schema.runs += (run == nil ? 0 : 1) - replaced.count
        try attributing("the catalog", of: directory) {
            try IndexWriter.transact(in: environment) { transaction in
                try pending.put(&transaction, databases)
                for number in replaced {
                    try transaction.delete(NumberKey.encoded(number).span, in: databases.runs)
                }
                if let run {
                    let key = NumberKey.encoded(run.number)
                    try transaction.put(row: run.row.encoded(), under: key, in: databases.runs)
                }
                try transaction.changeCatalog(
                    databases, of: directory, putting: archives, forgetting: forgotten, inputs: inputs)
                try transaction.put(row: schema.encoded(), under: Schema.key, in: databases.schema)
            }
        }
        pending = PendingWrites()
        self.schema = schema
        hasPublished = true
    }

    /// Stages packed buckets behind all that is stored.
    mutating func stage(_ pieces: [BucketPacker.Rows], _ family: KeyFamily, ofRun run: UInt32) throws {
        for rows in pieces { pending.add(rows, family, ofRun: run) }
        try storePending()
    }

    /// Stores what is pending when that is much.
    mutating func storePending(atLeast bytes: Int = IndexWriter.transactionBytes) throws {
        guard pending.byteCount >= bytes else { return }
        try IndexWriter.transact(in: environment) { try pending.put(&$0, databases) }
        pending = PendingWrites()
    }

    /// Packs and stages the sorted postings of a family, some partitions at a time.
    private mutating func append(
        _ partitions: [[Posting]], _ shape: RunRow.Family, _ ordinalWidth: Int, toRun run: UInt32
    ) throws {
        let perPartition = shape.buckets.count / partitions.count
        guard perPartition > 0 else {
            var packer = BucketPacker(run: run, family: shape, buckets: shape.buckets, ordinalWidth: ordinalWidth)
            for partition in partitions { packer.pack(partition) }
            packer.finish()
            return try stage([packer.rows], shape.family, ofRun: run)
        }
        // Each bucket lies in one partition, for both are as many as powers of two.
        for start in stride(from: 0, to: partitions.count, by: IndexWriter.partitionsAtOnce) {
            let end = min(start + IndexWriter.partitionsAtOnce, partitions.count)
            let pieces = mapConcurrently(start..<end) { index in
                var packer = BucketPacker(
                    run: run, family: shape, buckets: index * perPartition..<(index + 1) * perPartition,
                    ordinalWidth: ordinalWidth)
                packer.pack(partitions[index])
                packer.finish()
                return packer.rows
            }
            try stage(pieces, shape.family, ofRun: run)
        }
    }
}
