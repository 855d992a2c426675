import LMDB

/// The same numbers for the same seed, on every machine.
struct SeededNumbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func bytes(_ count: ClosedRange<Int>, upTo largest: UInt8 = .max) -> [UInt8] {
        (0..<Int.random(in: count, using: &self)).map { _ in UInt8.random(in: 0...largest, using: &self) }
    }
}

func array(_ span: Span<UInt8>) -> [UInt8] {
    span.indices.map { span[$0] }
}

/// The value of a key, copied out; a function that serves both kinds of transaction.
func value(
    of key: [UInt8], in database: Database, by transaction: borrowing some Transaction & ~Copyable
) throws(LMDBError) -> [UInt8]? {
    guard let value = try transaction.get(key.span, in: database) else { return nil }
    return array(value)
}

/// All entries, forwards.
func entries(
    of database: Database, by transaction: borrowing some Transaction & ~Copyable
) throws(LMDBError) -> [(key: [UInt8], value: [UInt8])] {
    var cursor = try transaction.cursor(in: database)
    var found: [(key: [UInt8], value: [UInt8])] = []
    while try cursor.next() {
        found.append((array(cursor.key), array(cursor.value)))
    }
    return found
}

extension WriteTransaction {
    mutating func put(_ key: [UInt8], _ value: [UInt8], in database: Database) throws(LMDBError) {
        try put(key.span, value.span, in: database)
    }
}

extension Array<UInt8> {
    init(bigEndian number: Int) {
        self = (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) }
    }
}

/// The error that `body` ends with.
func failure(_ body: () throws(LMDBError) -> Void) -> LMDBError? {
    do throws(LMDBError) {
        try body()
        return nil
    } catch {
        return error
    }
}
