import IndexModel

/// The key of a bucket's postings: run (4 bytes), family (one byte), bucket (4 bytes), big-endian, so that a run is one
/// contiguous range.
struct PostingKey: Equatable {
    let run: UInt32
    let family: KeyFamily
    let bucket: Int

    init(run: UInt32, family: KeyFamily, bucket: Int) {
        self.run = run
        self.family = family
        self.bucket = bucket
    }

    init(decoding key: Span<UInt8>) throws(ByteReader.Damaged) {
        var reader = ByteReader(key)
        run = try reader.bigEndian()
        family = KeyFamily(number: try reader.fixed())
        bucket = Int(try reader.bigEndian(UInt32.self))
        guard reader.isAtEnd else { throw ByteReader.Damaged() }
    }

    func encoded() -> [UInt8] {
        var writer = ByteWriter()
        writer.bigEndian(run)
        writer.fixed(family.number)
        writer.bigEndian(UInt32(bucket))
        return writer.bytes
    }
}
