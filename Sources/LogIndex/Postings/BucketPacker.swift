/// Cuts the sorted postings of a run into buckets and packs each, ready to be stored.
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

    private var bucket = 0
    private var pending: [Posting] = []

    init(run: UInt32, family: KeyFamily, bucketBits: Int, ordinalWidth: Int) {
        self.run = run
        self.family = family
        self.bucketBits = bucketBits
        self.ordinalWidth = ordinalWidth
    }

    /// Adds postings, none of them before those added already. The last bucket stays open for more.
    mutating func pack(_ postings: [Posting]) {
        for posting in postings {
            let next = PostingBlock.bucket(posting, bucketBits: bucketBits)
            if next != bucket {
                closeBucket()
                bucket = next
            }
            pending.append(posting)
        }
    }

    /// Packs the bucket that is open.
    mutating func closeBucket() {
        guard !pending.isEmpty else { return }
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
    }
}
