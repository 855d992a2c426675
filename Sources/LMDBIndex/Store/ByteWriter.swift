/// Builds the bytes of a row: fixed-width integers little-endian unless said otherwise, lengths and counts as LEB128.
struct ByteWriter {
    private(set) var bytes: [UInt8] = []

    mutating func fixed<Integer: FixedWidthInteger>(_ value: Integer) {
        for shift in stride(from: 0, to: Integer.bitWidth, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: value >> shift))
        }
    }

    /// Most significant byte first: for keys, whose order in the store is that of their bytes.
    mutating func bigEndian<Integer: FixedWidthInteger>(_ value: Integer) {
        for shift in stride(from: Integer.bitWidth - 8, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: value >> shift))
        }
    }

    /// 0, or 1 and the number.
    mutating func optional<Integer: FixedWidthInteger>(_ value: Integer?) {
        fixed(UInt8(value == nil ? 0 : 1))
        if let value { fixed(value) }
    }

    mutating func varint(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    mutating func varint(_ value: Int) {
        varint(UInt64(value))
    }

    /// A length and then the bytes.
    mutating func counted(_ value: [UInt8]) {
        varint(value.count)
        bytes.append(contentsOf: value)
    }

    mutating func raw(_ value: some Sequence<UInt8>) {
        bytes.append(contentsOf: value)
    }
}
