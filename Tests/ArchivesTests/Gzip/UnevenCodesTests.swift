import Archives
import CDeflateBlock
import TestSupport
import Testing

/// Blocks with the most uneven codes that there can be: symbols of 15 bits, with all the extra bits, one behind the other,
/// as no compressor writes them and a stranger may.
struct UnevenCodesTests {
    @Test(arguments: 0..<40 as Range<UInt64>) func areDecodedAsZlibDoes(seed: UInt64) throws {
        var writer = UnevenBlock(seed: seed)
        writer.write(blocks: 40, symbols: 80)
        let zlib = ZlibBlocks(writer.bits.bytes, limit: writer.text.count + 1)
        try #require(zlib.isWhole && zlib.bytes == writer.text)
        let decoded = try Decoded(archive(gzipMember(stream: writer.bits.bytes, of: writer.text)))
        #expect(decoded.status == .end && isSame(decoded.bytes[...], writer.text[...]))
        let alone = decodedWithoutZlib(writer.bits.bytes, limit: writer.text.count)
        #expect(isSame(alone[...], writer.text[...]))
    }

    /// What our routine alone makes of a stream, up to the first block that it leaves to zlib.
    private func decodedWithoutZlib(_ stream: [UInt8], limit: Int) -> [UInt8] {
        guard let tables = unsafe cdeflate_tables_create() else { return [] }
        defer { unsafe cdeflate_tables_free(tables) }
        // It asks for some room beyond what it writes.
        var room = [UInt8](repeating: 0, count: limit + 1024)
        var (bit, end) = (UInt64(0), 0)
        var outcome = CDEFLATE_BLOCK_END
        while outcome == CDEFLATE_BLOCK_END {
            let (size, history) = (room.count, min(end, 32 << 10))
            outcome = unsafe cdeflate_decode_block(
                tables, stream, stream.count, &bit, &room, size, &end, history)
        }
        return Array(room[..<end])
    }
}

/// A deflate stream of a stored block, so that there is something to refer to, and many dynamic ones, and what it means.
///
/// A block's end has one bit, so that whoever goes astray comes to an end and not to the end of the input.
private struct UnevenBlock {
    private(set) var bits = Bits()
    private(set) var text: [UInt8] = []
    private var random: SeededGenerator

    /// The code of a symbol: its number, and its bits.
    private typealias Code = (symbol: Int, value: Int, width: Int)

    /// RFC 1951, section 3.2.5.
    private static let lengthBases = [
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227,
        258,
    ]
    private static let distanceBases = [
        1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097,
        6145,
        8193, 12289, 16385, 24577,
    ]
    private static let end = 256
    private static let history = 32 << 10

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
    }

    mutating func write(blocks: Int, symbols count: Int) {
        writeStored()
        for block in 1...blocks {
            // Literals of up to 11 bits, and lengths of up to 15 with up to five extra bits.
            let literals = (0..<256).shuffled(using: &random).prefix(10)
            let distances = (0..<28).shuffled(using: &random).prefix(14) + [28, 29]
            let symbolCodes = code(of: [UnevenBlock.end] + literals + [280, 281, 282, 283, 284])
            let distanceCodes = code(of: Array(distances))
            bits.add(block == blocks ? 0b101 : 0b100, 3)
            writeTables(symbolCodes, distanceCodes)
            for _ in 0..<count { writeSymbol(symbolCodes, distanceCodes) }
            bits.addCode(symbolCodes[0].value, symbolCodes[0].width)
        }
    }

    private mutating func writeStored() {
        bits.add(0b000, 3)
        bits.add(0, 5)
        bits.add(UnevenBlock.history, 16)
        bits.add(~UnevenBlock.history & 0xffff, 16)
        for _ in 0..<UnevenBlock.history {
            text.append(UInt8.random(in: 0...255, using: &random))
            bits.add(Int(text[text.count - 1]), 8)
        }
    }

    /// Gives the symbols codes of 1, 2, 3 to 14 bits, and the last two 15 bits (section 3.2.2).
    private func code(of symbols: [Int]) -> [Code] {
        let widths = Dictionary(uniqueKeysWithValues: zip(symbols, Array(1...15) + [15]))
        var (value, width) = (0, 0)
        return widths.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map { symbol, bits in
            value <<= bits - width
            width = bits
            defer { value += 1 }
            return (symbol, value, bits)
        }
    }

    /// All lengths of codes as they are, in four bits each (section 3.2.7).
    private mutating func writeTables(_ symbolCodes: [Code], _ distanceCodes: [Code]) {
        bits.add(286 - 257, 5)
        bits.add(30 - 1, 5)
        bits.add(19 - 4, 4)
        for symbol in [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15] {
            bits.add(symbol < 16 ? 4 : 0, 3)
        }
        for (codes, count) in [(symbolCodes, 286), (distanceCodes, 30)] {
            for symbol in 0..<count { bits.addCode(codes.first { $0.symbol == symbol }?.width ?? 0, 4) }
        }
    }

    private mutating func writeSymbol(_ symbolCodes: [Code], _ distanceCodes: [Code]) {
        // The longest codes most often, and literals in rows.
        let isLiteral = Int.random(in: 0..<4, using: &random) > 0
        let candidates = symbolCodes.filter {
            isLiteral ? $0.symbol < UnevenBlock.end : $0.symbol > UnevenBlock.end
        }
        guard let code = candidates.suffix(4).randomElement(using: &random) else { return }
        bits.addCode(code.value, code.width)
        if isLiteral { return text.append(UInt8(code.symbol)) }
        let place = code.symbol - 257
        let extra = Int.random(in: 0..<(place < 24 ? 16 : 31), using: &random)
        bits.add(extra, place < 24 ? 4 : 5)
        guard let distance = distanceCodes.suffix(3).randomElement(using: &random) else { return }
        bits.addCode(distance.value, distance.width)
        let width = max(0, distance.symbol / 2 - 1)
        let rest = Int.random(in: 0..<1 << width, using: &random)
        bits.add(rest, width)
        let back = UnevenBlock.distanceBases[distance.symbol] + rest
        for _ in 0..<UnevenBlock.lengthBases[place] + extra { text.append(text[text.count - back]) }
    }
}

/// A stream of bits, the lowest of each byte first.
struct Bits {
    private(set) var bytes: [UInt8] = []
    private var count = 0

    /// Adds a number, its lowest bit first.
    mutating func add(_ value: Int, _ width: Int) {
        for bit in 0..<width {
            if count % 8 == 0 { bytes.append(0) }
            bytes[count / 8] |= UInt8(value >> bit & 1) << UInt8(count % 8)
            count += 1
        }
    }

    /// Adds a Huffman code, its highest bit first.
    mutating func addCode(_ code: Int, _ width: Int) {
        for bit in (0..<width).reversed() { add(code >> bit & 1, 1) }
    }
}
