public import Archives
public import IndexModel
import LMDB

/// What is asked of an index that is compared with its archives.
extension Snapshot {
    /// What the index lacks of the postings of one archive's chunks: all that a lookup of their keys would not find.
    ///
    /// O(postings + the buckets that they are in, of each run that has the archive), and 32 bytes of memory a posting.
    ///
    /// - Throws: `IndexError` where a bucket cannot be read.
    public func missing(from buffers: [PostingBuffer]) throws(IndexError) -> [MissingPosting] {
        var missing: [MissingPosting] = []
        guard let archive = buffers.first?.archive else { return missing }
        precondition(buffers.allSatisfy { $0.archive == archive }, "chunks of several archives")
        for family in KeyFamily.known.map(\.family) {
            var wanted = WantedPostings(family, of: buffers)
            for (number, row) in runs where row.extents.extents.contains(where: { $0.archive == archive }) {
                guard let shape = row[family] else { continue }
                try attributing("run \(number)", of: directory) { try note(shape, ofRun: number, row, in: &wanted) }
            }
            missing += wanted.missing
        }
        return missing
    }

    private func note(
        _ family: RunRow.Family, ofRun number: UInt32, _ row: RunRow, in wanted: inout WantedPostings
    ) throws {
        let bits = family.bucketBits
        var block: [Posting] = []
        var place = 0
        while place < wanted.count {
            let bucket = wanted.bucket(at: place, bucketBits: bits)
            let end = wanted.endOfBucket(at: place, bucketBits: bits)
            let key = PostingKey(run: number, family: family.family, bucket: bucket).encoded()
            let stored = try transaction.row(under: key, in: databases.postings)
            guard let stored else { throw ByteReader.Damaged() }
            block.removeAll(keepingCapacity: true)
            try PostingBlock.decode(
                stored, bucket: bucket, bucketBits: bits, ordinalWidth: row.extents.ordinalWidth
            ) { block.append($0) }
            try wanted.note(block, at: place..<end, row.extents)
            place = end
        }
    }

    /// The frames under a number that begin in a range of decoded offsets, ascending. O(frames in the range).
    public func frames(of number: FrameSetID, in offsets: Range<UInt64>) throws(IndexError) -> [Frame] {
        try attributing("the list of frames of \(number)", of: directory) {
            var frames: [Frame] = []
            var cursor = try transaction.cursor(in: databases.frames)
            var stands = try cursor.seek(atOrAfter: Frame.key(number, offsets.lowerBound).span)
            while stands {
                let key = try Frame.decodeKey(cursor.key)
                guard key.number == number, key.offset < offsets.upperBound else { break }
                if let frame = try Frame(decodedOffset: key.offset, decoding: cursor.row) { frames.append(frame) }
                stands = try cursor.next()
            }
            return frames
        }
    }

    /// The parts of the index that cannot be read, each once: the catalog's summary, the list of inputs, runs. What belongs to
    /// single archives is not looked at. O(index).
    public func damage() -> [IndexError] {
        var damage: [IndexError] = []
        func note(_ body: () throws(IndexError) -> Void) {
            do throws(IndexError) {
                try body()
            } catch {
                damage.append(error)
            }
        }
        note { () throws(IndexError) in _ = try coverage() }
        note { () throws(IndexError) in _ = try inputs() }
        for (number, row) in runs {
            note { () throws(IndexError) in
                try attributing("run \(number)", of: directory) {
                    for family in row.families { try read(family, ofRun: number, row) }
                }
            }
        }
        return damage
    }

    /// Reads all the buckets that a run has of a family.
    private func read(_ family: RunRow.Family, ofRun number: UInt32, _ row: RunRow) throws {
        guard !family.buckets.isEmpty else { return }
        var cursor = try transaction.cursor(in: databases.postings)
        let first = PostingKey(run: number, family: family.family, bucket: 0).encoded()
        var stands = try cursor.seek(atOrAfter: first.span)
        let ordinalEnd = row.extents.ordinalEnd
        var count = 0
        var isOutside = false
        for bucket in family.buckets {
            let key = PostingKey(run: number, family: family.family, bucket: bucket)
            guard stands, try PostingKey(decoding: cursor.key) == key else { throw ByteReader.Damaged() }
            try PostingBlock.decode(
                cursor.row, bucket: bucket, bucketBits: family.bucketBits, ordinalWidth: row.extents.ordinalWidth
            ) { posting in
                count += 1
                if posting.granule >= ordinalEnd { isOutside = true }
            }
            stands = try cursor.next()
        }
        guard count == family.postings, !isOutside else { throw ByteReader.Damaged() }
    }
}
