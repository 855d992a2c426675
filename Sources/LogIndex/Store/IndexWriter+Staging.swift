import LMDB

/// A run whose postings are stored, but which no reader sees yet.
public struct StagedRun: Sendable {
    let number: UInt32
    let row: RunRow

    /// The postings that it holds, of both families.
    public var postingCount: Int { row.families.reduce(0) { $0 + $1.postings } }
}

extension IndexWriter {
    /// Bytes staged in one transaction: bounds the memory that a transaction's pages take.
    static let transactionBytes = 16 << 20
    /// What a posting takes at the most, its share of the pages included.
    private static let mostBytesPerPosting = 16

    /// Sorts, packs and stores the postings of chunks as one run.
    ///
    /// Publish it before staging another. O(n), the sorting in parallel.
    public mutating func stage(_ buffers: consuming [PostingBuffer]) throws(IndexError) -> StagedRun {
        let number = schema.nextRun
        let sorter = RunSorter(buffers)
        return try attributing("run \(number)", of: directory) {
            try makeRoom(for: sorter.postingCount * IndexWriter.mostBytesPerPosting)
            var families: [RunRow.Family] = []
            for family in KeyFamily.allCases {
                let partitions = family == .direct ? sorter.sortedDirect() : sorter.sortedPivoted()
                let shape = RunRow.Family(postings: partitions.reduce(0) { $0 + $1.count })
                try append(partitions, family, shape, sorter.extents.ordinalWidth, toRun: number)
                families.append(shape)
            }
            return StagedRun(number: number, row: RunRow(families: families, extents: sorter.extents))
        }
    }

    /// Makes a staged run visible, together with what is now known of the archives: one transaction.
    ///
    /// - Parameter forgotten: archives that leave the catalog, for another holds all that they held. Postings that name
    ///   them are passed over from then on.
    public mutating func publish(
        _ run: StagedRun?, _ archives: [ArchiveEntry], forgetting forgotten: [ArchiveID] = []
    ) throws(IndexError) {
        var schema = schema
        if let run { schema.nextRun = run.number + 1 }
        try attributing("the catalog", of: directory) {
            try makeRoom(for: archives.count * 4096)
            var transaction = try environment.beginWrite()
            if let run {
                let key = PostingKey.prefix(ofRun: run.number)
                try transaction.put(key.span, run.row.encoded().span, in: databases.runs)
            }
            for archive in archives {
                let key = Snapshot.key(archive.id)
                try transaction.put(key.span, archive.encoded().span, in: databases.archives)
            }
            for archive in forgotten {
                try transaction.delete(Snapshot.key(archive).span, in: databases.archives)
            }
            let key = Schema.key
            try transaction.put(key.span, schema.encoded().span, in: databases.schema)
            try transaction.commit()
        }
        self.schema = schema
    }

    /// Grows the map so that `bytes` more will fit; costs address space, not memory or disk.
    func makeRoom(for bytes: Int) throws {
        let statistics = try environment.statistics
        let wanted = statistics.usedBytes + 2 * bytes + (64 << 20)
        if wanted > statistics.mapSize { try environment.grow(toAtLeast: max(wanted, 2 * statistics.mapSize)) }
    }

    private func append(
        _ partitions: [[Posting]], _ family: KeyFamily, _ shape: RunRow.Family, _ ordinalWidth: Int, toRun run: UInt32
    ) throws {
        var packer = BucketPacker(bucketBits: shape.bucketBits, ordinalWidth: ordinalWidth)
        for (index, partition) in partitions.enumerated() {
            packer.pack(partition)
            let isLast = index + 1 == partitions.count
            if isLast { packer.closeBucket() }
            if isLast || packer.bytes.count >= IndexWriter.transactionBytes { try store(&packer, family, run) }
        }
    }

    private func store(_ packer: inout BucketPacker, _ family: KeyFamily, _ run: UInt32) throws {
        var transaction = try environment.beginWrite()
        let (bytes, buckets) = packer.takeRows()
        let rows = bytes.span
        var start = 0
        for (bucket, end) in buckets {
            let key = PostingKey(run: run, family: family, bucket: bucket).encoded()
            try transaction.put(key.span, rows.extracting(start..<end), in: databases.postings, mode: .append)
            start = end
        }
        try transaction.commit()
    }
}
