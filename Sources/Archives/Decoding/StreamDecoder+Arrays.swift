extension StreamDecoder {
    /// Appends at most `count` decoded bytes to `output`, for callers that have an array.
    ///
    /// Gives the same status and throws the same errors as `decode(into:)` with a span.
    public mutating func decode(_ count: Int, appendingTo output: inout [UInt8]) throws(ArchiveError) -> DecodeStatus {
        var status = DecodeStatus.more
        try output.append(addingCapacity: count) { (output) throws(ArchiveError) in
            status = try decode(into: &output)
        }
        return status
    }

    /// Decodes and drops bytes up to `offset` of the decoded stream, recording frames on the way.
    ///
    /// Gives `.more` when it stands there, otherwise how the archive ends before it. Does nothing when it is there or
    /// past it. Throws when a library is out of memory.
    public mutating func skip(to offset: UInt64) throws(ArchiveError) -> DecodeStatus {
        var scratch: [UInt8] = []
        while decodedOffset < offset {
            scratch.removeAll(keepingCapacity: true)
            let count = Int(min(offset - decodedOffset, 128 << 10))
            let status = try decode(count, appendingTo: &scratch)
            if status != .more, decodedOffset < offset { return status }
        }
        return .more
    }
}
