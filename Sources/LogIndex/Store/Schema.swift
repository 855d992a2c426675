import ByteScanning

/// The row of the database `schema` that says what an index is made with, and the numbers it gives next.
///
/// | field | form |
/// | --- | --- |
/// | magic | 8 bytes, `mtatrail` |
/// | version | 4 bytes, 4 |
/// | hash seed | 8 bytes |
/// | granule shift | one byte: a granule is 2^shift decoded bytes |
/// | families | one byte: how many key families there are |
/// | next archive, next run | 4 bytes each |
struct Schema: Sendable, Equatable {
    static let key: [UInt8] = Array("schema".utf8)
    static let version: UInt32 = 4
    /// 64 KiB: a lookup decodes and searches a granule in well under a millisecond.
    static let defaultGranuleShift = 16
    private static let magic: [UInt8] = Array("mtatrail".utf8)

    let hashSeed: UInt64
    let granuleShift: Int
    var nextArchive: UInt32 = 1
    var nextRun: UInt32 = 1

    init(hashSeed: UInt64, granuleShift: Int = Schema.defaultGranuleShift) {
        self.hashSeed = hashSeed
        self.granuleShift = granuleShift
    }

    var hasher: KeyHasher { KeyHasher(seed: hashSeed) }

    func encoded() -> [UInt8] {
        var writer = ByteWriter()
        writer.raw(Schema.magic)
        writer.fixed(Schema.version)
        writer.fixed(hashSeed)
        writer.fixed(UInt8(granuleShift))
        writer.fixed(UInt8(KeyFamily.allCases.count))
        writer.fixed(nextArchive)
        writer.fixed(nextRun)
        return writer.bytes
    }

    /// Whether a row, sealed or not, is of another version than this program's: then nothing more is known of it.
    static func isOfOtherVersion(_ row: Span<UInt8>) throws(ByteReader.Damaged) -> Bool {
        var reader = ByteReader(row)
        guard try reader.raw(magic.count) == magic else { throw ByteReader.Damaged() }
        return try reader.fixed(UInt32.self) != version
    }

    init(decoding row: Span<UInt8>) throws(ByteReader.Damaged) {
        guard try !Schema.isOfOtherVersion(row) else { throw ByteReader.Damaged() }
        var reader = ByteReader(row)
        _ = try reader.raw(Schema.magic.count + 4)
        let seed = try reader.fixed(UInt64.self)
        var schema = Schema(hashSeed: seed, granuleShift: Int(try reader.fixed(UInt8.self)))
        let families = try reader.fixed(UInt8.self)
        schema.nextArchive = try reader.fixed()
        schema.nextRun = try reader.fixed()
        guard (10...30).contains(schema.granuleShift), families == KeyFamily.allCases.count, reader.isAtEnd else {
            throw ByteReader.Damaged()
        }
        self = schema
    }
}
