/// A file in the zstd seekable format, read as its description says it from the last byte backwards.
public struct NaiveSeekable {
    /// What each frame decodes to.
    public private(set) var pieces: [[UInt8]] = []

    /// Nil where the file is none, or where a size or a checksum is wrong.
    public init?(_ file: [UInt8]) {
        var end = ReversedNumbers(file)
        guard end.next(4) == 0x8F92_EAB1, let descriptor = end.next(1), descriptor & 0b0111_1100 == 0,
            let count = end.next(4)
        else { return nil }
        var rows: [(compressed: Int, decoded: Int, checksum: Int?)] = []
        for _ in 0..<count {
            let checksum = descriptor & 0x80 == 0 ? nil : end.next(4)
            guard let decoded = end.next(4), let compressed = end.next(4) else { return nil }
            rows.insert((compressed, decoded, checksum), at: 0)
        }
        let tableSize = file.count - end.rest.count
        guard end.next(4) == tableSize, end.next(4) == 0x184D_2A5E else { return nil }
        var frames = end.rest
        for row in rows {
            guard row.compressed <= frames.count else { return nil }
            // Room for a byte more shows a frame that holds more than it should.
            let piece = unzstdPrefix(Array(frames.prefix(row.compressed)), limit: row.decoded + 1)
            guard piece.count == row.decoded else { return nil }
            if let checksum = row.checksum, checksum != Int(truncatingIfNeeded: xxh64(piece) & 0xffff_ffff) {
                return nil
            }
            pieces.append(piece)
            frames = frames.dropFirst(row.compressed)
        }
        guard frames.isEmpty else { return nil }
    }
}

/// Little-endian numbers, taken from the end of bytes.
private struct ReversedNumbers {
    var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) {
        rest = bytes[...]
    }

    mutating func next(_ size: Int) -> Int? {
        guard rest.count >= size else { return nil }
        defer { rest = rest.dropLast(size) }
        return rest.suffix(size).reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}

/// XXH64 with seed 0, step by step as its specification has it (xxHash, doc/xxhash_spec.md).
public func xxh64(_ bytes: [UInt8]) -> UInt64 {
    let (p1, p2, p3): (UInt64, UInt64, UInt64) = (
        0x9E37_79B1_85EB_CA87, 0xC2B2_AE3D_27D4_EB4F, 0x1656_67B1_9E37_79F9
    )
    let (p4, p5): (UInt64, UInt64) = (0x85EB_CA77_C2B2_AE63, 0x27D4_EB2F_1656_67C5)
    func rotate(_ value: UInt64, _ count: UInt64) -> UInt64 { value << count | value >> (64 - count) }
    func round(_ lane: UInt64, _ input: UInt64) -> UInt64 { rotate(lane &+ input &* p2, 31) &* p1 }
    var position = 0
    func number(_ size: Int) -> UInt64 {
        var value: UInt64 = 0
        for index in (0..<size).reversed() { value = value << 8 | UInt64(bytes[position + index]) }
        position += size
        return value
    }
    var hash = p5
    if bytes.count >= 32 {
        var lanes = [p1 &+ p2, p2, 0, 0 &- p1]
        while position + 32 <= bytes.count {
            for lane in 0..<4 { lanes[lane] = round(lanes[lane], number(8)) }
        }
        hash = rotate(lanes[0], 1) &+ rotate(lanes[1], 7) &+ rotate(lanes[2], 12) &+ rotate(lanes[3], 18)
        for lane in lanes { hash = (hash ^ round(0, lane)) &* p1 &+ p4 }
    }
    hash = hash &+ UInt64(bytes.count)
    while position + 8 <= bytes.count { hash = rotate(hash ^ round(0, number(8)), 27) &* p1 &+ p4 }
    if position + 4 <= bytes.count { hash = rotate(hash ^ number(4) &* p1, 23) &* p2 &+ p3 }
    while position < bytes.count { hash = rotate(hash ^ number(1) &* p5, 11) &* p1 }
    hash = (hash ^ hash >> 33) &* p2
    hash = (hash ^ hash >> 29) &* p3
    return hash ^ hash >> 32
}
