import IndexModel

/// Cuts sorted postings of a run into buckets and packs each, empty ones too, ready to be stored.
struct BucketPacker {
    /// Packed buckets, one behind the other.
    struct Rows: Sendable {
        /// The values of the buckets, each with its checksum.
        var bytes: [UInt8] = []
        /// The buckets, ascending, and where each one's value ends in `bytes`.
        var buckets: [(bucket: Int, end: Int)] = []
    }

    private let run: UInt32
    private let family: KeyFamily
    private let bucketBits: Int
    private let ordinalWidth: Int
    private(set) var rows = Rows()

    /// The bucket that is open.
    private var bucket: Int
    private let bucketEnd: Int
    private var pending: [Posting] = []

    /// - Parameter buckets: those that are packed; all the postings lie in them.
    init(run: UInt32, family: RunRow.Family, buckets: Range<Int>, ordinalWidth: Int) {
        self.run = run
        self.family = family.family
        bucketBits = family.bucketBits
        self.ordinalWidth = ordinalWidth
        bucket = buckets.lowerBound
        bucketEnd = buckets.upperBound
    }

    /// Adds postings, none of them before those added already. The last bucket stays open for more.
    mutating func pack(_ postings: [Posting]) {
        for posting in postings {
            let next = PostingBlock.bucket(posting, bucketBits: bucketBits)
            while bucket < next { closeBucket() }
            pending.append(posting)
        }
    }

    /// Packs the buckets that are left.
    mutating func finish() {
        while bucket < bucketEnd { closeBucket() }
    }

    /// Packs the bucket that is open, and opens the next one.
    private mutating func closeBucket() {
        var bytes: [UInt8] = []
        swap(&bytes, &rows.bytes)
        let start = bytes.count
        PostingBlock.encode(pending.span, bucketBits: bucketBits, ordinalWidth: ordinalWidth, into: &bytes)
        let key = PostingKey(run: run, family: family, bucket: bucket).encoded()
        var seal = ByteWriter()
        seal.fixed(RowSeal.checksum(of: bytes.span.extracting(start..<bytes.count), under: key.span))
        bytes.append(contentsOf: seal.bytes)
        swap(&bytes, &rows.bytes)
        pending.removeAll(keepingCapacity: true)
        rows.buckets.append((bucket, rows.bytes.count))
        bucket += 1
    }
}
