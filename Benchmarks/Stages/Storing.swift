import Benchmark
import LMDB
import SystemPackage

@testable import LogIndex

/// From postings in the order of the text to rows in the index.
func storingStages() {
    Benchmark("store: sort postings", configuration: .millionPostings) { benchmark in
        let buffers = SamplePostings.buffers
        benchmark.startMeasurement()
        let sorter = RunSorter(buffers)
        blackHole(sorter.sortedDirect().count)
    }

    Benchmark("store: sort and collapse pivoted postings", configuration: .millionPostings) { benchmark in
        let buffers = SamplePostings.buffers
        benchmark.startMeasurement()
        let sorter = RunSorter(buffers)
        blackHole(sorter.sortedPivoted().count)
    }

    Benchmark("store: pack buckets", configuration: .millionPostings) { benchmark in
        let (partitions, ordinalWidth) = SamplePostings.sorted
        benchmark.startMeasurement()
        var packer = BucketPacker(bucketBits: SamplePostings.bucketBits, ordinalWidth: ordinalWidth)
        for partition in partitions { packer.pack(partition) }
        packer.closeBucket()
        blackHole(packer.bytes.count)
    }

    Benchmark("store: append rows to LMDB", configuration: .millionPostings) { benchmark in
        let environment = try Environment(
            directory: Scratch.emptied("append"), options: .init(mapSize: 256 << 20))
        let database = try environment.createDatabase("rows")
        // As many rows of the size that a million postings make.
        let row = [UInt8](repeating: 0x5a, count: 320)
        benchmark.startMeasurement()
        try append(row, 1 << 14, to: database, of: environment)
    }

    Benchmark("store: a whole run, sorted, packed, written", configuration: .millionPostings) { benchmark in
        let buffers = SamplePostings.buffers
        var writer = try IndexWriter(Scratch.emptied("run"))
        benchmark.startMeasurement()
        blackHole(try writer.stage(buffers).postingCount)
    }
}

private func append(_ row: [UInt8], _ count: Int, to database: Database, of environment: borrowing Environment) throws {
    var transaction = try environment.beginWrite()
    for number in 0..<UInt32(count) {
        let key = (0..<4).map { UInt8(truncatingIfNeeded: number >> UInt32(24 - 8 * $0)) }
        try transaction.put(key.span, row.span, in: database, mode: .append)
    }
    try transaction.commit()
}

/// A million postings of each family, as the chunks of a log give them.
enum SamplePostings {
    static let bucketBits = 14
    private static let chunks = 64
    private static let granulesAChunk = 64

    static let buffers: [PostingBuffer] = (0..<chunks).map { chunk in
        let granules = chunk * granulesAChunk..<(chunk + 1) * granulesAChunk
        var buffer = PostingBuffer(archive: ArchiveID(1), granules: granules)
        var state = UInt64(chunk) &* 0x9e37_79b9_7f4a_7c15 &+ 7
        for number in 0..<(1 << 20) / chunks {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let hash = (state ^ state >> 31) &* 0x9e37_79b9_7f4a_7c15
            let granule = granules.lowerBound + number * granulesAChunk * chunks >> 20
            buffer.add(hash: hash, granule: granule)
            buffer.add(hash: ~hash, granule: granule, pivot: hash)
        }
        buffer.seal()
        return buffer
    }

    static let sorted: (partitions: [[Posting]], ordinalWidth: Int) = {
        let sorter = RunSorter(buffers)
        return (sorter.sortedDirect(), sorter.extents.ordinalWidth)
    }()
}
