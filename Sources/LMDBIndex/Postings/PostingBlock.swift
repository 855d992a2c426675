import ByteScanning
import IndexModel

/// The postings of one hash bucket, packed: what the database `postings` holds under (run, family, bucket).
///
/// A bucket is all hashes that share their first bits; how many bits is the run's to say. Version 1 of the run row
/// fixes this form:
///
/// | field | form |
/// | --- | --- |
/// | count | LEB128 |
/// | delta width | one byte, 0 to 40 |
/// | postings | count times (delta, ordinal), bit by bit, least significant bit first |
///
/// *Delta* is what the rest of the hash (40 bits less the bucket's) grows by from one posting to the next, the first
/// one from 0, in `delta width` bits; the ordinal takes the run's ordinal width.
enum PostingBlock {
    /// Packs sorted postings of one bucket. O(count).
    static func encode(_ postings: Span<Posting>, bucketBits: Int, ordinalWidth: Int, into row: inout [UInt8]) {
        let restMask = restMask(bucketBits)
        var largest: UInt64 = 0
        var previous: UInt64 = 0
        for index in postings.indices {
            let rest = postings[index].hash40 & restMask
            largest |= rest - previous
            previous = rest
        }
        let deltaWidth = UInt64.bitWidth - largest.leadingZeroBitCount
        var header = ByteWriter()
        header.varint(postings.count)
        header.fixed(UInt8(deltaWidth))
        row.append(contentsOf: header.bytes)
        let start = row.count
        let length = (postings.count * (deltaWidth + ordinalWidth) + 7) / 8
        row.append(contentsOf: repeatElement(0, count: length + BitWriter.room))
        pack(postings, restMask, deltaWidth, ordinalWidth, into: &row, at: start)
        row.removeLast(row.count - start - length)
    }

    @inline(__always)
    private static func pack(
        _ postings: Span<Posting>, _ restMask: UInt64, _ deltaWidth: Int, _ ordinalWidth: Int, into row: inout [UInt8],
        at start: Int
    ) {
        var bytes = row.mutableSpan
        var bits = BitWriter(at: start)
        var previous: UInt64 = 0
        for index in postings.indices {
            let rest = postings[index].hash40 & restMask
            bits.append(rest &- previous, width: deltaWidth, to: &bytes)
            bits.append(UInt64(postings[index].granule), width: ordinalWidth, to: &bytes)
            previous = rest
        }
    }

    /// Calls `body` with every posting of the block. O(count).
    static func decode(
        _ row: Span<UInt8>, bucket: Int, bucketBits: Int, ordinalWidth: Int, _ body: (Posting) -> Void
    ) throws(ByteReader.Damaged) {
        var reader = ByteReader(row)
        let count = try reader.count()
        let deltaWidth = Int(try reader.fixed(UInt8.self))
        let packed = reader.rest()
        let width = deltaWidth + ordinalWidth
        // No two postings of a block are equal, so that only one can do without any bits.
        guard deltaWidth <= Posting.hashBits, count <= 1 || width > 0, count <= max(1, packed.count * 8),
            packed.count == (count * width + 7) / 8
        else { throw ByteReader.Damaged() }
        var bits = BitReader()
        var rest: UInt64 = 0
        for _ in 0..<count {
            rest += bits.next(width: deltaWidth, in: packed)
            guard rest <= restMask(bucketBits) else { throw ByteReader.Damaged() }
            let ordinal = bits.next(width: ordinalWidth, in: packed)
            let hash = bucketBits == 0 ? rest : UInt64(bucket) << UInt64(Posting.hashBits - bucketBits) | rest
            body(Posting(word: hash << UInt64(Posting.granuleBits) | ordinal))
        }
    }

    /// The bucket of a posting.
    static func bucket(_ posting: Posting, bucketBits: Int) -> Int {
        Int(posting.hash40 >> UInt64(Posting.hashBits - bucketBits))
    }

    /// The buckets that hold the postings of a slice, the hashes that share their first `sliceBits` bits: some whole
    /// buckets, or one of which the slice is a part.
    static func buckets(ofSlice slice: Int, sliceBits: Int, bucketBits: Int) -> Range<Int> {
        guard bucketBits >= sliceBits else {
            let bucket = slice >> (sliceBits - bucketBits)
            return bucket..<bucket + 1
        }
        return slice << (bucketBits - sliceBits)..<(slice + 1) << (bucketBits - sliceBits)
    }

    private static func restMask(_ bucketBits: Int) -> UInt64 {
        (1 << UInt64(Posting.hashBits - bucketBits)) - 1
    }
}

/// Writes values of up to 40 bits one behind the other, least significant bit first.
private struct BitWriter {
    /// The bytes that must be there behind the last one written.
    static let room = 8

    private var offset: Int
    /// The bits of the byte at `offset` that are written.
    private var pending: UInt64 = 0
    private var pendingCount = 0

    init(at offset: Int) {
        self.offset = offset
    }

    @inline(__always)
    mutating func append(_ value: UInt64, width: Int, to bytes: inout MutableSpan<UInt8>) {
        pending |= value &<< UInt64(pendingCount)
        bytes.setWord(pending, at: offset)
        pendingCount &+= width
        offset &+= pendingCount >> 3
        pending &>>= UInt64(pendingCount & ~7)
        pendingCount &= 7
    }
}

/// Reads what `BitWriter` wrote; the caller has checked that the bytes are all there.
private struct BitReader {
    private var pending: UInt64 = 0
    private var pendingCount: UInt64 = 0
    private var offset = 0

    @inline(__always)
    mutating func next(width: Int, in bytes: Span<UInt8>) -> UInt64 {
        while pendingCount < UInt64(width) {
            pending |= UInt64(bytes[offset]) << pendingCount
            offset += 1
            pendingCount += 8
        }
        let value = pending & ((1 << UInt64(width)) - 1)
        pending >>= UInt64(width)
        pendingCount -= UInt64(width)
        return value
    }
}
