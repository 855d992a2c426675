import Archives
import Benchmark
import LMDB
import SystemPackage

@testable import IndexModel
@testable import LMDBIndex

/// From postings in the order of the text to rows in the index, and from runs to one run.
func storingStages() {
    Benchmark("store: sort postings", configuration: .manyPostings) { benchmark in
        let buffers = SamplePostings.buffers
        benchmark.startMeasurement()
        let sorter = RunSorter(buffers)
        blackHole(sorter.sorted(.messageID).count)
    }

    Benchmark("store: sort and collapse linked postings", configuration: .manyPostings) { benchmark in
        let buffers = SamplePostings.buffers
        benchmark.startMeasurement()
        let sorter = RunSorter(buffers)
        blackHole(sorter.sorted(.queueFile).count)
    }

    Benchmark("store: pack buckets", configuration: .manyPostings) { benchmark in
        let run = SortedPostings.sample
        benchmark.startMeasurement()
        var packer = run.packer
        for partition in run.partitions { packer.pack(partition) }
        packer.finish()
        blackHole(packer.rows.bytes.count)
    }

    Benchmark("store: append rows to LMDB", configuration: .manyPostings) { benchmark in
        let rows = SortedPostings.packed
        let environment = try Environment(
            directory: Scratch.emptied("append"), options: .init(mapSize: 256 << 20))
        let database = try environment.createDatabase("rows")
        benchmark.startMeasurement()
        try append(rows, to: database, of: environment)
    }

    Benchmark("store: a whole run, sorted, packed, written", configuration: .manyPostings) { benchmark in
        let buffers = SamplePostings.buffers
        var writer = try IndexWriter(Scratch.emptied("run"))
        benchmark.startMeasurement()
        blackHole(try writer.stage(buffers).postingCount)
    }

    Benchmark("store: merge four runs into one", configuration: .manyPostings) { benchmark in
        var writer = try IndexWriter(Scratch.emptied("merge"))
        for archive in 1...SamplePostings.archives {
            let run = try writer.stage(SamplePostings.buffers(of: archive))
            try writer.publish(run, [ArchiveEntry(id: ArchiveID(archive), locations: [], head: .none)])
        }
        benchmark.startMeasurement()
        try writer.mergeRuns()
        benchmark.stopMeasurement()
        let runs = try writer.snapshot().runCount
        guard runs == 1 else { fatalError("\(runs) runs are left") }
    }
}

private func append(
    _ rows: BucketPacker.Rows, to database: Database, of environment: borrowing Environment
) throws {
    var transaction = try environment.beginWrite()
    var start = 0
    for (bucket, end) in rows.buckets {
        let key = PostingKey(run: 1, family: .messageID, bucket: bucket).encoded()
        try transaction.put(key.span, rows.bytes.span.extracting(start..<end), in: database, mode: .append)
        start = end
    }
    try transaction.commit()
}

/// The sample's postings of message-IDs, ready to be packed.
private struct SortedPostings {
    let partitions: [[Posting]]
    let packer: BucketPacker

    static let sample = {
        let sorter = RunSorter(SamplePostings.buffers)
        let partitions = sorter.sorted(.messageID)
        let family = RunRow.Family(.messageID, postings: partitions.reduce(0) { $0 + $1.count })
        return SortedPostings(
            partitions: partitions,
            packer: BucketPacker(
                run: 1, family: family, buckets: family.buckets, ordinalWidth: sorter.extents.ordinalWidth))
    }()

    static let packed = {
        var packer = sample.packer
        for partition in sample.partitions { packer.pack(partition) }
        packer.finish()
        return packer.rows
    }()
}
