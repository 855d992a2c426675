extension ArchiveFile {
    /// The first decoded bytes, at most `count`, how decoding stood behind them, and how many bytes of the file it took.
    ///
    /// Throws when a library is out of memory.
    public func decodedHead(
        _ count: Int
    ) throws(ArchiveError) -> (bytes: [UInt8], status: DecodeStatus, fileBytes: UInt64) {
        var decoder = try StreamDecoder(self)
        var head: [UInt8] = []
        var status = DecodeStatus.more
        while head.count < count, status == .more {
            status = try decoder.decode(count - head.count, appendingTo: &head)
        }
        return (head, status, decoder.compressedOffset)
    }
}

extension Fingerprint {
    /// The 16 bytes of the hash, most significant first.
    var digest: [UInt8] {
        [high, low].flatMap { half in
            stride(from: UInt64(56), through: 0, by: -8).map { UInt8(truncatingIfNeeded: half >> $0) }
        }
    }
}
