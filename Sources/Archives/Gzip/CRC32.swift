import CDeflate

/// A running CRC-32 as gzip uses it (RFC 1952, section 8).
struct CRC32: Sendable {
    /// The checksum of all bytes added so far.
    private(set) var value: UInt32 = 0

    /// Adds `bytes`. By libdeflate, which is faster at it than zlib.
    mutating func update(_ bytes: Span<UInt8>) {
        // A null pointer, which an empty span may have, would be a request for the initial value.
        guard !bytes.isEmpty else { return }
        value = unsafe bytes.withUnsafeBufferPointer { unsafe libdeflate_crc32(value, $0.baseAddress, $0.count) }
    }
}
