import CZlib

/// A running CRC-32 as gzip uses it (RFC 1952, section 8).
struct CRC32: Sendable {
    /// The checksum of all bytes added so far.
    private(set) var value: UInt32 = 0

    /// Adds `bytes`.
    mutating func update(_ bytes: Span<UInt8>) {
        // zlib takes a null pointer, which an empty span may have, as a request for the initial value.
        guard !bytes.isEmpty else { return }
        let crc = unsafe bytes.withUnsafeBufferPointer { unsafe crc32_z(UInt(value), $0.baseAddress, $0.count) }
        value = UInt32(truncatingIfNeeded: crc)
    }
}
