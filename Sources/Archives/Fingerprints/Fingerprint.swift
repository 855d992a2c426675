import CLeafHash

/// What tells one content from another: the XXH3 128-bit hash of decoded bytes, with their number.
public struct Fingerprint: Sendable, Hashable {
    /// The upper 64 bits of the hash.
    public var high: UInt64
    /// The lower 64 bits of the hash.
    public var low: UInt64
    /// The number of bytes hashed.
    public var length: UInt64

    /// That of nothing at all, which is not that of no bytes.
    public static let none = Fingerprint(high: 0, low: 0, length: 0)

    /// Makes a fingerprint from stored values.
    public init(high: UInt64, low: UInt64, length: UInt64) {
        self.high = high
        self.low = low
        self.length = length
    }

    /// The fingerprint of `bytes`.
    public init(of bytes: Span<UInt8>) {
        let hash = unsafe bytes.withUnsafeBufferPointer { unsafe cleafhash($0.baseAddress, $0.count) }
        self.init(high: hash.high, low: hash.low, length: UInt64(bytes.count))
    }
}

extension Fingerprint: CustomStringConvertible {
    /// The hash as 32 hexadecimal digits, as `xxhsum -H2` prints it, then the length in bytes: "9f...31/4096".
    public var description: String { "\(hex(high))\(hex(low))/\(length)" }

    private func hex(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}

extension Fingerprint {
    /// The 16 bytes of the hash, most significant first.
    var bytes: [UInt8] {
        [high, low].flatMap { half in
            stride(from: UInt64(56), through: 0, by: -8).map { UInt8(truncatingIfNeeded: half >> $0) }
        }
    }
}
