import ByteScanning
import LMDB

/// Four bytes behind every value of the index: a checksum of the value and of the key that it stands under. A value that
/// was damaged, cut or put under another key is told from one that only says something else.
///
/// | field | form |
/// | --- | --- |
/// | row | as its own form says |
/// | checksum | 4 bytes: the lower half of the XXH3 hash of the row, seeded with that of the key |
enum RowSeal {
    private static let length = 4

    /// The checksum of a row. O(length).
    static func checksum(of row: Span<UInt8>, under key: Span<UInt8>) -> UInt32 {
        let seed = KeyHasher(seed: 0).hash(key)
        return UInt32(truncatingIfNeeded: KeyHasher(seed: seed).hash(row))
    }

    /// The value to be stored for a row.
    static func sealed(_ row: [UInt8], under key: [UInt8]) -> [UInt8] {
        var writer = ByteWriter()
        writer.raw(row)
        writer.fixed(checksum(of: row.span, under: key.span))
        return writer.bytes
    }

    /// The row of a stored value, if it is as it was stored.
    @_lifetime(copy value)
    static func row(of value: Span<UInt8>, under key: Span<UInt8>) throws(ByteReader.Damaged) -> Span<UInt8> {
        guard value.count >= length else { throw ByteReader.Damaged() }
        let end = value.count - length
        var reader = ByteReader(value.extracting(end..<value.count))
        let row = value.extracting(0..<end)
        guard try reader.fixed() == checksum(of: row, under: key) else { throw ByteReader.Damaged() }
        return row
    }
}

extension ReadTransaction {
    /// The row under a key, checked; nil where there is none.
    @_lifetime(borrow self)
    borrowing func row(under key: [UInt8], in database: Database) throws -> Span<UInt8>? {
        guard let value = try get(key.span, in: database) else { return nil }
        return try RowSeal.row(of: value, under: key.span)
    }
}

extension Cursor {
    /// The row that it stands on, checked.
    var row: Span<UInt8> {
        @_lifetime(copy self)
        get throws(ByteReader.Damaged) { try RowSeal.row(of: value, under: key) }
    }
}

extension WriteTransaction {
    /// Stores a row under a key, with its checksum.
    mutating func put(row: [UInt8], under key: [UInt8], in database: Database) throws(LMDBError) {
        try put(key.span, RowSeal.sealed(row, under: key).span, in: database)
    }
}
