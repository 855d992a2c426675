/// Cuts the sorted postings of a run into buckets and packs each.
struct BucketPacker {
    let bucketBits: Int
    let ordinalWidth: Int
    /// The packed rows, one behind the other.
    private(set) var bytes: [UInt8] = []
    /// The buckets packed, ascending, and where each one's row ends in `bytes`.
    private(set) var buckets: [(bucket: Int, end: Int)] = []

    private var bucket = 0
    private var pending: [Posting] = []

    init(bucketBits: Int, ordinalWidth: Int) {
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
        var rows: [UInt8] = []
        swap(&rows, &bytes)
        PostingBlock.encode(pending.span, bucketBits: bucketBits, ordinalWidth: ordinalWidth, into: &rows)
        bytes = rows
        pending.removeAll(keepingCapacity: true)
        buckets.append((bucket, bytes.count))
    }

    /// Gives the rows packed so far and begins anew.
    mutating func takeRows() -> (bytes: [UInt8], buckets: [(bucket: Int, end: Int)]) {
        defer { (bytes, buckets) = ([], []) }
        return (bytes, buckets)
    }
}
