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
