import ByteScanning
import IndexModel

/// The row of the database `schema` that says what an index is made with, and the numbers it gives next.
///
/// | field | form |
/// | --- | --- |
/// | magic | 8 bytes, `mtatrail` |
/// | version | 4 bytes, 5 |
/// | hash seed | 8 bytes |
/// | granule shift | one byte: a granule is 2^shift decoded bytes |
/// | families | LEB128 count, then each, ascending: number (one byte), name (counted bytes), what it leads to: 0, or 1 and a number (one byte) |
/// | next archive | 8 bytes |
/// | next run | 4 bytes |
/// | runs | LEB128: how many are published |
struct Schema: Sendable, Equatable {
    static let key: [UInt8] = Array("schema".utf8)
    static let version: UInt32 = 5
    /// 64 KiB: a lookup decodes and searches a granule in well under a millisecond.
    static let defaultGranuleShift = 16
    private static let magic: [UInt8] = Array("mtatrail".utf8)

    let hashSeed: UInt64
    let granuleShift: Int
    /// Those of this program first, and whatever else a later one has written.
    var families = KeyFamily.known
    var nextArchive: UInt64 = 1
    var nextRun: UInt32 = 1
    /// How many runs are published.
    var runs = 0

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
        writer.varint(families.count)
        for description in families {
            writer.fixed(description.family.number)
            writer.counted(Array(description.name.utf8))
            writer.optional(description.leadsTo?.number)
        }
        writer.fixed(nextArchive)
        writer.fixed(nextRun)
        writer.varint(runs)
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
        schema.families = try Schema.families(&reader)
        schema.nextArchive = try reader.fixed()
        schema.nextRun = try reader.fixed()
        schema.runs = try reader.count()
        guard (10...30).contains(schema.granuleShift), reader.isAtEnd else { throw ByteReader.Damaged() }
        self = schema
    }

    private static func families(_ reader: inout ByteReader) throws(ByteReader.Damaged) -> [KeyFamilyDescription] {
        var families: [KeyFamilyDescription] = []
        for _ in 0..<(try reader.count()) {
            let family = KeyFamily(number: try reader.fixed())
            guard families.last.map({ $0.family < family }) ?? true else { throw ByteReader.Damaged() }
            let name = try reader.text()
            let leadsTo = try reader.optional(UInt8.self).map { KeyFamily(number: $0) }
            families.append(KeyFamilyDescription(family, name: name, leadsTo: leadsTo))
        }
        return families
    }

    /// Whether the families that this program knows are there and mean what they mean to it.
    var hasKnownFamilies: Bool {
        KeyFamily.known.allSatisfy { known in families.contains(known) }
    }
}
