import TestSupport
import Testing

@testable import IndexModel
@testable import LMDBIndex

struct ByteReaderTests {
    @Test(arguments: [0, 1, 127, 128, 300, 1 << 32, 1 << 62, 1 << 63, .max] as [UInt64])
    func variableLengthNumbers(number: UInt64) throws {
        var writer = ByteWriter()
        writer.varint(number)
        let bytes = writer.bytes
        var reader = ByteReader(bytes.span)
        let read = try reader.varint()
        let isAtEnd = reader.isAtEnd
        #expect(read == number)
        #expect(isAtEnd)
        let bits = 64 - number.leadingZeroBitCount
        #expect(bytes.count == max(1, (bits + 6) / 7))
    }

    @Test func fixedNumbersInBothOrders() throws {
        var writer = ByteWriter()
        writer.fixed(0x0102_0304 as UInt32)
        writer.bigEndian(0x0102_0304 as UInt32)
        writer.fixed(-2 as Int64)
        #expect(writer.bytes == [4, 3, 2, 1, 1, 2, 3, 4, 0xfe, 255, 255, 255, 255, 255, 255, 255])
        let bytes = writer.bytes
        var reader = ByteReader(bytes.span)
        let little = try reader.fixed(UInt32.self)
        let big = try reader.bigEndian(UInt32.self)
        let negative = try reader.fixed(Int64.self)
        #expect(little == 0x0102_0304)
        #expect(big == 0x0102_0304)
        #expect(negative == -2)
    }

    @Test(
        arguments: [
            [], [0x80], [0x80, 0x80], Array(repeating: 0xff, count: 9), Array(repeating: 0xff, count: 10),
            Array(repeating: 0x80, count: 9) + [2], Array(repeating: 0x80, count: 10) + [0],
        ] as [[UInt8]])
    func numbersThatDoNotEndOrDoNotFit(bytes: [UInt8]) {
        #expect(throws: ByteReader.Damaged.self) {
            var reader = ByteReader(bytes.span)
            _ = try reader.varint()
        }
    }

    @Test func countsThatAreTooLarge() {
        for number in [1 << 62, 1 << 63, .max] as [UInt64] {
            var writer = ByteWriter()
            writer.varint(number)
            let bytes = writer.bytes
            #expect(throws: ByteReader.Damaged.self) {
                var reader = ByteReader(bytes.span)
                _ = try reader.count()
            }
        }
    }

    @Test func moreBytesThanThereAre() {
        #expect(throws: ByteReader.Damaged.self) {
            let bytes: [UInt8] = [3, 1, 2]
            var reader = ByteReader(bytes.span)
            _ = try reader.text()
        }
    }
}
